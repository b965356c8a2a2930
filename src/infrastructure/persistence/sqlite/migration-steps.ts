/** What a migration does beyond its SQL, by `database/name` of its file. Released ones are never changed. */
import type Database from 'better-sqlite3';

import { TripSum } from '#src/domain/trip-sums.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { chainRows } from './chain/chain.ts';
import { Connection } from './connection.ts';
import { closedTripFromRow, tripSumsToRow, type ClosedTripRow } from './rows/position-row.ts';
import { sealedSelection, sealedTable, sealingOf } from './seal.ts';

/** Runs after the SQL, in its transaction; throwing undoes both. */
export type MigrationStep = (database: Database.Database) => void;

/** By the same names: what must hold before the SQL, so that what is damaged is not carried on as if it were sound. */
export const migrationChecks: Readonly<Record<string, MigrationStep>> = {
  'record/0009_lots': (database) => {
    const table = sealedTable(database, 'positions');
    if (table === undefined) return;
    const columns = sealedSelection(table, ['id']);
    const sealOf = sealingOf(table, columns);
    const open = database
      .prepare<[], readonly unknown[]>(`SELECT ${columns.join(', ')} FROM positions WHERE closed_at IS NULL`)
      .raw();
    for (const row of open.iterate()) {
      if (sealOf(row) === row.at(-1)) continue;
      throw new IntegrityError(
        `position ${String(row[0])} is not what was recorded, and its open lots would be wrong. Nothing was changed: ` +
          '"npm run db -- status" lists the backups, and "restore ID" puts one from before the damage in its place',
      );
    }
  },
};

export const migrationSteps: Readonly<Record<string, MigrationStep>> = {
  'record/0001_chain': (database) => {
    for (const table of ['order_events', 'fills', 'ledger', 'audit'] as const) chainRows(database, table);
  },
  'record/0011_movement_rates': (database) => chainRows(database, 'movement_rates'),
  'record/0015_balance_assertions': (database) => chainRows(database, 'balance_assertions'),
  // What 0008 made first: the sums of that table are those of this program only since this one.
  'record/0013_unknown_fees': (database) => {
    const sum = new TripSum([]);
    const closed = database.prepare<[], ClosedTripRow>(
      'SELECT account_id, instrument_id, realised, fees, unknown_fees FROM positions WHERE closed_at IS NOT NULL',
    );
    for (const row of closed.iterate()) sum.add(closedTripFromRow(row));
    const connection = new Connection(database);
    for (const row of sum.list().map(tripSumsToRow)) connection.insert({ table: 'trip_sums' }, row);
  },
};
