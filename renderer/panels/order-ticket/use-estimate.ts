import { useEffect, useRef, useState } from 'react';
import type { OrderDraft, OrderEstimate } from '#src/contract/orders.ts';
import { useClient } from '#renderer/client-context.tsx';

export type Estimated = {
  readonly draft: OrderDraft;
  readonly estimate: OrderEstimate;
  /** When it was answered. */
  readonly at: number;
};

/**
 * The core's estimate of the draft as it stands. One question is under way at a time, and the latest draft is asked
 * next: the answer never belongs to an older draft than the one shown before. `refreshKey` asks again when it changes.
 */
export function useEstimate(draft: OrderDraft | undefined, refreshKey: string): Estimated | undefined {
  const client = useClient();
  const [estimated, setEstimated] = useState<Estimated>();
  const wanted = useRef<OrderDraft>(undefined);
  const asking = useRef(false);

  useEffect(() => {
    wanted.current = draft;
    if (draft === undefined || asking.current) return;
    void ask();

    async function ask(): Promise<void> {
      asking.current = true;
      for (let next = wanted.current; next !== undefined; next = wanted.current) {
        wanted.current = undefined;
        const answer = await client.call('orders.estimate', next);
        if (answer.ok) setEstimated({ draft: next, estimate: answer.value, at: Date.now() });
      }
      asking.current = false;
    }
  }, [client, draft, refreshKey]);

  const ofThis =
    estimated?.draft.instrumentId === draft?.instrumentId && estimated?.draft.accountId === draft?.accountId;
  return ofThis ? estimated : undefined;
}
