import type { Currency, InstrumentId } from '#src/domain/ids.ts';
import { allFees } from '#src/domain/position.ts';
import { noResults, performanceFrom, plusSums, type Performance } from '#src/domain/performance.ts';
import { tripsIn, type TripSums } from '#src/domain/trip-sums.ts';

/**
 * Over those whose profit and fees are known, and in the base currency; others would need the day's rate, or are neither
 * surely won nor lost.
 */
export function tradeStatistics(
  closed: readonly TripSums[],
  base: Currency,
  settleOf: (id: InstrumentId) => Currency | undefined,
): Performance & { readonly leftOut: number; readonly estimated: number } {
  const counted = closed.filter(
    (group) =>
      settleOf(group.instrumentId) === base && allFees(group).every(({ currency }) => currency === base),
  );
  const sums = counted.map(({ results }) => results).reduce(plusSums, noResults);
  const estimated = counted.reduce((count, group) => count + group.estimated, 0);
  return { ...performanceFrom(sums), leftOut: countTrades(closed) - sums.trades, estimated };
}

export function countTrades(closed: readonly TripSums[]): number {
  return closed.reduce((sum, sums) => sum + tripsIn(sums), 0);
}
