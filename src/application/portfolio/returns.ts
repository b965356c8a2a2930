import { Decimal } from '#src/domain/decimal.ts';
import {
  drawdownOf,
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
  intervalsOf,
  moneyWeighted,
  valuedPoints,
  type DailyFigures,
  type Interval,
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
  /** Of the whole time below a year, else of a year; undefined where it is not unique, or the record was changed. */
  readonly moneyWeighted: number | undefined;
  readonly perYear: number | undefined;
  readonly drawdown: Drawdown | undefined;
  /** The return of a year over the greatest share lost. */
  readonly calmar: number | undefined;
  readonly daily: DailyFigures;
  readonly best: DayReturn | undefined;
  readonly worst: DayReturn | undefined;
  readonly winningDays: number;
  readonly losingDays: number;
  /** How many times the chain is broken: by changes of the record, or because nothing was there to earn with. */
  readonly interruptions: number;
  readonly days: readonly DayReturn[];
};

const day = 86_400_000;
/** What was not looked at for longer is no day's return: the program was closed. */
const longestOfDay = 1.5 * day;

/** What a portfolio returned between the first and the last of its points. */
export function returnsOf(
  snapshots: readonly EquitySnapshot[],
  breaks: readonly number[],
  rule: DayRule,
): PortfolioReturns {
  const points = valuedPoints(snapshots);
  const intervals = intervalsOf(points, breaks);
  const days = daysOf(intervals, rule);
  const known = days.filter(({ isWhole }) => isWhole);
  const ranked = known.toSorted((one, other) => (one.share ?? 0) - (other.share ?? 0));
  const from = points[0]?.time;
  const to = points.at(-1)?.time;
  const timeWeighted = chained(intervals.map(({ share }) => share));
  const span = from === undefined || to === undefined ? 0 : to - from;
  const perYear = annualised(timeWeighted, span);
  const drawdown = drawdownOf(
    points.reduce(
      (falls, { time, equity, deposited }) => plusPoint(falls, { time, equity, deposited }, breaks),
      noFalls,
    ),
  );
  const share = drawdown?.share;
  const interruptions = intervals.filter((interval) => interval.share === undefined).length;
  return {
    from,
    to,
    timeWeighted,
    moneyWeighted: interruptions > 0 ? undefined : moneyWeighted(cashFlowsOf(points)),
    perYear,
    drawdown,
    calmar:
      perYear === undefined || share === undefined || share.isZero()
        ? undefined
        : perYear / Number(share.toString()),
    daily: dailyFigures(known.flatMap((one) => (one.share === undefined ? [] : [one.share]))),
    best: ranked.at(-1),
    worst: ranked[0],
    winningDays: known.filter((one) => one.gain.isPositive()).length,
    losingDays: known.filter((one) => one.gain.isNegative()).length,
    interruptions,
    days: days.map(({ from: begin, share: own, gain }) => ({ from: begin, share: own, gain })),
  };
}

type CountedDay = DayReturn & {
  /** False where a part of it is not known, or comes from more than a day. */
  readonly isWhole: boolean;
};

/** An interval is of the day in which it ends: one that ends as a day begins is of the day before. */
function daysOf(intervals: readonly Interval[], rule: DayRule): readonly CountedDay[] {
  const days: CountedDay[] = [];
  let own: Interval[] = [];
  let begin: number | undefined;
  let next = -Infinity;
  for (const interval of intervals) {
    const end = interval.to - 1;
    if (begin === undefined || end >= next) {
      if (begin !== undefined) days.push(dayOf(begin, own));
      begin = dayBegin(end, rule);
      next = nextDay(begin, rule);
      own = [];
    }
    own.push(interval);
  }
  if (begin !== undefined) days.push(dayOf(begin, own));
  return days;
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
