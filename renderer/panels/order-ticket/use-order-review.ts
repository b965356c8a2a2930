import { run } from '#renderer/core/run.ts';
import { useRef, useState } from 'react';
import type { OrderDraft } from '#src/contract/orders.ts';
import { announce } from '#renderer/controls/announcement-store.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { refusalText } from '#renderer/words/explain.ts';
import { useFailure } from '#renderer/controls/use-failure.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import {
  placeDraft,
  reviewOf,
  type PlacedOrder,
  type Review,
  type ReviewedDraft,
} from '#renderer/trading/place-draft.ts';
import { outcomeTitle } from '#renderer/words/ticket-words.ts';
import { orderName } from '#renderer/words/order-words.ts';
import { usePlacedOrder } from '#renderer/panels/order-ticket/use-placed-order.ts';
import { missingTerms } from '#renderer/trading/use-order-draft.ts';
import type { TicketDraftState } from '#renderer/trading/use-ticket-draft.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { lastSign } from '#renderer/core/sync-freshness.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** What the trader is asked before something is sent. */
export type Question =
  | { readonly kind: 'confirm'; readonly review: Review }
  /** The draft was placed as that order: the same again is a new decision. */
  | { readonly kind: 'again'; readonly draft: ReviewedDraft; readonly orderId: string };

/** From the ticket to the confirmation, or, where the trader opted out of that, to the venue. */
export function useOrderReview(orderDraft: OrderDraft | undefined, ticket: TicketDraftState) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const confirms = usePreferencesStore((state) => state.confirmOrders);
  /** The place whose incomplete draft was to be reviewed: there, what is missing is pointed out. */
  const [askedAt, setAskedAt] = useState<TicketDraftState['place']>();
  const [pending, setPending] = useState(false);
  const [question, setQuestion] = useState<Question>();
  const { failed, tell, forget } = useFailure();
  const last = usePlacedOrder();
  // State is as of the last paint, and several presses may come before it.
  const busy = useRef(false);

  async function open(): Promise<void> {
    if (orderDraft === undefined || busy.current) return;
    setAskedAt(ticket.place);
    forget();
    if (missingTerms(orderDraft).length > 0) return;
    const { draftId } = orderDraft;
    if (draftId === undefined) return;
    const draft = { ...orderDraft, draftId };
    const { placedAs } = ticket.draft;
    if (placedAs === undefined) await begin(draft);
    else setQuestion({ kind: 'again', draft, orderId: placedAs });
  }

  async function begin(draft: ReviewedDraft): Promise<void> {
    busy.current = true;
    setPending(true);
    last.forget();
    // A core that stands still answers the estimate at its waking: by then the press is one of long ago.
    const pressedAt = lastSign();
    try {
      await proceed(draft, pressedAt);
    } finally {
      busy.current = false;
      setPending(false);
    }
  }

  async function proceed(draft: ReviewedDraft, pressedAt: number | undefined): Promise<void> {
    const answer = await client.call('orders.estimate', draft);
    if (!answer.ok) {
      tell(say('ticket.reviewing'), answer.error);
      return;
    }
    const { placed: order, problems, refusal, warnings } = answer.value;
    const { confirmOrders, confirmWarnings, separators } = usePreferencesStore.getState();
    if (order !== undefined) finish(draft, { order, alreadyPlaced: true });
    else if (problems.length > 0) return;
    // It stands in the ticket already; whoever does not see it hears what the press came to.
    else if (refusal !== undefined)
      announce(format.prose(refusalText(say('action.placeOrder'), refusal, separators)), true);
    else if (confirmOrders || (confirmWarnings && warnings.length > 0))
      setQuestion({ kind: 'confirm', review: reviewOf(draft, answer.value) });
    else await placeNow(draft, pressedAt);
  }

  async function placeNow(draft: ReviewedDraft, pressedAt: number | undefined): Promise<void> {
    const answer = await placeDraft(client, draft, pressedAt);
    if (answer === undefined) return;
    if (answer.ok) finish(draft, answer.value);
    else {
      refused(draft, answer.error);
      tell(say('action.placeOrder'), answer.error);
    }
  }

  /** Whether it was placed before a restore nobody can tell: the same terms are a draft of their own from now on. */
  function refused(draft: ReviewedDraft, { code }: Failure): void {
    if (code === 'DRAFT_OF_REPLACED') ticket.renew(draft);
  }

  function finish(draft: ReviewedDraft, answer: PlacedOrder): void {
    ticket.markPlaced(draft, answer.order.id);
    last.finish(draft, answer);
    // Fills and ends are news of every order. That one waits, or that nothing was sent, only its ticket can say.
    if (answer.alreadyPlaced || answer.order.active) {
      const { instruments } = useLiveStore.getState();
      announce(
        say('ticket.told', {
          title: outcomeTitle(answer),
          name: orderName(answer.order, instruments, format),
        }),
      );
    }
    setAskedAt(undefined);
    setQuestion(undefined);
  }

  return {
    confirms,
    asked: askedAt !== undefined && askedAt === ticket.place,
    pending,
    question,
    failed,
    placed: last.placed,
    open,
    finish,
    refused,
    /** The trader's decision to place the same terms once more, as a draft of its own. */
    placeAgain: (spent: ReviewedDraft) => {
      setQuestion(undefined);
      if (busy.current) return;
      run(begin({ ...spent, ...ticket.renew(spent) }));
    },
    close: () => setQuestion(undefined),
    forget: last.forget,
  };
}

export type OrderReview = ReturnType<typeof useOrderReview>;
