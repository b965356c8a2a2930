import { CloseButton } from '@mantine/core';
import type { PlacedOrder } from '#renderer/trading/place-draft.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { outcomeTitle, outcomeWords, sideWord } from '#renderer/words/ticket-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';

type OrderOutcomeProps = { readonly placed: PlacedOrder; readonly onClose: () => void };

/** What became of the order that was placed last. No live region: what is news of it is announced. */
export function OrderOutcome({ placed, onClose }: OrderOutcomeProps) {
  const format = useFormat();
  const { order } = placed;
  const instrument = useLiveStore((state) => state.instruments[order.instrumentId]);
  const { meaning } = outcomeWords(order);
  const filled = format.quantity(order.filledQuantity, instrument);
  return (
    <div
      className={classes['outcome']}
      role="group"
      aria-label="What became of the order"
      data-status={order.status}
    >
      <CloseButton
        size="xs"
        className={classes['outcomeClose'] ?? ''}
        aria-label="Close the result"
        onClick={onClose}
      />
      <strong>{outcomeTitle(placed)}</strong> {sideWord(order.side)}{' '}
      {format.quantity(order.quantity, instrument)} {instrument?.symbol}.
      {order.status !== 'FILLED' && ` ${format.report(meaning)}`}
      {order.averagePrice !== undefined && (
        <span className="td-number">
          {' '}
          Filled {filled} at {format.averagePrice(order.averagePrice, instrument)}.
        </span>
      )}
    </div>
  );
}
