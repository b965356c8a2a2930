import { useCallback, useEffect, useMemo } from 'react';
import { draftId } from '#src/contract/values.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { ReviewedDraft } from './place-draft.ts';
import { useSavedRead, useSavedState, useSavedUpdate } from '#renderer/saved/saved-state.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { PanelPlace } from '#renderer/desk/links/panel-store.ts';
import { useLinked, usePlace } from '#renderer/desk/links/panel.tsx';
import { useTicketAccount } from './ticket-account.ts';
import { shownHabit, useHabit } from './ticket-habit.ts';
import {
  asPlaced,
  changedDraft,
  draftKeyOf,
  type DraftIdentity,
  draftOf,
  type DraftPlace,
  type DraftTerms,
  firstHabit,
  type Habit,
  habitKeyOf,
  habitSchema,
  keptDraftSchema,
  renewed,
  type TicketDraft,
  withoutPlaced,
} from './ticket-store.ts';

export type TicketDraftState = {
  readonly place: DraftPlace | undefined;
  readonly draft: TicketDraft;
  readonly change: (part: Partial<DraftTerms>) => void;
  /** Of the place that the draft was reviewed for, whatever is selected meanwhile. */
  readonly markPlaced: (placed: ReviewedDraft, orderId: string) => void;
  /** Answers with what the same terms may be placed under once more. */
  readonly renew: (spent: ReviewedDraft) => Pick<ReviewedDraft, 'draftId' | 'restoredAt'>;
};

/** The ticket's draft of its account and instrument; it survives a reload and a restart. */
export function useTicketDraft(): TicketDraftState {
  const ticket = usePlace();
  const accountId = useTicketAccount()?.id;
  const { instrumentId } = useLinked();
  const place = useMemo(
    () => (accountId === undefined || instrumentId === undefined ? undefined : { accountId, instrumentId }),
    [accountId, instrumentId],
  );
  const key = place && draftKeyOf(place, ticket);
  const { value: kept } = useSavedState(key, keptDraftSchema, null);
  const { habit, change: changeHabit } = useHabit(ticket);
  const separators = usePreferencesStore((state) => state.separators);
  const update = useSavedUpdate(keptDraftSchema, null);

  useEffect(() => {
    if (key === undefined) return undefined;
    return () => update(key, withoutPlaced);
  }, [key, update]);

  return {
    place,
    draft: useMemo(() => draftOf(kept, habit, separators), [kept, habit, separators]),
    change: (part) => {
      if (key === undefined) return;
      const identity = newIdentity();
      update(key, (held) =>
        changedDraft(held, draftOf(held, habit, separators), part, { ...identity, separators }),
      );
      changeHabit(part);
    },
    markPlaced: (placed, orderId) =>
      update(draftKeyOf(placed, ticket), (held) => asPlaced(held, placed.draftId, orderId)),
    renew: (spent) => {
      const identity = newIdentity();
      update(draftKeyOf(spent, ticket), (held) => renewed(held, spent.draftId, identity));
      return { draftId: identity.id, restoredAt: identity.restoredAt };
    },
  };
}

/** Changes a ticket's draft of any account and instrument, for what is outside of it; never renders by itself. */
export function useChangeDraft(): (
  ticket: PanelPlace,
  place: DraftPlace,
  change: (draft: TicketDraft) => Partial<DraftTerms>,
) => void {
  const update = useSavedUpdate(keptDraftSchema, null);
  const readHabit = useSavedRead(habitSchema, firstHabit);
  return useCallback(
    (ticket, place, change) => {
      const { separators } = usePreferencesStore.getState();
      const identity = newIdentity();
      const changeFrom = (habit: Habit): void =>
        update(draftKeyOf(place, ticket), (held) => {
          const draft = draftOf(held, habit, separators);
          return changedDraft(held, draft, change(draft), { ...identity, separators });
        });
      // A new draft begins with the habit, so where no ticket shows it that is read first.
      const habit = shownHabit(ticket);
      if (habit === undefined) readHabit(habitKeyOf(ticket), changeFrom);
      else changeFrom(habit);
    },
    [update, readHabit],
  );
}

function newIdentity(): DraftIdentity {
  const { workspace } = useLiveStore.getState();
  return { id: draftId.parse(crypto.randomUUID()), restoredAt: workspace?.restoredAt };
}
