import type { MessagePort } from 'node:worker_threads';
import type { ImportId } from '#src/domain/ids.ts';
import type { Result } from '#src/domain/result.ts';
import type { Backup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import type { AlreadyUndone, Undone } from '#src/ports/import-files.ts';
import type { BackupReason, Finding, VerifyReport } from '#src/ports/maintenance.ts';
import type { Repair } from '#src/ports/workspaces.ts';

export type JobNews =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'pause-checkpoints' | 'resume-checkpoints' };

type Job<Needs, Outcome> = (needs: Needs, work: Work<JobNews>) => Promise<Outcome>;
type InFolder<Needs = unknown> = { readonly folder: string } & Needs;
type WithMigrations<Needs = unknown> = { readonly migrationsFolder: string } & Needs;

/** Long work on a workspace's files. Folders and files are absolute paths. */
export type JobService = {
  readonly migrate: Job<WithMigrations<InFolder>, void>;
  /** Of what a workspace has that is damaged: the newest good backup takes its place. */
  readonly repair: Job<WithMigrations<InFolder>, readonly Repair[]>;
  readonly verify: Job<WithMigrations<InFolder>, VerifyReport>;
  /** SQLite's own part of a verify. */
  readonly checkFiles: Job<InFolder, readonly Finding[]>;
  readonly backup: Job<InFolder<{ readonly reason: BackupReason; readonly at: number }>, Backup>;
  /** `aside`: the folder that holds what was replaced. */
  readonly restore: Job<
    WithMigrations<InFolder<{ readonly backupId: string }>>,
    { readonly madeAt: number; readonly aside: string }
  >;
  readonly export: Job<
    InFolder<{ readonly target: string }>,
    { readonly path: string; readonly bytes: number }
  >;
  readonly import: Job<WithMigrations<InFolder<{ readonly archive: string }>>, { readonly name: string }>;
  /** `turns`: of the program that has the workspace open. */
  readonly undoImport: Job<
    InFolder<{ readonly importId: ImportId; readonly turns: MessagePort }>,
    Result<Undone, AlreadyUndone>
  >;
};
