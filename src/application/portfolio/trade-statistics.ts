import { noResults, performanceFrom, plusSums, type Performance } from '#src/domain/performance.ts';
import { tripsIn, type TripSums } from '#src/domain/trip-sums.ts';

/** Over those whose profit, fees and rates are known, in the portfolio's currency; others are neither surely won nor lost. */
export function tradeStatistics(
  closed: readonly TripSums[],
): Performance & { readonly leftOut: number; readonly estimated: number } {
  const sums = closed.map(({ results }) => results).reduce(plusSums, noResults);
  const estimated = closed.reduce((count, group) => count + group.estimated, 0);
  return { ...performanceFrom(sums), leftOut: countTrades(closed) - sums.trades, estimated };
}

export function countTrades(closed: readonly TripSums[]): number {
  return closed.reduce((sum, sums) => sum + tripsIn(sums), 0);
}
