/** What a migration does beyond its SQL, by `database/name` of its file. Released ones are never changed. */
import type Database from 'better-sqlite3';

import { TripSum } from '#src/domain/trip-sums.ts';
import { chainRows } from './chain/chain.ts';
import { Connection } from './connection.ts';
import { closedTripFromRow, tripSumsToRow, type ClosedTripRow } from './rows/position-row.ts';

/** Runs after the SQL, in its transaction; throwing undoes both. */
export type MigrationStep = (database: Database.Database) => void;

export const migrationSteps: Readonly<Record<string, MigrationStep>> = {
  'record/0001_chain': (database) => {
    for (const table of ['order_events', 'fills', 'ledger', 'audit'] as const) chainRows(database, table);
  },
  'record/0008_trip_sums': (database) => {
    const sum = new TripSum([]);
    const closed = database.prepare<[], ClosedTripRow>(
      'SELECT account_id, instrument_id, realised, fees FROM positions WHERE closed_at IS NOT NULL',
    );
    for (const row of closed.iterate()) sum.add(closedTripFromRow(row));
    const connection = new Connection(database);
    for (const row of sum.list().map(tripSumsToRow)) connection.insert({ table: 'trip_sums' }, row);
  },
};
