import { nextTurn } from '#src/application/next-turn.ts';
import type { Currency, PortfolioId } from '#src/domain/ids.ts';
import { noResults, performanceFrom, plusSums, type Performance } from '#src/domain/performance.ts';
import { compareTripStrategies, type TripStrategy } from '#src/domain/trip-strategy.ts';
import type { PortfolioMetrics, PortfolioRepository } from '#src/ports/portfolio-repository.ts';

/** Of closed round trips, net of fees. */
export type TripResults = Performance & {
  /** Round trips that are not in it: what they paid is not known, or not in this currency. */
  readonly leftOut: number;
};

export type CurrencyResults = {
  readonly currency: Currency;
  readonly total: TripResults;
  /** Each round trip of the total is in one of them. */
  readonly strategies: readonly { readonly strategy: TripStrategy; readonly results: TripResults }[];
};

/**
 * What the closed round trips of a portfolio brought, by settle currency and by strategy; nothing is converted. Read a
 * page at a time, so that orders have their turn between: there may be a million of them.
 */
export async function tripResults(
  portfolios: PortfolioRepository,
  id: PortfolioId,
  from: number,
): Promise<readonly CurrencyResults[]> {
  const sums = new Map<string, PortfolioMetrics>();
  let after: string | undefined;
  do {
    const page = await portfolios.metrics(id, { from, after });
    for (const metrics of page.metrics) {
      const key = JSON.stringify([metrics.currency, metrics.strategy]);
      sums.set(key, plusMetrics(metrics, sums.get(key)));
    }
    after = page.next;
    if (after !== undefined) await nextTurn();
  } while (after !== undefined);
  const byCurrency = [...Map.groupBy(sums.values(), ({ currency }) => currency)];
  return byCurrency
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, own]) => ({
      currency,
      total: resultsOf(own.reduce((sum, metrics) => plusMetrics(metrics, sum))),
      strategies: own
        .toSorted((one, other) => compareTripStrategies(one.strategy, other.strategy))
        .map((metrics) => ({ strategy: metrics.strategy, results: resultsOf(metrics) })),
    }));
}

function plusMetrics(one: PortfolioMetrics, other: PortfolioMetrics | undefined): PortfolioMetrics {
  const { sums, leftOut } = other ?? { sums: noResults, leftOut: 0 };
  return { ...one, sums: plusSums(one.sums, sums), leftOut: one.leftOut + leftOut };
}

function resultsOf({ sums, leftOut }: PortfolioMetrics): TripResults {
  return { ...performanceFrom(sums), leftOut };
}
