import type Database from 'better-sqlite3';
import { EquityAverage } from '#src/domain/trip-statistics.ts';
import type { TripsQuestion } from '#src/ports/trip-reader.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

type PointRow = { readonly time: number; readonly equity: string };

/** Of the kept points until then, from the last one before the span on, which holds as it begins. */
export function averageEquity(
  database: Database.Database,
  { portfolioId, from, untrue }: TripsQuestion,
  until: number,
): EquityAverage {
  const known = 'FROM equity_snapshots WHERE portfolio_id = ? AND equity IS NOT NULL';
  const points = database
    .prepare<SqlValue[], PointRow>(
      `SELECT time, equity ${known} AND time < ?
         AND time >= coalesce((SELECT time ${known} AND time <= ? ORDER BY time DESC LIMIT 1), ?)
       ORDER BY time`,
    )
    .iterate(portfolioId, until, portfolioId, from, from);
  const average = new EquityAverage();
  for (const { time, equity } of points) {
    if (untrue.some((span) => time > span.from && time < span.until)) continue;
    average.add(Math.max(time, from), decimalIn('equity_snapshots.equity', equity));
  }
  return average;
}
