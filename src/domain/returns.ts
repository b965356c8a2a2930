import type { Decimal } from './decimal.ts';
import { leastSample, type EquitySnapshot } from './performance.ts';

/**
 * What a portfolio returned, whatever was paid in or out meanwhile. Returns are shares: 0.1 is 10 %. They are statistics,
 * and so numbers; amounts of money stay exact.
 */

/** A moment at which equity and what was paid in until then are both known. */
export type ValuedPoint = { readonly time: number; readonly equity: Decimal; readonly deposited: Decimal };

/** The return of the time from one point to the next. */
export type Interval = {
  readonly from: number;
  readonly to: number;
  /**
   * (end + paid out) / (begin + paid in) − 1. Undefined where there was nothing to begin with, or where the record was
   * changed meanwhile (an import, another rate), which says nothing of what was earned.
   */
  readonly share: number | undefined;
  /** What equity gained besides what was paid in; undefined where the record was changed. */
  readonly gain: Decimal | undefined;
};

export function valuedPoints(
  points: readonly Pick<EquitySnapshot, 'time' | 'equity' | 'deposited'>[],
): readonly ValuedPoint[] {
  return points.flatMap(({ time, equity, deposited }) =>
    equity === undefined || deposited === undefined ? [] : [{ time, equity, deposited }],
  );
}

/** Points in order of time. `breaks` are the moments at which the record was changed. */
export function intervalsOf(points: readonly ValuedPoint[], breaks: readonly number[]): readonly Interval[] {
  const sorted = breaks.toSorted((one, other) => one - other);
  let next = 0;
  const intervals: Interval[] = [];
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    if (before === undefined) continue;
    while ((sorted[next] ?? Infinity) < before.time) next += 1;
    const isBroken = (sorted[next] ?? Infinity) < point.time;
    intervals.push({
      from: before.time,
      to: point.time,
      share: isBroken ? undefined : shareOf(before, point),
      gain: isBroken ? undefined : gainOf(before, point),
    });
  }
  return intervals;
}

function gainOf(before: ValuedPoint, after: ValuedPoint): Decimal {
  return after.equity.minus(before.equity).minus(after.deposited.minus(before.deposited));
}

function shareOf(before: ValuedPoint, after: ValuedPoint): number | undefined {
  const flow = after.deposited.minus(before.deposited);
  const begin = flow.isPositive() ? before.equity.plus(flow) : before.equity;
  const end = flow.isNegative() ? after.equity.minus(flow) : after.equity;
  if (!begin.isPositive()) return undefined;
  return toNumber(end.minus(begin)) / toNumber(begin);
}

/** What a unit grew to. Undefined behind a loss of more than all: nothing is left of it that could earn. */
export function grown(growth: number | undefined, share: number): number | undefined {
  return growth === undefined || growth < 0 ? undefined : growth * (1 + share);
}

/** Returns that follow one another, as one; those that are not known are passed over. Undefined without any. */
export function chained(shares: readonly (number | undefined)[]): number | undefined {
  const known = shares.filter((share) => share !== undefined);
  const growth = known.length === 0 ? undefined : known.reduce<number | undefined>(grown, 1);
  return growth === undefined ? undefined : growth - 1;
}

/** What was put in (negative) or taken out (positive) by whoever owns the portfolio, equity at the end included. */
export type CashFlow = { readonly time: number; readonly amount: number };

const year = 365 * 86_400_000;
/** What is left of 1 in a year, or in all of the time where that is less. */
const [leastGrowth, mostGrowth] = [1e-6, 1e9];
const gridSteps = 400;
const bisections = 200;

/**
 * The money-weighted return (XIRR): the yearly rate at which all flows together are worth nothing at the first of them,
 * Σ amount / (1 + rate)^(days / 365) = 0. Where money was in for less than a year, from the first flow to the last, it is
 * that of this time, (1 + rate)^(days / 365) − 1, and not of a year. Undefined where no rate or more than one does it.
 */
export function moneyWeighted(all: readonly CashFlow[]): number | undefined {
  const moves = ({ amount }: CashFlow): boolean => amount !== 0;
  const flows = all.slice(Math.max(all.findIndex(moves), 0), all.findLastIndex(moves) + 1);
  const [first] = flows;
  const last = flows.at(-1);
  if (first === undefined || last === undefined || last.time <= first.time) return undefined;
  // The growth of a year that a day's return would make is beyond every bound.
  const period = Math.min(last.time - first.time, year);
  const dated = flows.map(({ time, amount }) => ({ periods: (time - first.time) / period, amount }));
  const roots = rootsOf(
    (growth) => dated.reduce((sum, { periods, amount }) => sum + amount / growth ** periods, 0),
    (growth) => dated.reduce((sum, { periods, amount }) => sum - (periods * amount) / growth ** periods, 0),
  );
  const [growth] = roots;
  return growth === undefined || roots.length > 1 ? undefined : growth - 1;
}

type Curve = (growth: number) => number;

/**
 * Where a function of the growth is zero; looked for between places of equal ratio, and those where it turns, since one that
 * turns between two of them may cross zero twice there. `slope` has the sign of its derivative.
 */
function rootsOf(worth: Curve, slope: Curve): readonly number[] {
  const ratio = (mostGrowth / leastGrowth) ** (1 / gridSteps);
  const grid = Array.from({ length: gridSteps + 1 }, (_, step) => leastGrowth * ratio ** step);
  const places = [...grid, ...crossings(slope, grid)].toSorted((one, other) => one - other);
  return crossings(worth, places);
}

function crossings(curve: Curve, places: readonly number[]): readonly number[] {
  const values = places.map(curve);
  return places.flatMap((from, at) => {
    const [value = 0, next = 0, to = from] = [values[at], values[at + 1], places[at + 1]];
    if (value === 0) return [from];
    return Number.isFinite(value) && value * next < 0 ? [bisected(curve, from, to)] : [];
  });
}

function bisected(curve: Curve, from: number, to: number): number {
  const rises = curve(from) < 0;
  let [low, high] = [from, to];
  for (let step = 0; step < bisections && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (curve(middle) < 0 === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * What was paid in (negative) and out between points that follow one another: at the earlier of the two what came in, and
 * at the later what went out, as the time-weighted return has it.
 */
export function flowsBetween(points: readonly ValuedPoint[]): readonly CashFlow[] {
  return points.flatMap(({ time, deposited }, at) => {
    const before = points[at - 1];
    if (before === undefined || before.deposited.equals(deposited)) return [];
    const amount = toNumber(before.deposited.minus(deposited));
    return [{ time: amount < 0 ? before.time : time, amount }];
  });
}

/** What the owner had in at the first point, put in and took out since, and has at the last. */
export function cashFlowsOf(
  first: ValuedPoint,
  flows: readonly CashFlow[],
  last: ValuedPoint,
): readonly CashFlow[] {
  return [
    { time: first.time, amount: -toNumber(first.equity) },
    ...flows,
    { time: last.time, amount: toNumber(last.equity) },
  ];
}

function toNumber(amount: Decimal): number {
  return Number(amount.toString());
}

const daysOfYear = 365;
const roundingError = 1e-12;

/** How evenly daily returns come: means over the days, and deviations from zero or the mean, times √365. */
export type DailyFigures = {
  readonly days: number;
  /** Of the sample, n − 1. */
  readonly volatility: number | undefined;
  /** Mean over the standard deviation. */
  readonly sharpe: number | undefined;
  /** Mean over √(mean of the squared losses); undefined without a loss. */
  readonly sortino: number | undefined;
};

/** The risk-free rate is taken as zero. */
export function dailyFigures(shares: readonly number[]): DailyFigures {
  const days = shares.length;
  if (days < leastSample) return { days, volatility: undefined, sharpe: undefined, sortino: undefined };
  const mean = sumOf(shares) / days;
  const deviation = Math.sqrt(sumOf(shares.map((share) => (share - mean) ** 2)) / (days - 1));
  const downside = Math.sqrt(sumOf(shares.map((share) => Math.min(share, 0) ** 2)) / days);
  const yearly = Math.sqrt(daysOfYear);
  // Of returns that are all the same, what is left is the rounding of the sums.
  const isEven = deviation <= Math.abs(mean) * roundingError;
  return {
    days,
    volatility: deviation * yearly,
    sharpe: isEven ? undefined : (mean / deviation) * yearly,
    sortino: downside === 0 ? undefined : (mean / downside) * yearly,
  };
}

/** The growth a year that makes a return over so many milliseconds; undefined for less than a year, which would foretell. */
export function annualised(share: number | undefined, milliseconds: number): number | undefined {
  if (share === undefined || milliseconds < year || share <= -1) return undefined;
  return (1 + share) ** (year / milliseconds) - 1;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
