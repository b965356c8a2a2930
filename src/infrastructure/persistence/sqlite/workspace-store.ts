/** One workspace on disk: the record, the market data and the lock, opened and closed as one. */
import { constants } from 'node:fs';
import { access, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import { openConnection, settingDeviations, type Synchronous } from './connection.ts';
import { SqliteMarketDataRepository } from './market-data-repository.ts';
import { assertCurrent, migrate, readMigrations, schemaVersion } from './migrator.ts';
import { SqliteRecordStore } from './record-store.ts';
import { keyOf } from './row-values.ts';
import type { WorkspaceRow } from './schema/record/workspace.ts';
import { Session, type Connection } from './session.ts';
import { lockWorkspace } from './workspace-lock.ts';

export type WorkspaceKind = 'demo' | 'paper' | 'live';

export type WorkspaceMeta = {
  readonly id: string;
  readonly kind: WorkspaceKind;
  readonly name: string;
  readonly createdAt: number;
};

export type WorkspaceOptions = {
  readonly folder: string;
  /** The folder that holds the generated migrations, `record` and `market`. */
  readonly migrationsFolder: string;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * `bulk` does not wait for the disk at each commit: for filling a temporary folder. `close` makes it durable as
   * a whole; until then a crash may leave it useless.
   */
  readonly durability?: 'full' | 'bulk';
};

export type OpenOptions = WorkspaceOptions & {
  /** Takes no lock and changes nothing: for a second look beside the process that trades. */
  readonly readOnly?: boolean;
};

export type NewWorkspace = Pick<WorkspaceMeta, 'id' | 'kind' | 'name'>;

export type StoreHealth = {
  readonly schemaVersions: { readonly record: number; readonly market: number };
  /** Settings that are not as they must be; empty when all is well. */
  readonly deviations: readonly string[];
  /** Sizes in bytes, the write-ahead logs apart. */
  readonly bytes: {
    readonly record: number;
    readonly recordLog: number;
    readonly market: number;
    readonly marketLog: number;
  };
};

export type WorkspaceStore = {
  readonly meta: WorkspaceMeta;
  readonly record: RecordStore;
  readonly market: MarketDataRepository;
  health(): Promise<StoreHealth>;
  /** Waits for the units of work that are queued. Afterwards the folder is durable and may be moved. */
  close(): Promise<void>;
};

const kindIn = keyOf<WorkspaceKind>('workspace.kind', { demo: 'demo', paper: 'paper', live: 'live' });

/** Throws a ConnectionError that names the path and the way out; a WorkspaceInUseError when it is open elsewhere. */
export async function openWorkspaceStore(options: OpenOptions): Promise<WorkspaceStore> {
  if (!(await exists(join(options.folder, 'record.sqlite')))) {
    throw new ConnectionError(
      `There is no workspace in ${options.folder}. Choose another folder, or create one.`,
    );
  }
  return openFiles(options, (record) => {
    const meta = readMeta(record);
    if (meta !== undefined) return meta;
    throw new ConnectionError(`The workspace in ${options.folder} was never finished. Create it again.`);
  });
}

/** Makes the folder where there is none, and finishes one whose making was broken off. */
export async function createWorkspace(
  options: WorkspaceOptions,
  wanted: NewWorkspace,
): Promise<WorkspaceStore> {
  await mkdir(options.folder, { recursive: true }).catch((error: unknown) => {
    throw new ConnectionError(
      `The folder ${options.folder} cannot be made (${codeOf(error)}). Choose another one.`,
    );
  });
  return openFiles({ ...options, readOnly: false }, (record) => {
    if (readMeta(record) !== undefined) {
      throw new ConnectionError(`There is a workspace in ${options.folder} already. Choose another folder.`);
    }
    const meta = { ...wanted, createdAt: options.clock.now() };
    const row: WorkspaceRow = { id: meta.id, kind: meta.kind, name: meta.name, created_at: meta.createdAt };
    new Session(record).insert('create workspace', { table: 'workspace' }, row);
    return meta;
  });
}

async function openFiles(
  options: OpenOptions,
  metaOf: (record: Connection) => WorkspaceMeta,
): Promise<WorkspaceStore> {
  const { folder, durability = 'full', readOnly = false } = options;
  await assertPermission(folder, readOnly);
  const opened: Connection[] = [];
  const lock = readOnly ? undefined : lockWorkspace(folder);
  try {
    const synchronous: Synchronous = durability === 'bulk' ? 'OFF' : 'FULL';
    const record = await openMigrated('record', options, synchronous);
    opened.push(record);
    const marketSynchronous: Synchronous = durability === 'bulk' ? 'OFF' : 'NORMAL';
    const market = await openMigrated('market', options, marketSynchronous);
    opened.push(market);
    const meta = metaOf(record);
    const reader = readOnly ? record : openConnection(record.database.name, { synchronous, readOnly: true });
    const store = new SqliteRecordStore(readOnly ? undefined : record, reader);
    return {
      meta,
      record: store,
      market: new SqliteMarketDataRepository(new Session(market)),
      health: () => healthOf(record, synchronous, market, marketSynchronous),
      async close() {
        await store.close();
        market.database.close();
        if (durability === 'bulk') await makeDurable(folder);
        lock?.release();
      },
    };
  } catch (error) {
    for (const connection of opened) connection.database.close();
    lock?.release();
    throw error;
  }
}

async function openMigrated(
  name: 'record' | 'market',
  { folder, migrationsFolder, clock, readOnly = false }: OpenOptions,
  synchronous: Synchronous,
): Promise<Connection> {
  const migrations = readMigrations(join(migrationsFolder, name));
  const connection = openConnection(join(folder, `${name}.sqlite`), { synchronous, readOnly });
  try {
    if (readOnly) assertCurrent(connection, migrations);
    else await migrate(connection, migrations, clock);
    return connection;
  } catch (error) {
    connection.database.close();
    throw error;
  }
}

function readMeta(record: Connection): WorkspaceMeta | undefined {
  return new Session(record).find<WorkspaceRow, WorkspaceMeta>(
    'read workspace',
    'SELECT * FROM workspace',
    [],
    (row) => ({
      id: row.id,
      kind: kindIn(row.kind),
      name: row.name,
      createdAt: row.created_at,
    }),
  );
}

async function assertPermission(folder: string, readOnly: boolean): Promise<void> {
  try {
    await access(folder, readOnly ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new ConnectionError(
      `The workspace folder ${folder} cannot be ${readOnly ? 'read' : 'written to'} (${codeOf(error)}). ` +
        'Give yourself permission, or choose another folder.',
    );
  }
}

async function healthOf(
  record: Connection,
  synchronous: Synchronous,
  market: Connection,
  marketSynchronous: Synchronous,
): Promise<StoreHealth> {
  const [recordBytes, recordLog] = await sizesOf(record);
  const [marketBytes, marketLog] = await sizesOf(market);
  return {
    schemaVersions: { record: schemaVersion(record), market: schemaVersion(market) },
    deviations: [...settingDeviations(record, synchronous), ...settingDeviations(market, marketSynchronous)],
    bytes: { record: recordBytes, recordLog, market: marketBytes, marketLog },
  };
}

async function sizesOf({ database }: Connection): Promise<readonly [number, number]> {
  return [await sizeOf(database.name), await sizeOf(`${database.name}-wal`)];
}

async function sizeOf(path: string): Promise<number> {
  return (await exists(path)) ? (await stat(path)).size : 0;
}

/** After the connections are closed: their last one has moved the log into the files. */
async function makeDurable(folder: string): Promise<void> {
  for (const name of ['record.sqlite', 'market.sqlite']) await flush(join(folder, name), 'r+');
  // Windows cannot flush a folder, and writes its entries through by itself.
  if (process.platform !== 'win32') await flush(folder, 'r');
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  await using file = await open(path, flags);
  await file.sync();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
