import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { dayLength } from '#src/domain/day-equity.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { readDerivedDays } from './derived-days.ts';
import { equityCurve, type EquityCurve } from './equity-curve.ts';
import { ReturnsSum, type PortfolioReturns } from './returns-sum.ts';
import type { PortfolioRecord } from './value-portfolio.ts';

/** Milliseconds: as much of the curve as is read at once, so that orders have their turn between. */
const piece = 60 * dayLength;
/** Points that are added up at once. */
const pieceSize = 1_000;

/** From inclusive, until exclusive. */
export type ReturnsSpan = { readonly from: number; readonly until: number; readonly rule: DayRule };

export type CurveReads = {
  readonly portfolios: Repositories['portfolios'];
  readonly equityDays: EquityDayRepository;
};

/** What a portfolio returned between the first and the last point of its curve in the span, and of what that is made. */
export async function readReturns(
  reads: CurveReads,
  record: PortfolioRecord,
  { from, until, rule }: ReturnsSpan,
): Promise<{ readonly returns: PortfolioReturns; readonly curve: EquityCurve }> {
  const observed: EquitySnapshot[] = [];
  for (let begin = from; begin < until; begin += piece) {
    const end = Math.min(begin + piece, until);
    observed.push(...(await reads.portfolios.snapshots(record.portfolio.id, begin, end)));
    await nextTurn();
  }
  const curve = await curveOf(reads, record, observed, { from, until });
  const sum = new ReturnsSum(curve.breaks, rule, curve.derived);
  const points = withBegin(curve, from);
  for (let at = 0; at < points.length; at += pieceSize) {
    sum.add(points.slice(at, at + pieceSize));
    await nextTurn();
  }
  return { returns: sum.end(), curve };
}

/** The curve of a portfolio in a span. */
export async function readCurve(
  reads: CurveReads,
  record: PortfolioRecord,
  span: Pick<ReturnsSpan, 'from' | 'until'>,
): Promise<EquityCurve> {
  const observed = await reads.portfolios.snapshots(record.portfolio.id, span.from, span.until);
  return curveOf(reads, record, observed, span);
}

async function curveOf(
  { equityDays }: CurveReads,
  record: PortfolioRecord,
  observed: readonly EquitySnapshot[],
  { from, until }: Pick<ReturnsSpan, 'from' | 'until'>,
): Promise<EquityCurve> {
  const ends = { from: from - dayLength, to: until - dayLength };
  return equityCurve(record, observed, await readDerivedDays(equityDays, record, ends));
}

/** Where the curve begins with the first day of all, nothing was there before it: what that day made counts. */
function withBegin({ snapshots, begin }: EquityCurve, from: number): readonly EquitySnapshot[] {
  const [first] = snapshots;
  if (first === undefined || begin === undefined || begin < from || first.time !== begin + dayLength)
    return snapshots;
  return [{ ...first, time: begin, equity: Decimal.zero, deposited: Decimal.zero }, ...snapshots];
}
