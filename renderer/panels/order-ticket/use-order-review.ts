import { useRef, useState } from 'react';
import type { OrderDraft, OrderInfo } from '#src/contract/orders.ts';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import type { Estimated } from '#renderer/panels/order-ticket/use-estimate.ts';
import { missingTerms, termsOf } from '#renderer/panels/order-ticket/use-order-draft.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';

export type ReviewFailure = { readonly action: string; readonly failure: Failure };

/** From the ticket to the confirmation, or, where the trader opted out of that, to the venue. */
export function useOrderReview(draft: OrderDraft | undefined) {
  const client = useClient();
  const confirms = usePreferencesStore((state) => state.confirmOrders);
  /** Whether the trader asked for a review of a ticket that is not complete: then what is missing is pointed out. */
  const [asked, setAsked] = useState(false);
  const [pending, setPending] = useState(false);
  const [review, setReview] = useState<Estimated>();
  const [failed, setFailed] = useState<ReviewFailure>();
  const [placed, setPlaced] = useState<OrderInfo>();
  // State is as of the last paint: two presses before it would send twice.
  const busy = useRef(false);

  async function open(): Promise<void> {
    if (draft === undefined || busy.current) return;
    setAsked(true);
    setFailed(undefined);
    setPlaced(undefined);
    if (missingTerms(draft).length > 0) return;
    busy.current = true;
    setPending(true);
    await proceed(draft);
    busy.current = false;
    setPending(false);
  }

  async function proceed(reviewed: OrderDraft): Promise<void> {
    const answer = await client.call('orders.estimate', reviewed);
    if (!answer.ok) setFailed({ action: 'Reviewing the order', failure: answer.error });
    else if (answer.value.problems.length > 0) return;
    else if (confirms) setReview({ draft: reviewed, estimate: answer.value });
    else await placeNow(reviewed);
  }

  async function placeNow(reviewed: OrderDraft): Promise<void> {
    const terms = termsOf(reviewed);
    if (terms === undefined) return;
    const answer = await client.call('orders.place', terms);
    if (answer.ok) finish(answer.value);
    else setFailed({ action: 'Placing the order', failure: answer.error });
  }

  function finish(order: OrderInfo): void {
    setPlaced(order);
    setAsked(false);
    setReview(undefined);
  }

  return {
    confirms,
    asked,
    pending,
    review,
    failed,
    placed,
    open,
    finish,
    close: () => setReview(undefined),
    forget: () => setPlaced(undefined),
  };
}
