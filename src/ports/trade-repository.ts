import type { Fill, Side } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import type { AccountId, Currency, FillId, ImportId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import type { Count, Page, PageRequest, SortDirection } from './page.ts';

export type FillFilter = {
  readonly accountIds?: readonly AccountId[] | undefined;
  readonly instrumentId?: InstrumentId | undefined;
  readonly orderId?: OrderId | undefined;
  readonly side?: Side | undefined;
  /** Venue time, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

/** What makes the round trips of one thing that is held. */
export type FoldedTogether = {
  readonly instruments: readonly InstrumentId[];
  /** Others, of which only the fills whose fee was paid in the coin belong to it. */
  readonly feesOf?: readonly InstrumentId[];
  /** Contracts that are settled in the coin. */
  readonly settledBy?: readonly InstrumentId[];
  readonly coin: Currency | undefined;
};

/** Instruments that are quoted in a coin, contracts that are settled in it, and others of which a fee was paid in it. */
export type PaidInCoin = {
  readonly quoted: readonly InstrumentId[];
  readonly settled: readonly InstrumentId[];
  readonly fees: readonly InstrumentId[];
};

/**
 * A trade is a fill here. Only ever added to, idempotently by fill id; a void one is kept, but no answer has it, and so is
 * one that another has the place of.
 */
export interface TradeRepository {
  /** True when the fill is new, false when it was already there. */
  save(fill: Fill): Promise<boolean>;
  /** Those of the fills that are new. */
  saveMany(fills: readonly Fill[], importId?: ImportId): Promise<readonly Fill[]>;
  /** Takes the place of the one with its id, as what that one's import brought. False where there is none. */
  correct(fill: Fill): Promise<boolean>;
  /** Whether its source told no fee: the one that it has was told by hand. */
  isFeeByHand(fill: Fill): Promise<boolean>;
  /** Makes so many fills of an import void, so that they can be imported again. Those; none when all are. */
  voidImport(id: ImportId, limit: number): Promise<readonly Fill[]>;
  /** How many fills of an import are void: takes as long as there are fills. */
  countVoided(id: ImportId): Promise<number>;
  /** Those that the account has fills of. */
  instrumentsOf(account: AccountId): Promise<readonly InstrumentId[]>;
  /** Where the account paid with a coin, or was paid in it. */
  paidIn(account: AccountId, coin: Currency): Promise<PaidInCoin>;
  /** Those that the account has fills of whose fee nobody told. */
  withoutFee(account: AccountId): Promise<readonly InstrumentId[]>;
  /** In what the account was charged fees. */
  feeCurrencies(account: AccountId): Promise<readonly Currency[]>;
  /** Those that have one of these names. */
  withNames(
    account: AccountId,
    instrument: InstrumentId,
    venueTradeIds: readonly string[],
  ): Promise<readonly Fill[]>;
  ofOrder(id: OrderId): Promise<readonly Fill[]>;
  find(account: AccountId, instrument: InstrumentId, id: FillId): Promise<Fill | undefined>;
  /**
   * The fills of the instruments, with the movements of the coin where one is named, in the order in which they fold into
   * positions (see `fill-order.ts`): in pieces of bounded size.
   */
  inFoldOrder(account: AccountId, of: FoldedTogether): AsyncIterable<readonly Leg[]>;
  /** The largest number that the venue gave a fill of the account; 0 where it has numbered none. */
  lastVenueSequence(account: AccountId): Promise<number>;
  /** By venue time. */
  page(filter: FillFilter, direction: SortDirection, request: PageRequest): Promise<Page<Fill>>;
  /** All that match: takes as long as there are many. */
  count(filter: FillFilter): Promise<number>;
  /** Gives up after having looked at `most` fills or fewer, however many there are. */
  countSome(filter: FillFilter, most: number): Promise<Count>;
}
