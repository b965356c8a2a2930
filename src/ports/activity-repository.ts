import type { Fill, FillSource } from '#src/domain/fill.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import type { AccountId, ImportId, InstrumentId, LedgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Count, Page, PageAfter, SortDirection } from './page.ts';

type Span = {
  /** From inclusive, to exclusive. */
  readonly from: number | undefined;
  readonly to: number | undefined;
};

/** By the text of a currency, in small letters, or by instrument: what has either passes. */
export type AssetFilter = { readonly text: string; readonly instrumentIds: readonly InstrumentId[] };

export type EntriesWanted = Span & {
  readonly accountIds: readonly AccountId[];
  readonly types: readonly LedgerEntryType[] | undefined;
  readonly asset: AssetFilter | undefined;
  readonly imported: boolean | undefined;
  /** In small letters. */
  readonly note: string | undefined;
  /** Those as well that a correction took the place of, and those that took one back. */
  readonly corrected: boolean;
};

export type FillsWanted = Span & {
  readonly accountIds: readonly AccountId[];
  readonly instrumentIds: readonly InstrumentId[] | undefined;
  readonly sources: readonly FillSource[] | undefined;
};

/** Undefined: none of them. */
export type ActivityFilter = {
  readonly entries: EntriesWanted | undefined;
  readonly fills: FillsWanted | undefined;
};

/** Where a row stands in the chain of its table. */
export type ChainPlace = { readonly seq: number; readonly hash: string };

export type RecordedEntry = {
  readonly kind: 'entry';
  readonly entry: LedgerEntry;
  readonly importId: ImportId | undefined;
  /** The entry that took its place. */
  readonly correctedBy: LedgerEntryId | undefined;
  readonly place: ChainPlace;
};

export type RecordedFill = {
  readonly kind: 'fill';
  readonly fill: Fill;
  /** Whether the trader told its fee, or took back what he had told: the one of its source is void. */
  readonly isFeeByHand: boolean;
  readonly importId: ImportId | undefined;
  readonly place: ChainPlace;
};

export type RecordedActivity = RecordedEntry | RecordedFill;

/** Fills and movements together, by their time. What an undo made void is in no answer. */
export interface ActivityRepository {
  page(filter: ActivityFilter, direction: SortDirection, request: PageAfter): Promise<Page<RecordedActivity>>;
  count(filter: ActivityFilter): Promise<number>;
  countSome(filter: ActivityFilter, most: number): Promise<Count>;
  /** The entry, what it corrected and what corrected it, as they were recorded; none where there is no such entry. */
  corrections(id: LedgerEntryId): Promise<readonly RecordedEntry[]>;
}
