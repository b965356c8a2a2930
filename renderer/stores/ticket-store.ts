import { z } from 'zod';
import type { Separators } from '#renderer/format/number.ts';
import { respell } from '#renderer/format/parse-number.ts';
import { preferencesSchema } from '#renderer/stores/preferences-store.ts';
import { draftId, idText, orderType, side, timeInForce, type DraftId } from '#src/contract/values.ts';

const draftTerms = z.object({
  side,
  type: orderType,
  quantity: z.string(),
  limitPrice: z.string(),
  stopPrice: z.string(),
  timeInForce,
});
/** What stands in the fields of the ticket, as it was typed. */
export type DraftTerms = z.infer<typeof draftTerms>;

const draftPlace = z.object({ accountId: idText, instrumentId: idText });
/** What a draft belongs to: nothing typed for one instrument is ever shown for another. */
export type DraftPlace = z.infer<typeof draftPlace>;

const keptDraft = draftTerms.extend({
  ...draftPlace.shape,
  id: draftId,
  /** The order that spent it. Placing the same terms again is a new decision, under a new id. */
  placedAs: idText.optional(),
});

/** The drafts of a workspace, the one edited last first, and what a new one begins with. Kept with the workspace. */
export const ticketDraftsSchema = z.object({
  drafts: z.array(keptDraft),
  habit: draftTerms.pick({ side: true, type: true, timeInForce: true }),
  /** How the numbers in all of the drafts are written. */
  separators: preferencesSchema.shape.separators.unwrap().optional(),
});
export type TicketDrafts = z.infer<typeof ticketDraftsSchema>;

/** Without an id until something was typed: there is nothing to place. */
export type TicketDraft = DraftTerms & {
  readonly id?: DraftId | undefined;
  readonly placedAs?: string | undefined;
};

export const ticketDraftsKey = 'ticket.drafts';
export const noDrafts: TicketDrafts = {
  drafts: [],
  habit: { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' },
};

const draftsKept = 50;
const nothingTyped = { quantity: '', limitPrice: '', stopPrice: '' };

/** The drafts with the same numbers, written as another setting writes them. */
export function withDraftSeparators(held: TicketDrafts, separators: Separators): TicketDrafts {
  const { separators: before = separators } = held;
  if (before === separators) return held.separators === separators ? held : { ...held, separators };
  const written = (text: string): string => respell(text, before, separators);
  const drafts = held.drafts.map((draft) => ({
    ...draft,
    quantity: written(draft.quantity),
    limitPrice: written(draft.limitPrice),
    stopPrice: written(draft.stopPrice),
  }));
  return { ...held, drafts, separators };
}

/** The draft of that place. A new one takes over how the trader trades, never a price or a quantity. */
export function draftAt({ drafts, habit }: TicketDrafts, place: DraftPlace | undefined): TicketDraft {
  return drafts.find((draft) => isAt(draft, place)) ?? { ...habit, ...nothingTyped };
}

/** Another draft, under another id; where the terms stay as they are it is still the same one. */
export function withTerms(
  held: TicketDrafts,
  place: DraftPlace,
  change: Partial<DraftTerms>,
  id: DraftId,
): TicketDrafts {
  const before = draftAt(held, place);
  const terms = { ...draftTerms.parse(before), ...change };
  if (before.id !== undefined && sameTerms(before, terms)) return held;
  const others = held.drafts.filter((draft) => !isAt(draft, place));
  // Whoever asks may hand over more than a place, as a position, whose side is the opposite of what closes it.
  const { accountId, instrumentId } = place;
  return { ...held, drafts: [{ ...terms, accountId, instrumentId, id }, ...others].slice(0, draftsKept) };
}

/** New drafts of other instruments begin as this one was set. */
export function withHabit(held: TicketDrafts, change: Partial<DraftTerms>): TicketDrafts {
  const { side: aside = held.habit.side, type = held.habit.type } = change;
  return {
    ...held,
    habit: { side: aside, type, timeInForce: change.timeInForce ?? held.habit.timeInForce },
  };
}

export function asPlaced(held: TicketDrafts, id: DraftId, orderId: string): TicketDrafts {
  const drafts = held.drafts.map((draft) => (draft.id === id ? { ...draft, placedAs: orderId } : draft));
  return { ...held, drafts };
}

/** The decision to place the same terms once more. */
export function renewed(held: TicketDrafts, spent: DraftId, id: DraftId): TicketDrafts {
  const drafts = held.drafts.map((draft) =>
    draft.id === spent ? { ...draft, id, placedAs: undefined } : draft,
  );
  return { ...held, drafts };
}

/** Once the ticket has turned to something else, what was placed is no draft any more. */
export function withoutPlaced(held: TicketDrafts, place: DraftPlace): TicketDrafts {
  const drafts = held.drafts.filter((draft) => draft.placedAs === undefined || !isAt(draft, place));
  return drafts.length === held.drafts.length ? held : { ...held, drafts };
}

function isAt(draft: DraftPlace, place: DraftPlace | undefined): boolean {
  return draft.accountId === place?.accountId && draft.instrumentId === place.instrumentId;
}

function sameTerms(one: DraftTerms, other: DraftTerms): boolean {
  return draftTerms.keyof().options.every((field) => one[field] === other[field]);
}
