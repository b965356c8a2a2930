import type { ReactNode } from 'react';
import type { OrderDraft } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { unknownText } from '#renderer/format/number.ts';
import { AvailableLine } from '#renderer/panels/order-ticket/available-line.tsx';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import type { Estimated } from '#renderer/trading/use-estimate.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type EstimateLinesProps = {
  readonly draft: OrderDraft | undefined;
  readonly estimated: Estimated | undefined;
};

/** What the order would cost and what there is to spend, as the core reckons it. It follows the market: no live region. */
export function EstimateLines({ draft, estimated }: EstimateLinesProps) {
  const say = useSay();
  const format = useFormat();
  const estimate = estimated?.estimate;
  return (
    <dl className={classes['estimate']}>
      <div>
        <dt>
          {estimated?.draft.type === 'MARKET'
            ? say.rich('order.estimatedNotionalAt', {
                time: format.clock(estimated.at),
                at: figure,
              })
            : say('order.estimatedNotional')}
        </dt>
        <dd className="td-number">
          {estimate === undefined ? unknownText : format.money(estimate.notional, estimate.currency)}
        </dd>
      </div>
      <div>
        <dt>{say('order.estimatedFee')}</dt>
        <dd className="td-number">{format.feeMoney(estimate?.fee, estimate?.currency)}</dd>
      </div>
      {draft !== undefined && (
        <AvailableLine accountId={draft.accountId} instrumentId={draft.instrumentId} side={draft.side} />
      )}
    </dl>
  );
}

function figure(inside: ReactNode): ReactNode {
  return <span className="td-number">{inside}</span>;
}
