/** What a migration does beyond its SQL, by `database/name` of its file. Released ones are never changed. */
import type Database from 'better-sqlite3';

import { chainRows } from './chain/chain.ts';

/** Runs after the SQL, in its transaction; throwing undoes both. */
export type MigrationStep = (database: Database.Database) => void;

export const migrationSteps: Readonly<Record<string, MigrationStep>> = {
  'record/0001_chain': (database) => {
    for (const table of ['order_events', 'fills', 'ledger', 'audit'] as const) chainRows(database, table);
  },
};
