import type { AccountId, Currency, FillId, HeldId, InstrumentId, LedgerEntryId } from '#src/domain/ids.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Money } from '#src/domain/money.ts';
import type { Flow, KnownRate, MovementRate } from '#src/domain/paid-in.ts';
import type { Page, PageAfter } from './page.ts';

/** A fill whose result lacks the rate of what it was paid in, into the currency of its round trip. */
export type UnratedLeg = Pick<MovementRate, 'movementId' | 'accountId' | 'currency' | 'into'> & {
  readonly held: HeldId;
  readonly instrumentId: InstrumentId;
  readonly time: number;
};

/** An entry whose cost, result or fee lacks the rate of what it was worth, into the currency of its round trip. */
export type UnratedEntry = Omit<UnratedLeg, 'instrumentId'>;

/** With its rate into another currency; undefined where none is known. */
export type RatedEntry = { readonly entry: LedgerEntry; readonly rate: Decimal | undefined };
export type KnownRateInto = KnownRate & Pick<MovementRate, 'into'>;
export type RatedFee = {
  readonly fillId: FillId;
  readonly time: number;
  readonly fee: Money;
  readonly rate: Decimal | undefined;
};

/** What movements were worth when they moved. Only ever added to: the last of a movement and a currency holds. */
export interface MovementRateRepository {
  append(rates: readonly MovementRate[]): Promise<void>;
  /**
   * What was paid into an account and out of it in other currencies than `into`, by currency and then as it was recorded,
   * each with its rate into that where one is recorded; flows that an undo made void are left out.
   */
  flows(account: AccountId, into: Currency, request: PageAfter): Promise<Page<Flow>>;
  /** As `flows`, one of them. */
  flow(id: LedgerEntryId, into: Currency): Promise<Flow | undefined>;
  /** Of a movement, or of a part of a fill, whether or not it counts; undefined where none is recorded. */
  of(movement: FillId | LedgerEntryId, currency: Currency, into: Currency): Promise<KnownRate | undefined>;
  /** Into every currency into which one is recorded, of those that hold. */
  known(movement: FillId | LedgerEntryId, currency: Currency): Promise<readonly KnownRateInto[]>;
  /** Of a movement, the one that holds of each pair of currencies. */
  all(movement: FillId | LedgerEntryId): Promise<readonly MovementRate[]>;
  /** The accounts of which a movement has a rate that a file of published rates has. */
  ratedBy(file: string): Promise<readonly AccountId[]>;
  /** In pieces; what only shares its moment with such a round trip may be among them. */
  unratedLegs(account: AccountId): AsyncIterable<readonly UnratedLeg[]>;
  /** Likewise, of entries. What came with a told cost and date has the moment of that. */
  unratedEntries(account: AccountId): AsyncIterable<readonly UnratedEntry[]>;
  /** Fills without which it is not known what a result or a fee was worth in `base`, in pieces; others of their round trip may be among them. `isAhead`: the portfolio is to be measured in it, and no round trip tells yet what it lacks. */
  unratedWorth(account: AccountId, base: Currency, isAhead?: boolean): AsyncIterable<readonly UnratedLeg[]>;
  /** Likewise, entries. */
  unratedResults(
    account: AccountId,
    base: Currency,
    isAhead?: boolean,
  ): AsyncIterable<readonly UnratedEntry[]>;
  /** Likewise, entries without which it is not known what a coin had cost that was paid in or out. */
  unratedCapital(
    account: AccountId,
    base: Currency,
    isAhead?: boolean,
  ): AsyncIterable<readonly UnratedEntry[]>;
  /** The entries of what was earned and charged beside round trips, in order of time, in pieces, each with the rate of its worth. */
  earned(account: AccountId, into: Currency): AsyncIterable<readonly RatedEntry[]>;
  /** The fees of the fills of an instrument, likewise. */
  charged(account: AccountId, instrument: InstrumentId, into: Currency): AsyncIterable<readonly RatedFee[]>;
  /** What has a round trip in the account of which a cost or a result is not known in its currency. */
  lacking(account: AccountId): Promise<readonly HeldId[]>;
  /** When rates were recorded that change points of the equity curve which were kept before, each moment once. */
  revisions(account: AccountId): Promise<readonly number[]>;
}
