import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { changedTerms } from '#renderer/words/changed-terms.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { orderIn } from '#renderer/core/record.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/**
 * What became of an order since a dialog on it was opened, in words; undefined while its terms are as they were. What
 * was decided then is not to be sent for what it is now.
 */
export function useChangedElsewhere(order: OrderInfo): string | undefined {
  const say = useSay();
  const format = useFormat();
  const now = useLiveStore((state) => orderIn(state, order.id));
  const instrument = useLiveStore((state) => state.instruments[order.instrumentId]);
  if (!order.active) return undefined;
  // Of a core that was started again comes what is active; an order that it does not name has ended.
  if (now === undefined) return say('order.endedMeanwhile');
  if (!now.active) return say('order.endedNothingToAmend', { status: now.status });
  return changedTerms(order, now, ['quantity', 'limitPrice', 'stopPrice', 'filledQuantity'], {
    instrument,
    format,
  });
}
