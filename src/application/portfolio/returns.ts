import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { readDerivedDays } from './derived-days.ts';
import { equityCurve, type CurveRecord, type EquityCurve } from './equity-curve.ts';
import { momentOf, ReturnsSum, type PortfolioReturns } from './returns-sum.ts';

/** Milliseconds: as much of the curve as is read at once, so that orders have their turn between. */
const piece = 60 * dayLength;
const halfDay = dayLength / 2;
/** Before a span, in which the point is looked for with which it begins. */
const lead = 2 * dayLength;
/** Points that are added up at once. */
const pieceSize = 1_000;

/** Days from `from` on and before `until`, as known at `now`. */
export type ReturnsSpan = {
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly rule: DayRule;
};

export type CurveReads = {
  readonly portfolios: Pick<Repositories['portfolios'], 'snapshots'>;
  readonly equityDays: Pick<EquityDayRepository, 'basis' | 'days'>;
};

/** What a portfolio returned in a span, from the last point before its days on, and of what that is made. */
export async function readReturns(
  reads: CurveReads,
  record: CurveRecord,
  { from, until, now, rule }: ReturnsSpan,
): Promise<{ readonly returns: PortfolioReturns; readonly curve: EquityCurve }> {
  // Of a derived day the last hour may have been seen.
  const end = Math.min(until + halfDay, now) + 1;
  const observed = await readObserved(reads, record, { from: from - lead, until: end });
  const first = from - lead - halfDay;
  const days = { from: first, to: Math.min(until - halfDay, now - dayLength + 1) };
  const derived = await readDerivedDays(reads.equityDays, record, days);
  const whole = equityCurve(record, observed, derived, from - halfDay);
  const isFirst = whole.begin !== undefined && whole.begin >= first + dayLength;
  const curve = within(isFirst ? withBegin(whole, whole.begin) : whole, { from, until });
  const sum = new ReturnsSum(curve.breaks, rule, whole.derived);
  const points = curve.snapshots;
  for (let at = 0; at < points.length; at += pieceSize) {
    sum.add(points.slice(at, at + pieceSize));
    await nextTurn();
  }
  return { returns: sum.end(), curve };
}

/** Points that were kept in a span, in pieces. */
export async function readObserved(
  { portfolios }: Pick<CurveReads, 'portfolios'>,
  { portfolio }: Pick<CurveRecord, 'portfolio'>,
  { from, until }: Pick<ReturnsSpan, 'from' | 'until'>,
): Promise<readonly EquitySnapshot[]> {
  const observed: EquitySnapshot[] = [];
  for (let begin = from; begin < until; begin += piece) {
    observed.push(...(await portfolios.snapshots(portfolio.id, begin, Math.min(begin + piece, until))));
    await nextTurn();
  }
  return observed;
}

/** The curve of a portfolio in a span. */
export async function readCurve(
  { portfolios, equityDays }: CurveReads,
  record: CurveRecord,
  { from, until }: Pick<ReturnsSpan, 'from' | 'until'>,
): Promise<EquityCurve> {
  const observed = await portfolios.snapshots(record.portfolio.id, from, until);
  const ends = { from: from - dayLength, to: until - dayLength };
  return equityCurve(record, observed, await readDerivedDays(equityDays, record, ends));
}

/** Where the curve begins with the first day of all, nothing was there before it: what that day made counts. */
function withBegin(curve: EquityCurve, begin: number): EquityCurve {
  const [first] = curve.snapshots;
  if (first?.time !== begin + dayLength) return curve;
  const nothing = { ...first, time: begin, equity: Decimal.zero, deposited: Decimal.zero };
  return { ...curve, snapshots: [nothing, ...curve.snapshots] };
}

/**
 * The known points that end what is of the span, and the one before them. Those of spans that follow one another end each
 * interval once.
 */
function within(curve: EquityCurve, { from, until }: Pick<ReturnsSpan, 'from' | 'until'>): EquityCurve {
  const known = curve.snapshots.filter(
    ({ equity, deposited }) => equity !== undefined && deposited !== undefined,
  );
  const begin = firstSince(known, curve.derived, from);
  const end = firstSince(known, curve.derived, until);
  const ends = known.slice(begin, end);
  return {
    ...curve,
    snapshots: ends.length === 0 ? [] : [...known.slice(Math.max(begin - 1, 0), begin), ...ends],
    derived: new Set(ends.flatMap(({ time }) => (curve.derived.has(time) ? [time] : []))),
  };
}

function firstSince(points: readonly EquitySnapshot[], derived: ReadonlySet<number>, moment: number): number {
  const found = points.findIndex(({ time }) => momentOf(time, derived) >= moment);
  return found === -1 ? points.length : found;
}
