import { Decimal } from './decimal.ts';
import type { AccountId, InstrumentId } from './ids.ts';
import { addToPurse, emptyPurse, type Purse } from './money.ts';
import { minusResult, noResults, plusResult, type ResultSums } from './performance.ts';
import { isDecided, type Position } from './position.ts';

/** What closed round trips of one account and instrument come to that paid their fees in the same currencies. */
export type TripSums = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** Before fees, in the instrument's settle currency. */
  readonly realised: Decimal;
  /** Paid in cash; an entry for each currency in which they were. */
  readonly fees: Purse;
  /**
   * Of the round trips whose fees are all known: net of the fee where that is in one currency; before fees where it is in
   * several, which do not add up.
   */
  readonly results: ResultSums;
  /**
   * Round trips with a fee or a result that is not known, in none of the results: a fee may eat a gain up, and a rebate
   * may make a loss good, so that neither is sure.
   */
  readonly undecided: number;
  /** The fills of those whose fee is not known. */
  readonly unknownFees: number;
  /** Round trips a part of which was left with a result that is not known. */
  readonly unknownResults: number;
  /** Round trips with a purchase that the record lacks. */
  readonly unseen: number;
};

export type ClosedTrip = Pick<
  Position,
  'accountId' | 'instrumentId' | 'realised' | 'fees' | 'unknownFees' | 'undecided' | 'unseen' | 'hasTraded'
>;

/** Adds up closed round trips, and takes out again what was counted: exactly, so that no order of them matters. */
export class TripSum {
  readonly #groups = new Map<string, TripSums>();

  constructor(known: readonly TripSums[]) {
    for (const sums of known) this.#groups.set(groupOf(sums), sums);
  }

  /** One that nothing was traded in, as what came and went again, has no result. */
  add(trip: ClosedTrip): void {
    if (!trip.hasTraded) return;
    const { realised, fees, results, undecided, unknownFees, unknownResults, unseen } = this.#groupOf(trip);
    this.#set(trip, {
      realised: realised.plus(trip.realised),
      fees: trip.fees.reduce(addToPurse, fees),
      results: isDecided(trip) ? plusResult(results, netOf(trip)) : results,
      undecided: undecided + (isDecided(trip) ? 0 : 1),
      unknownFees: unknownFees + trip.unknownFees,
      unknownResults: unknownResults + (trip.undecided.isZero() ? 0 : 1),
      unseen: unseen + (trip.unseen.isZero() ? 0 : 1),
    });
  }

  remove(trip: ClosedTrip): void {
    if (!trip.hasTraded) return;
    const { realised, fees, results, undecided, unknownFees, unknownResults, unseen } = this.#groupOf(trip);
    this.#set(trip, {
      realised: realised.minus(trip.realised),
      fees: trip.fees
        .map(({ currency, amount }) => ({ currency, amount: amount.negated() }))
        .reduce(addToPurse, fees),
      results: isDecided(trip) ? minusResult(results, netOf(trip)) : results,
      undecided: undecided - (isDecided(trip) ? 0 : 1),
      unknownFees: unknownFees - trip.unknownFees,
      unknownResults: unknownResults - (trip.undecided.isZero() ? 0 : 1),
      unseen: unseen - (trip.unseen.isZero() ? 0 : 1),
    });
  }

  /** A group for each set of currencies in which fees were paid. */
  list(): readonly TripSums[] {
    return [...this.#groups.values()].filter((sums) => tripsIn(sums) > 0);
  }

  #groupOf(trip: Grouped): Sums {
    return this.#groups.get(groupOf(trip)) ?? none;
  }

  #set(trip: Grouped, sums: Sums): void {
    const { accountId, instrumentId } = trip;
    this.#groups.set(groupOf(trip), { accountId, instrumentId, ...sums });
  }
}

type Sums = Omit<TripSums, 'accountId' | 'instrumentId'>;

const none: Sums = {
  realised: Decimal.zero,
  fees: emptyPurse,
  results: noResults,
  undecided: 0,
  unknownFees: 0,
  unknownResults: 0,
  unseen: 0,
};

/** All of them, whether they count in the results or not. */
export function tripsIn({ results, undecided }: Pick<TripSums, 'results' | 'undecided'>): number {
  return results.trades + undecided;
}

type Grouped = Pick<Position, 'accountId' | 'instrumentId' | 'fees'>;

function groupOf({ accountId, instrumentId, fees }: Grouped): string {
  return `${accountId} ${instrumentId} ${fees.map(({ currency }) => currency).join(' ')}`;
}

function netOf({ realised, fees }: ClosedTrip): Decimal {
  const [fee, ...others] = fees;
  return fee === undefined || others.length > 0 ? realised : realised.minus(fee.amount);
}
