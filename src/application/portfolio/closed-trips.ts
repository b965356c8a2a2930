import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, Currency, InstrumentId } from '#src/domain/ids.ts';
import { amountIn, PurseSum, type Purse } from '#src/domain/money.ts';
import {
  noResults,
  performanceFrom,
  plusResult,
  plusSums,
  type Performance,
  type ResultSums,
} from '#src/domain/performance.ts';
import type { RoundTripResult } from '#src/ports/position-repository.ts';

export type TradeStatistics = {
  readonly performance: Performance;
  /** Closed trades that are not in it because an amount of theirs is in another currency. */
  readonly leftOut: number;
};

type Trip = Omit<RoundTripResult, 'openedAt' | 'closedAt'>;

type OfInstrument = {
  realised: Decimal;
  /** Of those whose fees are in the base currency, net of them. */
  inBase: ResultSums;
  /** How many have a fee in another currency. */
  others: number;
};

/**
 * The sums over the closed round trips of some accounts: one more costs the same however many there are. It is told of
 * each as it closes; one that it has counted already is not counted again.
 */
export class ClosedTrips {
  readonly accountIds: ReadonlySet<AccountId>;
  readonly #base: Currency;
  readonly #sums = new Map<InstrumentId, OfInstrument>();
  readonly #fees = new PurseSum();
  /** The highest sequence that was counted, by account and instrument. */
  readonly #counted = new Map<string, number>();
  #count = 0;

  constructor(accountIds: readonly AccountId[], base: Currency, trips: readonly RoundTripResult[]) {
    this.accountIds = new Set(accountIds);
    this.#base = base;
    for (const trip of trips) this.#add(trip);
  }

  get count(): number {
    return this.#count;
  }

  /** As it closes; of one account and instrument in the order of their sequence. */
  add(trip: Trip): void {
    if (trip.sequence > (this.#counted.get(heldIn(trip)) ?? 0)) this.#add(trip);
  }

  #add(trip: Trip): void {
    const { instrumentId, sequence, realised, fees } = trip;
    const held = heldIn(trip);
    this.#counted.set(held, Math.max(sequence, this.#counted.get(held) ?? 0));
    this.#count += 1;
    for (const fee of fees) this.#fees.add(fee);
    const sums = this.#of(instrumentId);
    sums.realised = sums.realised.plus(realised);
    if (fees.every(({ currency }) => currency === this.#base)) {
      sums.inBase = plusResult(sums.inBase, realised.minus(amountIn(fees, this.#base)));
    } else sums.others += 1;
  }

  /** Paid in cash. */
  fees(): Purse {
    return this.#fees.purse();
  }

  /** Before fees, in each instrument's settle currency. */
  realised(): readonly { readonly instrumentId: InstrumentId; readonly realised: Decimal }[] {
    return Array.from(this.#sums, ([instrumentId, { realised }]) => ({ instrumentId, realised }));
  }

  /** Over those whose profit and fees are in the base currency; others would need the day's rate. */
  statistics(settleOf: (id: InstrumentId) => Currency | undefined): TradeStatistics {
    let counted = noResults;
    let leftOut = 0;
    for (const [id, { inBase, others }] of this.#sums) {
      const isBase = settleOf(id) === this.#base;
      if (isBase) counted = plusSums(counted, inBase);
      leftOut += isBase ? others : inBase.trades + others;
    }
    return { performance: performanceFrom(counted), leftOut };
  }

  #of(instrument: InstrumentId): OfInstrument {
    const known = this.#sums.get(instrument);
    if (known !== undefined) return known;
    const none: OfInstrument = { realised: Decimal.zero, inBase: noResults, others: 0 };
    this.#sums.set(instrument, none);
    return none;
  }
}

function heldIn({ accountId, instrumentId }: Trip): string {
  return `${accountId} ${instrumentId}`;
}
