import type { OrderEstimate } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { unknownText } from '#renderer/format/number.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';

/** What the order would cost and what there is to spend, as the core reckons it. */
export function EstimateLines({ estimate }: { readonly estimate: OrderEstimate | undefined }) {
  const format = useFormat();
  return (
    <dl className={classes['estimate']} aria-live="polite">
      <div>
        <dt>Estimated notional</dt>
        <dd className="td-number">
          {estimate === undefined ? unknownText : format.money(estimate.notional, estimate.currency)}
        </dd>
      </div>
      <div>
        <dt>Estimated fee</dt>
        <dd className="td-number">
          {estimate?.fee === undefined
            ? unknownText
            : `${format.fee(estimate.fee, estimate.currency)} ${estimate.currency}`}
        </dd>
      </div>
      <div>
        <dt>Available</dt>
        <dd className="td-number">
          {estimate === undefined
            ? unknownText
            : format.money(estimate.available, estimate.availableCurrency)}
        </dd>
      </div>
    </dl>
  );
}
