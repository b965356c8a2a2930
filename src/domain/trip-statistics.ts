import { Decimal } from './decimal.ts';
import { noResults, performanceFrom, plusResult, type Performance } from './performance.ts';
import { ratioPlaces } from './rounding.ts';

/** A closed round trip. */
export type CountedTrip = {
  readonly openedAt: number;
  readonly closedAt: number;
  /** Undefined where a fee is not known, or was paid in another currency, or a rate is not. */
  readonly net: Decimal | undefined;
  /** Whether that rests on a fee that is estimated. */
  readonly isEstimated: boolean;
  /** What was bought and what was sold in it, added up; undefined in another currency than its own. */
  readonly traded: Decimal | undefined;
};

/**
 * Of closed round trips in one currency. Holding times are averages in milliseconds; they, the exposure and what was
 * traded are of all round trips, the rest of those whose result is known.
 */
export type TripStatistics = Performance & {
  /** Round trips whose result is not known. */
  readonly leftOut: number;
  /** Round trips among the others whose result rests on an estimated fee. */
  readonly estimated: number;
  /**
   * Of round trips in the order in which they were closed. One that is neither won nor lost ends a streak, and so does one
   * whose result is not known: what is told has surely happened.
   */
  readonly longestWins: number;
  readonly longestLosses: number;
  readonly holding: number | undefined;
  readonly holdingOfWins: number | undefined;
  readonly holdingOfLosses: number | undefined;
  /** The share of the time in which a position was open, however many were. */
  readonly exposure: Decimal | undefined;
  readonly traded: Decimal | undefined;
  /** What was traded over the average equity. */
  readonly turnover: Decimal | undefined;
};

export type Span = { readonly from: number; readonly until: number };

/** Adds up round trips that come in the order in which they ended, the last one first. None of them is kept. */
export class TripStatisticsSum {
  readonly #exposure: Exposure;
  readonly #wins = new Streak();
  readonly #losses = new Streak();
  readonly #held = new HoldingTimes();
  readonly #heldOfWins = new HoldingTimes();
  readonly #heldOfLosses = new HoldingTimes();
  #sums = noResults;
  #leftOut = 0;
  #estimated = 0;
  #traded: Decimal | undefined = Decimal.zero;

  constructor(span: Span) {
    this.#exposure = new Exposure(span);
  }

  get trips(): number {
    return this.#sums.trades + this.#leftOut;
  }

  /** A position that is still open, or was closed after the span: it only adds to the exposure. */
  hold(openedAt: number, closedAt: number): void {
    this.#exposure.add(openedAt, closedAt);
  }

  count({ openedAt, closedAt, net, isEstimated, traded }: CountedTrip): void {
    this.hold(openedAt, closedAt);
    this.#traded = traded && this.#traded?.plus(traded);
    const held = closedAt - openedAt;
    this.#held.add(held);
    if (net === undefined) this.#leftOut += 1;
    else {
      this.#sums = plusResult(this.#sums, net);
      if (isEstimated) this.#estimated += 1;
    }
    const [won, lost] = [net?.isPositive() === true, net?.isNegative() === true];
    this.#wins.add(won);
    this.#losses.add(lost);
    if (won) this.#heldOfWins.add(held);
    if (lost) this.#heldOfLosses.add(held);
  }

  /** `since`: the exposure is of the time from then on, in which there was anything to hold. */
  end({
    since,
    averageEquity,
  }: {
    readonly since: number;
    readonly averageEquity: Decimal | undefined;
  }): TripStatistics {
    const isOver = averageEquity?.isPositive() === true;
    return {
      ...performanceFrom(this.#sums),
      leftOut: this.#leftOut,
      estimated: this.#estimated,
      longestWins: this.#wins.longest,
      longestLosses: this.#losses.longest,
      holding: this.#held.average(),
      holdingOfWins: this.#heldOfWins.average(),
      holdingOfLosses: this.#heldOfLosses.average(),
      exposure: this.#exposure.share(since),
      traded: this.#traded,
      turnover: isOver ? this.#traded?.dividedBy(averageEquity, ratioPlaces, 'half-even') : undefined,
    };
  }
}

class Streak {
  longest = 0;
  #length = 0;

  add(goesOn: boolean): void {
    this.#length = goesOn ? this.#length + 1 : 0;
    this.longest = Math.max(this.longest, this.#length);
  }
}

class HoldingTimes {
  #count = 0;
  /** A million of years-long ones is more than a number counts exactly. */
  #milliseconds = 0n;

  add(milliseconds: number): void {
    this.#count += 1;
    this.#milliseconds += BigInt(milliseconds);
  }

  average(): number | undefined {
    if (this.#count === 0) return undefined;
    const [sum, count] = [this.#milliseconds, BigInt(this.#count)];
    return Number((sum + count / 2n) / count);
  }
}

/** The union of spans that come in the order of their ends, the last one first: nothing but the earliest is kept. */
class Exposure {
  readonly #span: Span;
  #covered = 0;
  /** What is covered from here on is counted. */
  #earliest = Infinity;

  constructor(span: Span) {
    this.#span = span;
  }

  add(from: number, until: number): void {
    const begin = Math.max(from, this.#span.from);
    const end = Math.min(until, this.#span.until, this.#earliest);
    this.#covered += Math.max(end - begin, 0);
    this.#earliest = Math.min(this.#earliest, begin);
  }

  share(since: number): Decimal | undefined {
    const whole = this.#span.until - since;
    if (whole <= 0) return undefined;
    const covered = Decimal.fromInteger(this.#covered);
    return covered.dividedBy(Decimal.fromInteger(whole), ratioPlaces, 'half-even');
  }
}

/** Of points in order of time: Σ equity × (time of the next − its time) / all of the time, the last until the end. */
export class EquityAverage {
  #first: number | undefined;
  #last: { readonly time: number; readonly equity: Decimal } | undefined;
  #sum = Decimal.zero;

  get first(): number | undefined {
    return this.#first;
  }

  add(time: number, equity: Decimal): void {
    this.#first ??= time;
    this.#sum = this.#until(time);
    this.#last = { time, equity };
  }

  end(time: number): Decimal | undefined {
    if (this.#first === undefined || time <= this.#first) return undefined;
    const whole = Decimal.fromInteger(time - this.#first);
    return this.#until(time).per(whole);
  }

  #until(time: number): Decimal {
    if (this.#last === undefined) return this.#sum;
    return this.#sum.plus(this.#last.equity.times(Decimal.fromInteger(time - this.#last.time)));
  }
}
