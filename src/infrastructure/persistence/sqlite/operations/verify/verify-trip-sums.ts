/** The sums over the closed positions of an account and instrument, against those that its fills make. */
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
] as const satisfies readonly (keyof TripSumsRow)[];

export function* tripSumDifferences(
  database: Database.Database,
  pair: Pick<TripSumsRow, 'account_id' | 'instrument_id'>,
  made: readonly TripSums[],
): Iterable<Difference> {
  const { account_id: account, instrument_id: instrument } = pair;
  const stored = database
    .prepare<[string, string], TripSumsRow>(
      'SELECT * FROM trip_sums WHERE account_id = ? AND instrument_id = ?',
    )
    .all(account, instrument);
  const [found, wanted] = [byCurrencies(stored), byCurrencies(made.map(tripSumsToRow))];
  for (const currencies of new Set([...found.keys(), ...wanted.keys()])) {
    const row = [account, instrument, currencies].filter((part) => part !== '').join(', ');
    for (const column of summed) {
      const is = found.get(currencies)?.[column] ?? '–';
      const makes = wanted.get(currencies)?.[column] ?? '–';
      if (is !== makes) yield { table: 'trip_sums', ...unequal(row, column, is, makes) };
    }
  }
}

function byCurrencies(rows: readonly TripSumsRow[]): ReadonlyMap<string, TripSumsRow> {
  return new Map(rows.map((row) => [row.fee_currencies, row]));
}
