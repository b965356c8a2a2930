import { Decimal } from './decimal.ts';
import type { AccountId, InstrumentId } from './ids.ts';
import { plusMoved, type CostMoved } from './capital-moved.ts';
import { addToPurse, emptyPurse, type Purse } from './money.ts';
import { minusResult, noResults, plusResult, type ResultSums } from './performance.ts';
import { allFees, isDecided, type Position } from './position.ts';
import { netWorth, plusWorth, type TripWorth } from './trip-worth.ts';

/** What closed round trips of one account and instrument come to that paid their fees in the same currencies. */
export type TripSums = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** Before fees, in the instrument's settle currency. */
  readonly realised: Decimal;
  /** Paid in cash; an entry for each currency in which they were. */
  readonly fees: Purse;
  /** Of fills whose fee is not known (see `fee-schedule.ts`). */
  readonly estimatedFees: Purse;
  /** Undefined where all of that is in what the portfolio is measured in. */
  readonly worth: TripWorth | undefined;
  /** Of those without a trade too. */
  readonly capital: CostMoved | undefined;
  /**
   * Of the round trips whose fees are all known or estimated: net of them, in what the portfolio is measured in, at the rates of their moments.
   */
  readonly results: ResultSums;
  /** Round trips among them whose result rests on an estimated fee. */
  readonly estimated: number;
  /**
   * Round trips with a fee, a result or a rate of either that is not known, in none of the results: a fee may eat a gain up, and a rebate
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
  | 'accountId'
  | 'instrumentId'
  | 'realised'
  | 'fees'
  | 'estimatedFees'
  | 'worth'
  | 'capital'
  | 'unknownFees'
  | 'undecided'
  | 'unseen'
  | 'hasTraded'
>;

/** Adds up closed round trips, and takes out again what was counted: exactly, so that no order of them matters. */
export class TripSum {
  readonly #groups = new Map<string, TripSums>();

  constructor(known: readonly TripSums[]) {
    for (const sums of known) this.#groups.set(groupOf(sums), sums);
  }

  /** One that nothing was traded in, as what came and went again, has no result: of it counts what it had cost alone. */
  add(trip: ClosedTrip): void {
    this.#count(trip, 1);
  }

  remove(trip: ClosedTrip): void {
    this.#count(trip, -1);
  }

  #count(trip: ClosedTrip, times: 1 | -1): void {
    if (!trip.hasTraded && trip.capital === undefined) return;
    const sums = this.#groupOf(trip);
    const capital = plusMoved(sums.capital, trip.capital, times);
    if (!trip.hasTraded) {
      this.#set(trip, { ...sums, capital });
      return;
    }
    const net = isDecided(trip) ? netOf(trip) : undefined;
    const isDecidedTrip = net !== undefined;
    const signed = (purse: Purse): Purse =>
      times === 1 ? purse : purse.map(({ currency, amount }) => ({ currency, amount: amount.negated() }));
    const change = times === 1 ? plusResult : minusResult;
    const counted = (isCounted: boolean): number => (isCounted ? times : 0);
    this.#set(trip, {
      realised: times === 1 ? sums.realised.plus(trip.realised) : sums.realised.minus(trip.realised),
      fees: signed(trip.fees).reduce(addToPurse, sums.fees),
      estimatedFees: signed(trip.estimatedFees).reduce(addToPurse, sums.estimatedFees),
      worth: plusWorth(sums, trip, times),
      capital,
      results: isDecidedTrip ? change(sums.results, net) : sums.results,
      estimated: sums.estimated + counted(isDecidedTrip && trip.estimatedFees.length > 0),
      undecided: sums.undecided + counted(!isDecidedTrip),
      unknownFees: sums.unknownFees + times * trip.unknownFees,
      unknownResults: sums.unknownResults + counted(!trip.undecided.isZero()),
      unseen: sums.unseen + counted(!trip.unseen.isZero()),
    });
  }

  /** A group for each set of currencies in which fees were paid. */
  list(): readonly TripSums[] {
    return [...this.#groups.values()].filter((sums) => tripsIn(sums) > 0 || sums.capital !== undefined);
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
  estimatedFees: emptyPurse,
  worth: undefined,
  capital: undefined,
  results: noResults,
  estimated: 0,
  undecided: 0,
  unknownFees: 0,
  unknownResults: 0,
  unseen: 0,
};

/** All of them, whether they count in the results or not. */
export function tripsIn({ results, undecided }: Pick<TripSums, 'results' | 'undecided'>): number {
  return results.trades + undecided;
}

type Grouped = Pick<Position, 'accountId' | 'instrumentId' | 'fees' | 'estimatedFees'>;

function groupOf(of: Grouped): string {
  return `${of.accountId} ${of.instrumentId} ${allFees(of)
    .map(({ currency }) => currency)
    .join(' ')}`;
}

function netOf(trip: ClosedTrip): Decimal | undefined {
  if (trip.worth !== undefined) return netWorth(trip.worth);
  const [fee, ...others] = allFees(trip);
  return fee === undefined || others.length > 0 ? trip.realised : trip.realised.minus(fee.amount);
}
