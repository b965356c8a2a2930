import { CloseButton } from '@mantine/core';
import type { PlacedOrder } from '#renderer/trading/place-draft.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { outcomeTitle, outcomeWords } from '#renderer/words/ticket-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type OrderOutcomeProps = { readonly placed: PlacedOrder; readonly onClose: () => void };

/** What became of the order that was placed last. No live region: what is news of it is announced. */
export function OrderOutcome({ placed, onClose }: OrderOutcomeProps) {
  const say = useSay();
  const format = useFormat();
  const { order } = placed;
  const instrument = useLiveStore((state) => state.instruments[order.instrumentId]);
  const { meaning } = outcomeWords(order, format);
  const filled = format.quantity(order.filledQuantity, instrument);
  return (
    <div
      className={classes['outcome']}
      role="group"
      aria-label={say('ticket.outcome')}
      data-status={order.status}
    >
      <CloseButton
        size="xs"
        className={classes['outcomeClose'] ?? ''}
        aria-label={say('ticket.closeOutcome')}
        onClick={onClose}
      />
      {say.rich('ticket.outcomeLine', {
        title: outcomeTitle(placed),
        side: order.side,
        quantity: format.quantity(order.quantity, instrument),
        symbol: instrument?.symbol ?? '',
        strong,
      })}
      {order.status !== 'FILLED' && ` ${meaning}`}
      {order.averagePrice !== undefined && (
        <span className="td-number">
          {' '}
          {say('ticket.filledAt', {
            filled,
            price: format.averagePrice(order.averagePrice, instrument),
          })}
        </span>
      )}
    </div>
  );
}
