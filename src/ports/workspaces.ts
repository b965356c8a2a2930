import type { WorkspaceKind } from '#src/domain/account.ts';
import type { Cause, StoreProblem } from '#src/domain/coded.ts';
import type { Remedy } from '#src/domain/store-problem.ts';
import type { Result } from '#src/domain/result.ts';
import type { ReferenceRateRepository } from './reference-rate-repository.ts';
import type { EquityDayRepository } from './equity-day-repository.ts';
import type { MarketDataRepository } from './market-data-repository.ts';
import type { RecordStore } from './record-store.ts';

export type WorkspaceMeta = {
  readonly id: string;
  readonly kind: WorkspaceKind;
  readonly name: string;
  readonly createdAt: number;
};

export type NewWorkspace = Omit<WorkspaceMeta, 'createdAt'>;

/** One that could not be read has its problem instead of a kind and a date. */
export type WorkspaceEntry = {
  readonly id: string;
  readonly name: string;
  readonly kind?: WorkspaceKind;
  readonly createdAt?: number;
  readonly problem?: Cause;
};

/** What stands in the way, and what the trader can do. */
export type WorkspaceUnavailable = {
  readonly code: 'WORKSPACE_UNAVAILABLE';
  readonly reason: Cause;
  readonly remedy: Remedy;
  /** An absolute path. */
  readonly folder: string;
};

/** What was damaged and had to be replaced to open a workspace. */
export type Repair = {
  readonly file: string;
  /** The folder that now holds the damaged file. */
  readonly aside: string;
  /** The backup that took its place; undefined where an empty file did. */
  readonly backup: { readonly id: string; readonly madeAt: number } | undefined;
  /** By table, how many rows were written after the backup, as far as they can still be counted. */
  readonly counted: Readonly<Record<string, number>>;
};

export type StoreHealth = {
  readonly ok: boolean;
  readonly schemaVersions: { readonly record: number; readonly market: number };
  /** Settings that are not as they must be, and a full disk. */
  readonly deviations: readonly StoreProblem[];
  /** Sizes in bytes, the write-ahead logs apart. */
  readonly bytes: {
    readonly record: number;
    readonly recordLog: number;
    readonly market: number;
    readonly marketLog: number;
  };
};

/** Room that is kept on the disk for what a full disk must not stop. */
export interface RoomReserve {
  /** From the first piece that was given back until it is whole again: the disk counts as full. */
  readonly spent: boolean;
  onChange(listener: (spent: boolean) => void): () => void;
  /** Makes it whole where the disk has room for that. */
  restore(): Promise<void>;
}

/** Time in which another thread may write to the record. */
export type Turn = {
  /** Whether the program has begun units of its own since it last lent a turn: then it is best a short one. */
  readonly isShared: boolean;
  end(): void;
};

/** Beside the record: an earlier state that takes its place does not release it. */
export interface KillSwitchState {
  /** When it was engaged; undefined while it is not. */
  engagedAt(): number | undefined;
  /** Durable when the promise resolves; so is `release`. */
  engage(at: number): Promise<void>;
  release(): Promise<void>;
}

export type TakeTurn = () => Promise<Turn>;

/** The files of one workspace that is open. */
export type WorkspaceFiles = {
  readonly meta: WorkspaceMeta;
  /** An absolute path. */
  readonly folder: string;
  /** Why nothing can be written; undefined when it can. */
  readonly readOnly: StoreProblem | undefined;
  readonly repairs: readonly Repair[];
  /** When an earlier state of the record last took its place: what was sent since that state is not in it. */
  readonly restoredAt: number | undefined;
  readonly record: RecordStore;
  readonly lendTurn: TakeTurn;
  /**
   * No commit checkpoints the write-ahead logs until what it returns is called: for as long as another thread reads from
   * a snapshot of the files, and then checkpoints them itself.
   */
  pauseCheckpoints(): () => void;
  readonly market: MarketDataRepository;
  /** In the file of the market data, as what follows. */
  readonly referenceRates: ReferenceRateRepository;
  readonly equityDays: EquityDayRepository;
  readonly killSwitch: KillSwitchState;
  /** Undefined where none is kept. */
  readonly reserve: RoomReserve | undefined;
  /** Why the record that is open is not the one that stands in the folder; undefined while it is. */
  misplaced(): StoreProblem | undefined;
  health(): Promise<StoreHealth>;
  /** Waits for the units of work that are queued. Afterwards the folder is durable and may be moved. */
  close(): Promise<void>;
};

/** All workspaces of this machine, one folder each. */
export interface Workspaces {
  list(): Promise<readonly WorkspaceEntry[]>;
  has(id: string): Promise<boolean>;
  /** Whether a workspace is called so, in whatever folder it is. */
  hasName(name: string): Promise<boolean>;
  /** The demo that was made here, whatever other workspaces are called; undefined before it is made. */
  demo(): Promise<string | undefined>;
  /**
   * Makes a workspace beside the others and moves it into place when `fill` has filled it: a crash leaves none or
   * a whole one. Returns its id, which is its folder's name.
   */
  create(
    workspace: Pick<NewWorkspace, 'name' | 'kind'>,
    fill: (store: WorkspaceFiles) => Promise<void>,
  ): Promise<Result<string, WorkspaceUnavailable>>;
  open(id: string): Promise<Result<WorkspaceFiles, WorkspaceUnavailable>>;
  /** What to say of a fault that was met on what a workspace holds, while it was opened. */
  unopenable(fault: unknown, folder: string): WorkspaceUnavailable;
  /** Keeps others from a workspace that is closed, until what it returns is called. */
  lock(folder: string): () => void;
  /**
   * Moves the workspace that `unpack` makes in the folder that it is given beside the others; returns its id. `unpack`
   * answers with its name.
   */
  adopt<Failure>(
    unpack: (folder: string) => Promise<Result<{ readonly name: string }, Failure>>,
  ): Promise<Result<string, Failure>>;
}
