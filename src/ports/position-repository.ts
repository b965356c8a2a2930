import type { Side } from '#src/domain/fill.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, HeldId, InstrumentId, PositionId } from '#src/domain/ids.ts';
import type { HeldLots, LotChanges } from '#src/domain/lots.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import type { TripSums } from '#src/domain/trip-sums.ts';
import type { Count, Page, PageRequest } from './page.ts';

/** In the currency of the round trip, before fees. Unrealised is unknown without a mark or a cost, and zero when flat. */
export type PositionProfit = {
  readonly realised: Decimal;
  readonly unrealised: Decimal | undefined;
  readonly fees: Purse;
};

export type TripFilter = {
  readonly instrumentId?: InstrumentId | undefined;
  readonly side?: Side | undefined;
  /** When it was closed, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

export interface PositionRepository {
  /** The round trip with the highest sequence, open or closed. */
  last(account: AccountId, held: HeldId): Promise<Position | undefined>;
  /** Open lots of the last round trip, from the side that its method takes first, until they hold `quantity`. */
  lots(last: Position, quantity: Decimal): Promise<HeldLots>;
  /** Inserts or replaces by id. Their lots are written by `changeLots`, in the same unit of work. */
  saveMany(positions: readonly Position[]): Promise<void>;
  changeLots(account: AccountId, held: HeldId, changes: LotChanges): Promise<void>;
  /** Replaces all round trips in what an account holds, after a rebuild; of their lots none is left. */
  replaceAll(account: AccountId, held: HeldId, positions: readonly Position[]): Promise<void>;
  /** Takes so many round trips and lots away at most, the first of them; of the trips not `kept`. How many went. */
  removeSome(account: AccountId, held: HeldId, kept: Position | undefined, limit: number): Promise<number>;
  /** Takes an open round trip away, which a rebuild has left standing until the new ones are there. */
  removeOpen(position: Position): Promise<void>;
  /** Open round trips by instrument. */
  active(accounts: readonly AccountId[]): Promise<readonly Position[]>;
  /** The same in pieces, between which others may have their turn. Of one that changes meanwhile the later state is read, or none. */
  activePieces(accounts: readonly AccountId[]): AsyncIterable<readonly Position[]>;
  /** All round trips in a symbol, on any venue, the last opened first. */
  ofSymbol(symbol: string): Promise<readonly Position[]>;
  /** Round trips closed at `from` or later, and before `until`, in which an order of the strategy was filled, the last closed first. */
  ofStrategy(
    accounts: readonly AccountId[],
    wanted: { readonly strategy: string; readonly from: number; readonly until?: number | undefined },
    request: PageRequest,
  ): Promise<Page<Position>>;
  /** `mark` is the market's price of one unit. Throws EntityNotFoundError. */
  profit(id: PositionId, mark: Decimal | undefined): Promise<PositionProfit>;
  /** Closed round trips, the last closed first. */
  history(accounts: readonly AccountId[], filter: TripFilter, request: PageRequest): Promise<Page<Position>>;
  /** Of closed round trips; gives up after having looked at `most` or fewer, however many there are. */
  countSome(accounts: readonly AccountId[], filter: TripFilter, most: number): Promise<Count>;
  /** Says that the positions of what an account holds are to be folded anew, in case that breaks off. */
  markUnfolded(account: AccountId, held: HeldId): Promise<void>;
  /** What has to be folded anew before its positions are there. */
  unfolded(): Promise<readonly { readonly accountId: AccountId; readonly held: HeldId }[]>;
  markFolded(account: AccountId, held: HeldId): Promise<void>;
  /** Over all closed round trips. */
  sums(accounts: readonly AccountId[]): Promise<readonly TripSums[]>;
  /** Closed round trips without a trade, of which something was taken out that never came in: they are in no sum. */
  unseenUntraded(accounts: readonly AccountId[]): Promise<number>;
}
