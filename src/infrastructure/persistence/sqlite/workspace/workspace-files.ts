/** One workspace on disk: the record, the market data and the lock, opened and closed as one. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ConnectionError, StoreClosedError } from '#src/ports/store-errors.ts';
import {
  assertWritable,
  openConnection,
  autocheckpointPages,
} from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { DiskReserve } from './disk-reserve.ts';
import { SqliteReferenceRateRepository } from '#src/infrastructure/persistence/sqlite/repositories/reference-rate-repository.ts';
import { SqliteEquityDayRepository } from '#src/infrastructure/persistence/sqlite/repositories/equity-day-repository.ts';
import { SqliteMarketDataRepository } from '#src/infrastructure/persistence/sqlite/repositories/market-data-repository.ts';
import {
  doubtIntents,
  lastRestored,
  takeNotes,
} from '#src/infrastructure/persistence/sqlite/operations/audit-notes.ts';
import { lookForBackups } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import {
  assertOneName,
  databases,
  exists,
  fileOf,
  flushFile,
  type DatabaseName,
} from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { hasDamage, repairDamage } from '#src/infrastructure/persistence/sqlite/operations/repair.ts';
import {
  assertOwnRestore,
  finishRestore,
} from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import {
  initialize,
  migrateToLatest,
  newerThanKnown,
  schemaStatus,
} from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { assertBoundedRows } from '#src/infrastructure/persistence/sqlite/row-bounds.ts';
import { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { patiently, type Patience } from '#src/infrastructure/persistence/sqlite/patience.ts';
import { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { killSwitchOf } from './kill-switch-file.ts';
import { healthOf, type Durability } from './store-health.ts';
import type { IdleLimit } from '#src/infrastructure/persistence/sqlite/unit-of-work.ts';
import { lockWorkspace, type WorkspaceLock } from './workspace-lock.ts';
import { metaOf, noWorkspaceIn, readMeta, writeMeta } from './workspace-meta.ts';
import type { NewWorkspace, Repair, WorkspaceFiles } from '#src/ports/workspaces.ts';

export type WorkspaceOptions = SchemaOptions & {
  /**
   * `bulk` does not wait for the disk at a commit: for filling a temporary folder. Until `close` has made it
   * durable as a whole, a crash may leave it useless.
   */
  readonly durability?: 'full' | 'bulk';
  /** When a unit of work counts as forgotten and is undone; without it none does. */
  readonly idleLimit?: IdleLimit;
  /** With a lock that another program holds on a file; without it what meets one is refused at once. */
  readonly patience?: Patience;
};

export type OpenOptions = WorkspaceOptions & {
  /** Takes no lock and changes nothing: for a second look beside the process that trades. */
  readonly readOnly?: boolean;
  /** Keeps room on the disk for essential work. */
  readonly keepReserve?: boolean;
  /** Brings older files to the newest schema; without it this thread does. */
  readonly migrate?: (files: SchemaOptions) => Promise<void>;
  /** Replaces what is damaged; without it this thread does. */
  readonly repair?: (files: SchemaOptions) => Promise<readonly Repair[]>;
};

const durabilities: Record<'full' | 'bulk', Durability> = {
  full: { record: 'FULL', market: 'NORMAL' },
  bulk: { record: 'OFF', market: 'OFF' },
};

/**
 * Throws a ConnectionError, or a BusyError, that names the path and the way out; a WorkspaceInUseError when it is open elsewhere. A
 * damaged file is replaced by its newest good backup first; older files are brought to the newest schema; newer ones
 * are opened for reading.
 */
export async function openWorkspaceFiles(options: OpenOptions): Promise<WorkspaceFiles> {
  const {
    folder,
    clock,
    readOnly = false,
    keepReserve = false,
    migrate = migrateHere,
    repair = repairDamage,
  } = options;
  if (!(await exists(join(folder, 'record.sqlite')))) {
    const { backups, unread } = await lookForBackups(folder, clock);
    if (backups.length + unread.length === 0) throw noWorkspaceIn(folder);
  }
  if (!readOnly) assertOwnRestore(folder);
  return locked(options, async (lock) => {
    const reserve = keepReserve && !readOnly ? await DiskReserve.open(folder) : undefined;
    if (!readOnly) {
      await finishRestore(folder, clock);
      assertOneName(join(folder, fileOf('record')));
    }
    const repairs = !readOnly && (await hasDamage(options)) ? await repair(options) : [];
    // A repair that was cut short may have left it with the name that it has in quarantine.
    if (!readOnly) assertOneName(join(folder, fileOf('market')));
    if (repairs.length > 0) initialize(options);
    const status = await patiently(options.patience, async () => schemaStatus(options));
    const newer = newerThanKnown(folder, status);
    if (newer === undefined && databases.some((name) => status[name].pending.length > 0)) {
      if (readOnly) throw new ConnectionError(`${folder} has an older schema. Open it for writing once.`);
      await migrate(options);
    }
    const whyReading = readOnly ? ({ code: 'READ_ONLY' } as const) : newer;
    const opening =
      whyReading === undefined
        ? { lock, repairs, readOnly: undefined, reserve }
        : { lock, repairs, readOnly: whyReading, reserve: undefined };
    const store = await patiently(options.patience, async () => openFiles(options, opening));
    if (whyReading !== undefined) return store;
    await doubtIntents(folder, store.record);
    await takeNotes(folder, store.record);
    return { ...store, restoredAt: await lastRestored(folder, store.record) };
  });
}

/** Makes the folder where there is none, and finishes a workspace whose making was broken off. */
export async function createWorkspace(
  options: WorkspaceOptions,
  wanted: NewWorkspace,
): Promise<WorkspaceFiles> {
  const { folder, clock } = options;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    const fault = codeOf(error);
    throw new ConnectionError(`The folder ${folder} cannot be made (${fault}). Choose another one.`, {
      code: 'FOLDER_NOT_MADE',
      folder,
      fault,
    });
  });
  return locked(options, async (lock) => {
    const durability = durabilities[options.durability ?? 'full'];
    initialize(options, durability.record);
    const path = join(folder, 'record.sqlite');
    const record = openConnection(path, { synchronous: durability.record, readOnly: false });
    try {
      if (readMeta(record) !== undefined) {
        throw new ConnectionError(`There is a workspace in ${folder} already. Choose another folder.`);
      }
      writeMeta(record, { ...wanted, createdAt: clock.now() });
    } finally {
      record.database.close();
    }
    return openFiles(options, { lock, repairs: [], readOnly: undefined, reserve: undefined });
  });
}

async function migrateHere(options: SchemaOptions): Promise<void> {
  await migrateToLatest(options, unattended);
}

/** The lock goes to the store, which releases it when it is closed. */
async function locked(
  { folder, readOnly = false }: OpenOptions,
  open: (lock: WorkspaceLock | undefined) => Promise<WorkspaceFiles>,
): Promise<WorkspaceFiles> {
  await assertPermission(folder, readOnly);
  const lock = readOnly ? undefined : lockWorkspace(folder);
  try {
    return await open(lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

type Opening = Pick<WorkspaceFiles, 'repairs' | 'readOnly'> & {
  readonly reserve: DiskReserve | undefined;
  readonly lock: WorkspaceLock | undefined;
};

function openFiles(options: OpenOptions, { lock, repairs, readOnly, reserve }: Opening): WorkspaceFiles {
  const { folder } = options;
  const durability = durabilities[options.durability ?? 'full'];
  const opened: Connection[] = [];
  function openFile(name: DatabaseName, forReading: boolean): Connection {
    const settings = { synchronous: durability[name], readOnly: forReading };
    const connection = openConnection(join(folder, fileOf(name)), settings);
    opened.push(connection);
    if (!forReading) assertWritable(connection);
    return connection;
  }
  try {
    const record = openFile('record', readOnly !== undefined);
    const market = openFile('market', readOnly !== undefined);
    const meta = metaOf(record, folder);
    assertBoundedRows(record);
    const marketSession = new Session(market);
    const store = new SqliteRecordStore(record, openFile('record', true), {
      limit: options.idleLimit,
      reserve,
      readOnly,
      patience: options.patience,
    });
    return {
      meta,
      folder,
      repairs,
      restoredAt: undefined,
      readOnly,
      reserve,
      killSwitch: killSwitchOf(folder),
      record: store,
      lendTurn: () => store.lendTurn(),
      pauseCheckpoints: checkpointPauses([record, market]),
      market: new SqliteMarketDataRepository(marketSession, options.patience),
      referenceRates: new SqliteReferenceRateRepository(marketSession, options.patience),
      equityDays: new SqliteEquityDayRepository(marketSession, options.patience),
      misplaced: () => store.misplaced(),
      async health() {
        if (!marketSession.isOpen) throw new StoreClosedError();
        return healthOf({ record, market, reserve, misplaced: store.misplaced() }, durability);
      },
      async close() {
        try {
          await store.close(readOnly === undefined ? options.clock : undefined);
        } finally {
          marketSession.end(new StoreClosedError());
          market.database.close();
          if (options.durability === 'bulk') await flushFiles(folder);
          lock?.release();
        }
      },
    };
  } catch (error) {
    for (const connection of opened) connection.database.close();
    throw error;
  }
}

/** Each caller's own; the last one to call back counts. */
function checkpointPauses(connections: readonly Connection[]): () => () => void {
  let pauses = 0;
  const setPages = (pages: number): void => {
    for (const { database } of connections)
      if (database.open) database.pragma(`wal_autocheckpoint = ${pages}`);
  };
  return () => {
    pauses += 1;
    setPages(0);
    return () => {
      pauses -= 1;
      if (pauses === 0) setPages(autocheckpointPages);
    };
  };
}

async function assertPermission(folder: string, readOnly: boolean): Promise<void> {
  try {
    await access(folder, readOnly ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch (error) {
    const fault = codeOf(error);
    throw new ConnectionError(
      `The workspace folder ${folder} cannot be ${readOnly ? 'read' : 'written to'} (${fault}). ` +
        'Give yourself permission, or choose another folder.',
      { code: readOnly ? 'FOLDER_NOT_READABLE' : 'FOLDER_NOT_WRITABLE', folder, fault },
    );
  }
}

/** After the connections are closed: their last one has moved the log into the files. */
async function flushFiles(folder: string): Promise<void> {
  for (const name of databases) await flushFile(join(folder, fileOf(name)));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
