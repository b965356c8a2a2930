/** The sums over all closed positions, against those that fills make. */
import type Database from 'better-sqlite3';

import type { TripSums } from '#src/domain/trip-sums.ts';
import { unequal, type Difference } from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { tripSumsToRow } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import type { TripSumsRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';

const summed = [
  'trades',
  'realised',
  'fees',
  'wins',
  'losses',
  'gross_profit',
  'gross_loss',
  'undecided',
  'unknown_fees',
  'unknown_results',
  'unseen',
  'estimated_fees',
  'estimated_trips',
  'worth',
  'capital',
] as const satisfies readonly (keyof TripSumsRow)[];

export function* tripSumDifferences(
  database: Database.Database,
  made: readonly TripSums[],
): Iterable<Difference> {
  const stored = database.prepare<[], TripSumsRow>('SELECT * FROM trip_sums').all();
  const [found, wanted] = [byName(stored), byName(made.map(tripSumsToRow))];
  for (const name of new Set([...found.keys(), ...wanted.keys()])) {
    for (const column of summed) {
      const is = found.get(name)?.[column] ?? '–';
      const makes = wanted.get(name)?.[column] ?? '–';
      if (is !== makes) yield { table: 'trip_sums', ...unequal(name, column, is, makes) };
    }
  }
}

function byName(rows: readonly TripSumsRow[]): ReadonlyMap<string, TripSumsRow> {
  return new Map(
    rows.map((row) => {
      const { account_id: account, instrument_id: instrument, fee_currencies: currencies } = row;
      return [[account, instrument, currencies].filter((part) => part !== '').join(', '), row];
    }),
  );
}
