import { nextTurn } from '#src/application/next-turn.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { equityCurve } from './equity-curve.ts';
import { ReturnsSum, type PortfolioReturns } from './returns-sum.ts';
import type { PortfolioRecord } from './value-portfolio.ts';

/** Milliseconds: as much of the curve as is read at once, so that orders have their turn between. */
const piece = 60 * 86_400_000;

/** From inclusive, until exclusive. */
export type ReturnsSpan = { readonly from: number; readonly until: number; readonly rule: DayRule };

/** What a portfolio returned between the first and the last point of its curve in the span. */
export async function readReturns(
  { portfolios }: Pick<Repositories, 'portfolios'>,
  record: PortfolioRecord,
  { from, until, rule }: ReturnsSpan,
): Promise<PortfolioReturns> {
  const sum = new ReturnsSum(equityCurve(record, []).breaks, rule);
  for (let begin = from; begin < until; begin += piece) {
    const kept = await portfolios.snapshots(record.portfolio.id, begin, Math.min(begin + piece, until));
    sum.add(equityCurve(record, kept).snapshots);
    await nextTurn();
  }
  return sum.end();
}
