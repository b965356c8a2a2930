import type { CallOutput } from '#src/contract/contract.ts';
import type { OrderDraft, OrderEstimate } from '#src/contract/orders.ts';
import type { DraftId } from '#src/contract/values.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { Client } from '#src/transport/connect.ts';
import { isUnanswered, type Failure } from '#renderer/core/failure.ts';
import { termsOf } from './use-order-draft.ts';

/** A draft as it was when the trader pressed: what is selected or typed since changes nothing of it. */
export type ReviewedDraft = OrderDraft & { readonly draftId: DraftId };
export type Review = {
  readonly draft: ReviewedDraft;
  readonly estimate: OrderEstimate;
  /** When it was estimated. */
  readonly at: number;
};

/** As it was estimated just now. */
export function reviewOf(draft: ReviewedDraft, estimate: OrderEstimate): Review {
  return { draft, estimate, at: Date.now() };
}

export type PlacedOrder = CallOutput<'orders.place'>;

/**
 * Undefined where a field holds no number. However often it is called for a draft, one order comes of it.
 * `heardAt`: the core’s sign of life at the trader’s press.
 */
export async function placeDraft(
  client: Client,
  draft: ReviewedDraft,
  heardAt: number | undefined,
): Promise<Result<PlacedOrder, Failure> | undefined> {
  const terms = termsOf(draft);
  if (terms === undefined) return undefined;
  const { draftId, restoredAt, strategy } = draft;
  const answer = await client.call('orders.place', {
    ...terms,
    draftId,
    restoredAt,
    strategy,
    heardAt,
  });
  return !answer.ok && isUnanswered(answer.error) ? err({ code: 'PLACING_UNANSWERED' }) : answer;
}
