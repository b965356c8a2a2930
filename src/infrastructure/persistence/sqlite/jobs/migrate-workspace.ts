import { basename } from 'node:path';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import type { Repair } from '#src/ports/workspaces.ts';
import { jobFault, type Jobs } from './jobs.ts';

/** How far a migration is, of a number of migrations. */
type Progress = {
  readonly task: string;
  readonly work: { readonly code: 'MIGRATE' };
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
};

/** Brings a workspace that an older version has written to this one's schema, and tells the screen how far it is. */
export function createMigration(jobs: Jobs, report: (progress: Progress) => void) {
  return async ({ folder, migrationsFolder }: SchemaOptions): Promise<void> => {
    const task = `migrate ${basename(folder)}`;
    const work = { code: 'MIGRATE' } as const;
    const tell = (done: number, total: number): void => report({ task, work, done, total, finished: false });
    const operation = { ...unattended, report: tell };
    const migrated = await jobs.run('migrate', { folder, migrationsFolder }, operation);
    report({ task, work, done: 1, total: 1, finished: true });
    if (!migrated.ok) throw jobFault(migrated.error);
  };
}

/** Puts backups in the place of what is damaged in a workspace; they are read whole before. */
export function createRepair(jobs: Jobs) {
  return async ({ folder, migrationsFolder }: SchemaOptions): Promise<readonly Repair[]> => {
    const repaired = await jobs.run('repair', { folder, migrationsFolder }, unattended);
    if (repaired.ok) return repaired.value;
    throw jobFault(repaired.error);
  };
}
