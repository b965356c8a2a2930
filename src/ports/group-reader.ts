import type { AccountId } from '#src/domain/ids.ts';
import type { Group } from '#src/domain/group-tally.ts';
import type { GroupBy, GroupedTable, SumName } from '#src/domain/groupings.ts';
import type { InText } from '#src/domain/in-text.ts';
import type { Result } from '#src/domain/result.ts';
import type { HoldingsQuestion, ReadHoldings } from './holdings-reader.ts';
import type { EntriesQuestion, ReadEntries } from './entries-reader.ts';
import type { OrderFilter } from './order-repository.ts';
import type { TripFilter } from './position-repository.ts';
import type { ReadTrips, TripsQuestion } from './trip-reader.ts';
import type { FillFilter } from './trade-repository.ts';
import type { ReadUnsettled, UnsettledQuestion } from './unsettled-reader.ts';

type QuestionOf<Table extends GroupedTable, Filter> = {
  readonly table: Table;
  readonly filter: Filter;
  /** Undefined for the total alone. */
  readonly by: GroupBy<Table> | undefined;
  /** In which days are told, which begin at midnight: a name of the IANA database. */
  readonly zone: string;
};
export type GroupQuestion =
  | QuestionOf<'orders', OrderFilter>
  | QuestionOf<'fills', FillFilter>
  | QuestionOf<'trips', TripFilter & { readonly accountIds: readonly AccountId[] }>;

/**
 * Plain data, as it comes from another thread. The key is an id or a name; of a day it is when it begins, in epoch
 * milliseconds, and `until` is when the next one does.
 */
export type ReadGroup = InText<Group<SumName>> & { readonly until: number | undefined };

export type ReadGroups = { readonly groups: ReadGroup[]; readonly total: ReadGroup };

/** `STOPPED` where the signal was aborted first. */
export type GroupsNotRead =
  | { readonly code: 'STOPPED' }
  | { readonly code: 'TOO_MANY_GROUPS'; readonly most: number };

/** Reads every row that a filter leaves, beside what trades: it takes as long as there are many. */
export interface GroupReader {
  /** All of it is of one state of the record. */
  read(question: GroupQuestion, signal: AbortSignal): Promise<Result<ReadGroups, GroupsNotRead>>;
  readTrips(question: TripsQuestion, signal: AbortSignal): Promise<Result<ReadTrips, GroupsNotRead>>;
  /** What makes figures unknown. Throws a StoreClosedError where it is closed first. */
  readUnsettled(question: UnsettledQuestion): Promise<ReadUnsettled>;
  /** What is held at the rates of its purchases. Throws a StoreClosedError where it is closed first. */
  readHoldings(question: HoldingsQuestion): Promise<ReadHoldings>;
  /** What a figure is made of. Throws a StoreClosedError where it is closed first. */
  readEntries(question: EntriesQuestion): Promise<ReadEntries>;
  close(): Promise<void>;
}
