import type { Currency, InstrumentId } from '#src/domain/ids.ts';
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
): Performance & { readonly leftOut: number } {
  const counted = closed.filter(
    ({ instrumentId, fees }) =>
      settleOf(instrumentId) === base && fees.every(({ currency }) => currency === base),
  );
  const sums = counted.map(({ results }) => results).reduce(plusSums, noResults);
  return { ...performanceFrom(sums), leftOut: countTrades(closed) - sums.trades };
}

export function countTrades(closed: readonly TripSums[]): number {
  return closed.reduce((sum, sums) => sum + tripsIn(sums), 0);
}
