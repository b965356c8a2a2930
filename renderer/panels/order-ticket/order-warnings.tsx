import type { OrderDraft, OrderEstimate } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { warningWords } from '#renderer/panels/order-ticket/warning-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useLiveStore } from '#renderer/stores/live-store.ts';

type OrderWarningsProps = {
  readonly draft: Pick<OrderDraft, 'side' | 'instrumentId'>;
  readonly warnings: OrderEstimate['warnings'];
};

/** Nothing where there is nothing to say. */
export function OrderWarnings({ draft, warnings }: OrderWarningsProps) {
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[draft.instrumentId]);
  if (warnings.length === 0) return null;
  return (
    <ul className={classes['warnings']} aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={JSON.stringify(warning)}>
          {warningWords(warning, { side: draft.side, instrument }, format)}
        </li>
      ))}
    </ul>
  );
}
