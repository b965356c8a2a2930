import type { FindingProblem } from '#src/domain/finding.ts';
import type { UpgradeChanges } from './history-reader.ts';
import type { Page, PageRequest } from './page.ts';

/** Who did what to what, beside the orders' own history: an import undone, a limit changed, a backup restored. */
export type AuditEntry = {
  /** Counts the entries of the workspace; given by the store. */
  readonly sequence: number;
  readonly time: number;
  /** `trader`, or the part of the program that acted by itself. */
  readonly actor: string;
  /** What was done, as a verb in the past: `undone`, `restored`. */
  readonly action: string;
  /** What it was done to: `import 01J…`. */
  readonly subject: string;
  /** JSON text. */
  readonly detail: string;
};

export type ChainFault = { readonly sequence: number; readonly reason: FindingProblem };

export type ChainVerdict = {
  /** How many rows were good before the first bad one, or all of them. */
  readonly rows: number;
  /** Undefined when the record is as it was written. */
  readonly firstBad: ChainFault | undefined;
};

export type VerifyOptions = {
  /** After every piece of some thousand rows. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The walk ends with the signal's reason. */
  readonly signal?: AbortSignal;
};

/** Which figures an upgrade changed. */
export const figuresChanged = { action: 'changed', subject: 'figures' } as const;

/** The audit trail. Only ever added to, and chained: a changed, missing or inserted row is found. */
export interface AuditRepository {
  append(entry: Omit<AuditEntry, 'sequence'>): Promise<void>;
  /** The latest first. */
  page(request: PageRequest): Promise<Page<AuditEntry>>;
  /** Of the last of these that was done to the subject, or to any; undefined where none was. */
  findLast(
    wanted: Pick<AuditEntry, 'action'> & Partial<Pick<AuditEntry, 'subject'>>,
  ): Promise<AuditEntry | undefined>;
  /** What an upgrade of the program last changed; undefined where none did. */
  figureChanges(): Promise<(UpgradeChanges & { readonly time: number }) | undefined>;
  /** When something was done to the subject, each moment once. */
  times(subject: string): Promise<readonly number[]>;
  /** Of what was committed when the walk began. */
  verify(options?: VerifyOptions): Promise<ChainVerdict>;
}
