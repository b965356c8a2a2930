import { Decimal } from '#src/domain/decimal.ts';
import {
  drawdownOf,
  fallsSince,
  noFalls,
  plusPoint,
  type Drawdown,
  type EquitySnapshot,
} from '#src/domain/performance.ts';
import {
  annualised,
  cashFlowsOf,
  chained,
  dailyFigures,
  flowsBetween,
  grown,
  intervalsOf,
  moneyWeighted,
  valuedPoints,
  type CashFlow,
  type DailyFigures,
  type Interval,
  type ValuedPoint,
} from '#src/domain/returns.ts';
import { dayBegin, nextDay, type DayRule } from '#src/domain/trading-day.ts';

/** One of the trader's days. */
export type DayReturn = {
  readonly from: number;
  /** 0.1 is 10 %; undefined where the record was changed, or nothing was there to begin with. */
  readonly share: number | undefined;
  readonly gain: Decimal;
};

export type PortfolioReturns = {
  /** The first and the last moment that are known. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Chained over the points that were kept. */
  readonly timeWeighted: number | undefined;
  /** Of the time with money in it below a year, else of a year; undefined where it is not unique, or the record was changed. */
  readonly moneyWeighted: number | undefined;
  /** Of the time that has a return; undefined below a year. */
  readonly perYear: number | undefined;
  readonly drawdown: Drawdown | undefined;
  /** The return of a year over the greatest share lost. */
  readonly calmar: number | undefined;
  readonly daily: DailyFigures;
  readonly best: DayReturn | undefined;
  readonly worst: DayReturn | undefined;
  readonly winningDays: number;
  readonly losingDays: number;
  /** How many times the chain is broken, each until it goes on: by changes of the record, or because nothing was there to earn with. */
  readonly interruptions: number;
  readonly days: readonly DayReturn[];
};

const day = 86_400_000;
/** What was not looked at for longer is no day's return: the program was closed. */
const longestOfDay = 1.5 * day;

type CountedDay = DayReturn & {
  /** False where a part of it is not known, or comes from more than a day. */
  readonly isWhole: boolean;
};

/** Adds up points of the curve that come in order of time. */
export class ReturnsSum {
  readonly #breaks: readonly number[];
  readonly #rule: DayRule;
  readonly #derived: ReadonlySet<number>;
  readonly #days: CountedDay[] = [];
  readonly #flows: CashFlow[] = [];
  #first: ValuedPoint | undefined;
  #last: ValuedPoint | undefined;
  #falls = noFalls;
  /** Undefined before the first return, and behind a loss of more than all. */
  #growth: number | undefined;
  #hasReturn = false;
  /** Milliseconds that have a return. */
  #earning = 0;
  #interruptions = 0;
  #isInterrupted = false;
  /** Whether the record was changed meanwhile: what equity gained then is not known. */
  #isChanged = false;
  /** The day that is not over. */
  #day: { readonly from: number; readonly next: number; readonly intervals: Interval[] } | undefined;

  /** `derived`: the points that stand for the whole day of UTC before them. */
  constructor(breaks: readonly number[], rule: DayRule, derived: ReadonlySet<number> = new Set()) {
    this.#breaks = breaks;
    this.#rule = rule;
    this.#derived = derived;
  }

  add(snapshots: readonly EquitySnapshot[]): void {
    const points = valuedPoints(snapshots);
    const from = this.#last === undefined ? points : [this.#last, ...points];
    if (this.#first === undefined && points[0] !== undefined) this.#falls = fallsSince(points[0]);
    this.#first ??= points[0];
    this.#last = points.at(-1) ?? this.#last;
    for (const point of points) this.#falls = plusPoint(this.#falls, point, this.#breaks);
    for (const flow of flowsBetween(from)) this.#flows.push(flow);
    for (const interval of intervalsOf(from, this.#breaks)) this.#addInterval(interval);
  }

  end(): PortfolioReturns {
    const days =
      this.#day === undefined ? this.#days : [...this.#days, dayOf(this.#day.from, this.#day.intervals)];
    const known = days.filter(({ isWhole }) => isWhole);
    const ranked = known.toSorted((one, other) => (one.share ?? 0) - (other.share ?? 0));
    const from = this.#first?.time;
    const to = this.#last?.time;
    const timeWeighted = this.#growth === undefined ? undefined : this.#growth - 1;
    const perYear = annualised(timeWeighted, this.#earning);
    const drawdown = drawdownOf(this.#falls);
    const lost = drawdown?.share === undefined ? 0 : Number(drawdown.share.toString());
    return {
      from,
      to,
      timeWeighted,
      moneyWeighted: this.#isChanged ? undefined : this.#moneyWeighted(),
      perYear,
      drawdown,
      calmar: perYear === undefined || lost === 0 ? undefined : perYear / lost,
      daily: dailyFigures(known.flatMap(({ share }) => (share === undefined ? [] : [share]))),
      best: ranked.at(-1),
      worst: ranked[0],
      winningDays: known.filter(({ gain }) => gain.isPositive()).length,
      losingDays: known.filter(({ gain }) => gain.isNegative()).length,
      interruptions: this.#interruptions,
      days: days.map(({ from: begin, share, gain }) => ({ from: begin, share, gain })),
    };
  }

  #moneyWeighted(): number | undefined {
    return this.#first === undefined || this.#last === undefined
      ? undefined
      : moneyWeighted(cashFlowsOf(this.#first, this.#flows, this.#last));
  }

  #addInterval(interval: Interval): void {
    const { share, gain, to } = interval;
    this.#isChanged ||= gain === undefined;
    if (share === undefined && !this.#isInterrupted) this.#interruptions += 1;
    this.#isInterrupted = share === undefined;
    if (share !== undefined) {
      this.#growth = grown(this.#hasReturn ? this.#growth : 1, share);
      this.#hasReturn = true;
      this.#earning += to - interval.from;
    }
    const end = momentOf(to, this.#derived);
    if (this.#day === undefined || end >= this.#day.next) {
      if (this.#day !== undefined) this.#days.push(dayOf(this.#day.from, this.#day.intervals));
      const from = dayBegin(end, this.#rule);
      this.#day = { from, next: nextDay(from, this.#rule), intervals: [] };
    }
    this.#day.intervals.push(interval);
  }
}

/**
 * What ends at a point of the curve is of the day of this moment: what ends as a day begins is of the day before, and a day of
 * UTC of the trader's day in which its middle lies. `derived`: the points that stand for the whole day of UTC before them.
 */
export function momentOf(time: number, derived: ReadonlySet<number>): number {
  return derived.has(time) ? time - day / 2 : time - 1;
}

function dayOf(from: number, intervals: readonly Interval[]): CountedDay {
  return {
    from,
    share: chained(intervals.map(({ share }) => share)),
    gain: Decimal.sum(intervals.map(({ gain }) => gain ?? Decimal.zero)),
    isWhole: intervals.every(
      ({ from: begin, to, share }) => share !== undefined && to - begin <= longestOfDay,
    ),
  };
}
