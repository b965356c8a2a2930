/** What a migration does beyond its SQL, by `database/name` of its file. Released ones are never changed. */
import type Database from 'better-sqlite3';

/** Runs after the SQL, in its transaction; throwing undoes both. */
export type MigrationStep = (database: Database.Database) => void;

export const migrationSteps: Readonly<Record<string, MigrationStep>> = {};
