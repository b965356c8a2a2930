import { z } from 'zod';
import type { Separators } from '#renderer/format/number.ts';
import { respell } from '#renderer/format/parse-number.ts';
import type { PanelPlace } from '#renderer/desk/links/panel-store.ts';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { preferencesSchema } from '#renderer/saved/preferences-store.ts';
import { draftId, idText, orderType, side, time, timeInForce, type DraftId } from '#src/contract/values.ts';

const draftTerms = z.object({
  side,
  type: orderType,
  quantity: z.string(),
  limitPrice: z.string(),
  stopPrice: z.string(),
  timeInForce,
  /** Drafts that were kept before there was this field have none. */
  strategy: z.string().default(''),
});
/** What stands in the fields of the ticket, as it was typed. */
export type DraftTerms = z.infer<typeof draftTerms>;

/** What a draft belongs to: nothing typed for one instrument is ever shown for another. */
type TicketPlace = Pick<PanelPlace, 'instanceId'>;
export type DraftPlace = { readonly accountId: string; readonly instrumentId: string };

/** Null where nothing was typed, or what was typed has been placed. */
export const keptDraftSchema = draftTerms
  .extend({
    id: draftId,
    /** The order that spent it. Placing the same terms again is a new decision, under a new id. */
    placedAs: idText.optional(),
    /** When the workspace was last restored, as of its beginning: what was sent before that is not all known. */
    restoredAt: time.optional(),
    /** How its numbers are written. */
    separators: preferencesSchema.shape.separators.unwrap(),
  })
  .nullable();
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** What the next draft begins with: how the trader trades, never a price or a quantity. */
export const habitSchema = draftTerms.pick({ side: true, type: true, timeInForce: true });
export type Habit = z.infer<typeof habitSchema>;
export const firstHabit: Habit = { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' };

/** Each ticket has its own: the press of Sell in one must not turn another, in which nothing is typed yet. */
export function habitKeyOf(ticket: TicketPlace): string {
  return panelKey(ticket, 'ticket.habit');
}

/** Without an id until something was typed: there is nothing to place. */
export type TicketDraft = DraftTerms & {
  readonly id?: DraftId | undefined;
  readonly placedAs?: string | undefined;
  readonly restoredAt?: number | undefined;
};

/** What makes a draft another one. */
export type DraftIdentity = { readonly id: DraftId; readonly restoredAt: number | undefined };

/**
 * Each place has a key of its own in each ticket, kept with the workspace: two screens that type into two tickets at once
 * must not write over each other.
 */
export function draftKeyOf({ accountId, instrumentId }: DraftPlace, ticket: TicketPlace): string {
  return panelKey(ticket, `ticket.draft.${accountId}.${instrumentId}`);
}

const nothingTyped = { quantity: '', limitPrice: '', stopPrice: '', strategy: '' };

/** The kept draft, its numbers written as the setting has it; else a new one. */
export function draftOf(kept: KeptDraft, habit: Habit, separators: Separators): TicketDraft {
  if (kept === null) return { ...habit, ...nothingTyped };
  const { separators: before, ...draft } = kept;
  if (before === separators) return draft;
  const written = (text: string): string => respell(text, before, separators);
  return {
    ...draft,
    quantity: written(draft.quantity),
    limitPrice: written(draft.limitPrice),
    stopPrice: written(draft.stopPrice),
  };
}

/**
 * What is kept once `draft` has been changed: another draft, of that identity, unless the terms stay as they are. A strategy
 * is decided for each order: that of one which was placed stays with it.
 */
export function changedDraft(
  kept: KeptDraft,
  draft: TicketDraft,
  change: Partial<DraftTerms>,
  { separators, ...identity }: DraftIdentity & { readonly separators: Separators },
): KeptDraft {
  // Whoever asks may hand over more than terms, as a position, whose side is the opposite of what closes it.
  const next = draftTerms.parse({ ...draft, ...change });
  const isAnother = !sameTerms(draft, next);
  const terms =
    draft.placedAs !== undefined && isAnother ? { ...next, strategy: change.strategy ?? '' } : next;
  return draft.id === undefined || isAnother ? { ...terms, ...identity, separators } : kept;
}

/** New drafts of other instruments begin as this one was set. */
export function changedHabit(held: Habit, change: Partial<DraftTerms>): Habit {
  const next = habitSchema.parse({ ...held, ...change });
  return habitSchema.keyof().options.every((field) => next[field] === held[field]) ? held : next;
}

export function asPlaced(kept: KeptDraft, id: DraftId, orderId: string): KeptDraft {
  return kept?.id === id ? { ...kept, placedAs: orderId } : kept;
}

/** The decision to place the same terms once more. */
export function renewed(kept: KeptDraft, spent: DraftId, identity: DraftIdentity): KeptDraft {
  return kept?.id === spent ? { ...kept, ...identity, placedAs: undefined } : kept;
}

/** Once the ticket has turned to something else, what was placed is no draft any more. */
export function withoutPlaced(kept: KeptDraft): KeptDraft {
  return kept?.placedAs === undefined ? kept : null;
}

function sameTerms(one: DraftTerms, other: DraftTerms): boolean {
  return draftTerms.keyof().options.every((field) => one[field] === other[field]);
}
