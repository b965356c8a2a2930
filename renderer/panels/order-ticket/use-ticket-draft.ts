import {
  emptyDraft,
  type TicketDraft,
  ticketDraftKey,
  ticketDraftSchema,
} from '#renderer/stores/ticket-store.ts';
import { useSavedState } from '#renderer/stores/saved-state.ts';

/** The draft of the open workspace; it survives a reload and a restart. */
export function useTicketDraft() {
  const { value, set } = useSavedState(ticketDraftKey, ticketDraftSchema, emptyDraft);
  return { draft: value, change: (part: Partial<TicketDraft>) => set({ ...value, ...part }) };
}
