import { useCallback, useEffect, useMemo } from 'react';
import { draftId, type DraftId } from '#src/contract/values.ts';
import { useSavedState, useSavedUpdate } from '#renderer/stores/saved-state.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { useSelectionStore } from '#renderer/stores/selection-store.ts';
import {
  asPlaced,
  draftAt,
  type DraftPlace,
  type DraftTerms,
  noDrafts,
  renewed,
  type TicketDraft,
  ticketDraftsKey,
  ticketDraftsSchema,
  withDraftSeparators,
  withHabit,
  withoutPlaced,
  withTerms,
} from '#renderer/stores/ticket-store.ts';

export type TicketDraftState = {
  readonly place: DraftPlace | undefined;
  readonly draft: TicketDraft;
  readonly change: (part: Partial<DraftTerms>) => void;
  readonly markPlaced: (id: DraftId, orderId: string) => void;
  /** Answers with the id under which the same terms may be placed once more. */
  readonly renew: (spent: DraftId) => DraftId;
};

/** The draft of the selected account and instrument; it survives a reload and a restart. */
export function useTicketDraft(): TicketDraftState {
  const { value: kept } = useSavedState(ticketDraftsKey, ticketDraftsSchema, noDrafts);
  const separators = usePreferencesStore((state) => state.separators);
  const value = useMemo(() => withDraftSeparators(kept, separators), [kept, separators]);
  const update = useDraftsUpdate();
  const accountId = useSelectionStore((state) => state.accountId);
  const instrumentId = useSelectionStore((state) => state.instrumentId);
  const place = useMemo(
    () => (accountId === undefined || instrumentId === undefined ? undefined : { accountId, instrumentId }),
    [accountId, instrumentId],
  );

  useEffect(() => {
    if (place === undefined) return undefined;
    return () => update((held) => withoutPlaced(held, place));
  }, [place, update]);

  return {
    place,
    draft: useMemo(() => draftAt(value, place), [value, place]),
    change: (part) => {
      if (place === undefined) return;
      update((held) => withHabit(withTerms(held, place, part, newDraftId()), part));
    },
    markPlaced: (id, orderId) => update((held) => asPlaced(held, id, orderId)),
    renew: (spent) => {
      const id = newDraftId();
      update((held) => renewed(held, spent, id));
      return id;
    },
  };
}

/** Changes the draft of any account and instrument, for what is outside the ticket; never renders by itself. */
export function useChangeDraft(): (
  place: DraftPlace,
  change: (draft: TicketDraft) => Partial<DraftTerms>,
) => void {
  const update = useDraftsUpdate();
  return useCallback(
    (place, change) => update((held) => withTerms(held, place, change(draftAt(held, place)), newDraftId())),
    [update],
  );
}

function useDraftsUpdate() {
  const update = useSavedUpdate(ticketDraftsKey, ticketDraftsSchema, noDrafts);
  return useCallback<typeof update>(
    (change) =>
      update((held) => change(withDraftSeparators(held, usePreferencesStore.getState().separators))),
    [update],
  );
}

function newDraftId(): DraftId {
  return draftId.parse(crypto.randomUUID());
}
