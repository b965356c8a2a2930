import type { FindingProblem } from '#src/domain/finding.ts';
import type { Result } from '#src/domain/result.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import type { WorkspaceFiles } from './workspaces.ts';

export type BackupReason = 'manual' | 'daily' | 'migration';

/** A workspace as it was at one moment. */
export type BackupSummary = {
  readonly id: string;
  readonly madeAt: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  readonly schemaVersions: { readonly record: number; readonly market: number };
  /** How many are in it. */
  readonly orders: number;
  readonly fills: number;
};

/** What is not as it was recorded. */
export type Finding = {
  readonly file: 'record' | 'market';
  /** Undefined where it is the file as a whole. */
  readonly table: string | undefined;
  /** Which row of the table, where one can be named. */
  readonly row: string | undefined;
  readonly problem: FindingProblem;
};

export type VerifyReport = {
  readonly finishedAt: number;
  /** Rows of all tables that were there. */
  readonly rows: number;
  /** The first ones; empty when the whole record is sound. */
  readonly findings: readonly Finding[];
  /** More was found than these. */
  readonly more: boolean;
};

/** Long work on a workspace's files: it tells how far it is, and gives up when it is asked to. */
export type Operation = {
  readonly signal: AbortSignal;
  report(done: number, total: number): void;
  /** Has the program that has the files open checkpoint nothing, until what it returns is called. */
  readonly pauseCheckpoints?: () => () => void;
};

export type JobFailure =
  | { readonly code: 'CANCELLED' }
  /** `isBroken`: whoever did it is gone, and may have done half of it. */
  | {
      readonly code: 'JOB_FAILED';
      readonly reason: string;
      readonly problem?: StoreProblem | undefined;
      readonly isBroken?: boolean;
    };

export type Done<Value> = Promise<Result<Value, JobFailure>>;

/** A workspace's files, while the program has them open. */
export type OpenFiles = Pick<WorkspaceFiles, 'folder' | 'meta' | 'pauseCheckpoints'>;

export type ListedBackups = {
  /** Newest first. */
  readonly backups: readonly BackupSummary[];
  /** Why there may be more: files that cannot be read for now. */
  readonly unread: readonly StoreProblem[];
};

/** Long work on workspaces, beside everything that trades. Folders and files are absolute paths. */
export interface Maintenance {
  verify(files: OpenFiles, operation: Operation): Done<VerifyReport>;
  /** `at`: by the program's own clock, which tells when the next one is due. */
  backup(
    files: OpenFiles,
    made: { readonly reason: BackupReason; readonly at: number },
    operation: Operation,
  ): Done<BackupSummary>;
  /** Of a workspace that is closed. `aside`: the folder that holds what was replaced. */
  restore(
    folder: string,
    backupId: string,
    operation: Operation,
  ): Done<{ readonly madeAt: number; readonly aside: string }>;
  /** Into one file, whose name tells the workspace and the time. */
  exportWorkspace(
    files: OpenFiles,
    named: { readonly name: string; readonly at: number },
    operation: Operation,
  ): Done<{ readonly path: string; readonly bytes: number }>;
  /** Makes `target` from an exported file, which may come from anywhere. Answers with the workspace's name. */
  importWorkspace(archive: string, target: string, operation: Operation): Done<{ readonly name: string }>;
  backups(folder: string): Promise<ListedBackups>;
  /** The time of the newest that was made under a clock which was right; undefined without one. */
  lastBackupTime(folder: string): Promise<number | undefined>;
}
