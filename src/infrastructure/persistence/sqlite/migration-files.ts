/** The generated migrations, as they lie beside the program. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import { migrationChecks, migrationSteps, type MigrationStep } from './migration-steps.ts';

/** A workspace's files, and what makes and dates their schema. */
export type SchemaOptions = {
  readonly folder: string;
  /** The generated migrations: `record` and `market` are in it. */
  readonly migrationsFolder: string;
  readonly clock: Pick<Clock, 'now'>;
};

export type Migration = {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
  /** Before it; throws where it would carry on what is damaged. */
  readonly check: MigrationStep | undefined;
  /** What SQL cannot say, after it and in the same transaction. */
  readonly step: MigrationStep | undefined;
};

/** The generated files, whose names begin with their number from 0000; the first one makes version 1. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  return names.map((file, index) => {
    if (Number.parseInt(file, 10) !== index) {
      throw new ConnectionError(`${folder} lacks migration ${index}. Install Tapedeck again.`, {
        code: 'MIGRATION_MISSING',
        folder,
      });
    }
    const name = basename(file, '.sql');
    const sql = readFileSync(join(folder, file), 'utf8');
    const digest = createHash('sha256').update(sql).digest('hex');
    const key = `${basename(folder)}/${name}`;
    return {
      version: index + 1,
      name,
      sql,
      digest,
      check: migrationChecks[key],
      step: migrationSteps[key],
    };
  });
}
