import type { EntryInfo } from '#src/contract/activity.ts';
import type { MovementDraft } from './movement-draft.ts';
import type { TradesAsked } from './trades-dialog.tsx';

/** What an item that is to be settled opens over the list. */
export type SettlingStep =
  | { readonly what: 'enter'; readonly filled: Partial<MovementDraft> }
  | { readonly what: 'correct'; readonly entry: EntryInfo }
  | { readonly what: 'trades'; readonly asked: TradesAsked };
