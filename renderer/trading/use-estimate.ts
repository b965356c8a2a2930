import { useState } from 'react';
import type { OrderDraft, OrderEstimate } from '#src/contract/orders.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useAccountQuestion } from './use-account-question.ts';
import { useWatchedQuotes } from '#renderer/core/quote-watch-store.ts';
import { missingTerms } from './use-order-draft.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';

export type Estimated = {
  readonly draft: OrderDraft;
  readonly estimate: OrderEstimate;
  /** When it was answered. */
  readonly at: number;
};

/**
 * The core's estimate of the draft as it stands, once it is complete. What a market order costs, and what is warned
 * of in any order, follows the market: it is asked for anew while the market moves, at most twice a second. No other part
 * of the screen need show that market.
 */
export function useEstimate(draft: OrderDraft | undefined): Estimated | undefined {
  const client = useClient();
  const [estimated, setEstimated] = useState<Estimated>();
  const complete = draft !== undefined && missingTerms(draft).length === 0 ? draft : undefined;
  const ask = useLatest(async (asked: OrderDraft) => {
    const answer = await client.call('orders.estimate', asked);
    if (answer.ok) setEstimated({ draft: asked, estimate: answer.value, at: Date.now() });
  });
  useAccountQuestion(complete, ask, true);
  useWatchedQuotes(draft === undefined ? [] : [draft.instrumentId]);

  // The one of a moment ago stays until the next one comes: where none comes it would stand for other terms.
  const isNextComing = useCanSend();
  const ofThis =
    estimated?.draft.instrumentId === complete?.instrumentId &&
    estimated?.draft.accountId === complete?.accountId;
  return ofThis && (isNextComing || estimated?.draft === complete) ? estimated : undefined;
}
