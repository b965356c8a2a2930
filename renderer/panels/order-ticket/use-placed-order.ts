import { run } from '#renderer/core/run.ts';
import { useEffect, useState } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import type { PlacedOrder, ReviewedDraft } from '#renderer/trading/place-draft.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { orderIn } from '#renderer/core/record.ts';

type Last = { readonly draft: ReviewedDraft; readonly placed: PlacedOrder };

/**
 * What became of the draft that was placed last. It follows the order as the screen hears of it. Of an order that ended
 * while nothing was heard, or that a restored record does not have, the core is asked by its draft.
 */
export function usePlacedOrder() {
  const client = useClient();
  const [last, setLast] = useState<Last>();
  const draft = last?.draft;
  const orderId = last?.placed.order.id;

  useEffect(() => {
    if (draft === undefined || orderId === undefined) return undefined;
    const become = (order: OrderInfo | undefined): void =>
      setLast((held) =>
        held?.draft === draft ? order && { draft, placed: { ...held.placed, order } } : held,
      );

    async function ask(asked: ReviewedDraft): Promise<void> {
      const answer = await client.call('orders.estimate', asked);
      if (answer.ok) become(answer.value.placed);
    }

    return useLiveStore.subscribe((state, before) => {
      const now = orderIn(state, orderId);
      if (now !== undefined && now !== orderIn(before, orderId)) become(now);
      if (now === undefined && state.generation !== before.generation) run(ask(draft));
    });
  }, [client, draft, orderId]);

  return {
    placed: last?.placed,
    finish: (of: ReviewedDraft, placed: PlacedOrder) => {
      const order = orderIn(useLiveStore.getState(), placed.order.id) ?? placed.order;
      setLast({ draft: of, placed: { ...placed, order } });
    },
    forget: () => setLast(undefined),
  };
}
