import { z } from 'zod';
import { workCodes } from '#src/domain/long-work.ts';
import { figureNames, figureReasons } from '#src/domain/figures.ts';
import type { FindingProblem } from '#src/domain/finding.ts';
import type { TaskProblem } from '#src/domain/task-problem.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import { coded, codedApart } from './coded.ts';
import { importDone } from './imports.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText, time } from './values.ts';

const count = z.number().int().min(0);
const perFile = z.object({ record: count, market: count });

const backupInfo = z.object({
  id: idText,
  madeAt: time,
  reason: z.enum(['manual', 'daily', 'migration']),
  bytes: count,
  schemaVersions: perFile,
  /** Orders and fills that are in it. */
  orders: count,
  fills: count,
});
export type BackupInfo = z.infer<typeof backupInfo>;

const finding = z.object({
  file: z.enum(['record', 'market']),
  /** Missing where it is the file as a whole. */
  table: z.string().optional(),
  row: z.string().optional(),
  problem: codedApart<FindingProblem>(),
});

/** The first findings, and whether there are more; none when the whole record is sound. */
const verification = z.object({
  finishedAt: time,
  rows: count,
  findings: listOf(finding),
  more: z.boolean(),
});
export type VerificationInfo = z.infer<typeof verification>;

const exportedFile = z.object({ path: z.string(), bytes: count });

const taskOutcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('verify'), verification }),
  z.object({ type: z.literal('backup'), backup: backupInfo }),
  /** `aside` is the folder that holds what was replaced. */
  z.object({ type: z.literal('restore'), madeAt: time, aside: z.string() }),
  z.object({ type: z.literal('export'), file: exportedFile }),
  z.object({ type: z.literal('import'), workspaceId: idText }),
  /** A file of trades, into an account. */
  z.object({ type: z.literal('fills'), fileName: z.string(), accountName: z.string(), done: importDone }),
  /** Such an import, taken back. */
  z.object({ type: z.literal('undo'), fileName: z.string(), fills: count, entries: count }),
  /** What an account traded before it was added. `imported`: orders that are left out, since files told of them. */
  z.object({
    type: z.literal('history'),
    accountName: z.string(),
    orders: count,
    fills: count,
    imported: count,
    /** The first of those of whose fills imported files told a part. */
    partly: listOf(z.object({ symbol: z.string(), order: z.string(), fills: count, imported: count })),
    /** Orders that are left out, since they may be what an account of imported files has; the first of them. */
    alike: count,
    alikes: listOf(z.object({ symbol: z.string(), order: z.string(), accountName: z.string() })),
  }),
]);
export type TaskOutcome = z.infer<typeof taskOutcome>;

/** How a task stands. While it runs, the `progress` event tells how far it is, under the task's id. */
export const taskState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('done'), outcome: taskOutcome }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('failed'), reason: codedApart<TaskProblem>() }),
]);
export type TaskState = z.infer<typeof taskState>;

export const taskRef = z.object({ task: idText });
export type TaskRef = z.infer<typeof taskRef>;

/** `running`, or ended and not read yet. */
export const taskInfo = z.object({
  task: idText,
  type: z.enum(['verify', 'backup', 'restore', 'export', 'import', 'fills', 'undo', 'history']),
  work: coded(workCodes),
  running: z.boolean(),
});
export type TaskInfo = z.infer<typeof taskInfo>;

export const maintenanceStatus = z.object({
  /** The workspace's folder on the machine that the core runs on. */
  folder: z.string(),
  ok: z.boolean(),
  /** What of the store is not as it must be. */
  deviations: z.array(codedApart<StoreProblem>()),
  /** Why nothing can be written, where that is so. */
  readOnly: codedApart<StoreProblem>().optional(),
  schemaVersions: perFile,
  bytes: z.object({ record: count, recordLog: count, market: count, marketLog: count }),
  /** Newest first; missing where they cannot be listed. */
  backups: listOf(backupInfo).optional(),
  /** Of this run of the core. */
  lastVerification: verification.optional(),
  running: listOf(taskInfo),
});
export type MaintenanceStatus = z.infer<typeof maintenanceStatus>;

/** A task of that type is running already: wait for it, or cancel it. */
export const taskRunning = z.object({ code: z.literal('TASK_RUNNING'), task: idText });

const figureChange = z.object({
  accountName: z.string(),
  name: z.enum(figureNames),
  /** Of what is open: a coin's code, or the instrument's id. */
  held: idText.optional(),
  currency: currencyText.optional(),
  before: decimalText,
  after: decimalText,
});
export type FigureChangeInfo = z.infer<typeof figureChange>;

/** What the record comes to otherwise since an upgrade of the program. */
export const figureChanges = z.object({
  /** Missing where no upgrade has changed any. */
  upgrade: z
    .object({
      time,
      /** Versions of the record's schema. */
      from: count,
      to: count,
      /** What each of these versions counts otherwise. */
      reasons: z.array(z.enum(figureReasons)),
      /** False where there were too many: then those of accounts alone are told. */
      isWhole: z.boolean(),
      /** The first of them. */
      changes: listOf(figureChange),
      total: count,
    })
    .optional(),
});

export const restoreRequest = z.object({ backupId: z.string().regex(/^[\w-]{1,100}$/) });
/** Turns the direction of text, or has no width: Windows puts one before a path that is copied from a file's properties. */
const unseenBefore = /^[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+/;

/** A path on the machine that the core runs on, which begins with what is seen. */
export const importRequest = z.object({
  path: z
    .string()
    .max(4_000)
    .transform((path) => path.replace(unseenBefore, ''))
    .pipe(z.string().min(1)),
});
