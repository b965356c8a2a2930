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
import { migrateForward, migrationStatus, newerFile, readMigrations, schemaVersion } from './migrator.ts';
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

export type NewWorkspace = Pick<WorkspaceMeta, 'id' | 'kind' | 'name'>;

export type WorkspaceOptions = {
  readonly folder: string;
  /** The generated migrations: `record` and `market` are in it. */
  readonly migrationsFolder: string;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * `bulk` does not wait for the disk at a commit: for filling a temporary folder. Until `close` has made it
   * durable as a whole, a crash may leave it useless.
   */
  readonly durability?: 'full' | 'bulk';
};

export type OpenOptions = WorkspaceOptions & {
  /** Takes no lock and changes nothing: for a second look beside the process that trades. */
  readonly readOnly?: boolean;
};

export type StoreHealth = {
  readonly ok: boolean;
  readonly schemaVersions: { readonly record: number; readonly market: number };
  /** Settings that are not as they must be, in words. */
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

type Durability = { readonly record: Synchronous; readonly market: Synchronous };

const durabilities: Record<'full' | 'bulk', Durability> = {
  full: { record: 'FULL', market: 'NORMAL' },
  bulk: { record: 'OFF', market: 'OFF' },
};

/** Throws a ConnectionError that names the path and the way out; a WorkspaceInUseError when it is open elsewhere. */
export async function openWorkspaceStore(options: OpenOptions): Promise<WorkspaceStore> {
  const { folder } = options;
  if (!(await exists(join(folder, 'record.sqlite')))) {
    throw new ConnectionError(`There is no workspace in ${folder}. Choose another folder, or create one.`);
  }
  return openFiles(options, (record) => {
    const meta = readMeta(record);
    if (meta !== undefined) return meta;
    throw new ConnectionError(`The workspace in ${folder} was never finished. Create it again.`);
  });
}

/** Makes the folder where there is none, and finishes a workspace whose making was broken off. */
export async function createWorkspace(
  options: WorkspaceOptions,
  wanted: NewWorkspace,
): Promise<WorkspaceStore> {
  const { folder, clock } = options;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new ConnectionError(`The folder ${folder} cannot be made (${codeOf(error)}). Choose another one.`);
  });
  return openFiles(options, (record) => {
    if (readMeta(record) !== undefined) {
      throw new ConnectionError(`There is a workspace in ${folder} already. Choose another folder.`);
    }
    const meta: WorkspaceMeta = {
      id: wanted.id,
      kind: wanted.kind,
      name: wanted.name,
      createdAt: clock.now(),
    };
    const row: WorkspaceRow = { id: meta.id, kind: meta.kind, name: meta.name, created_at: meta.createdAt };
    new Session(record).insert('create workspace', { table: 'workspace' }, row);
    return meta;
  });
}

async function openFiles(
  options: OpenOptions,
  metaOf: (record: Connection) => WorkspaceMeta,
): Promise<WorkspaceStore> {
  const { folder, readOnly = false } = options;
  const durability = durabilities[options.durability ?? 'full'];
  await assertPermission(folder, readOnly);
  const opened: Connection[] = [];
  const lock = readOnly ? undefined : lockWorkspace(folder);
  try {
    const record = await openMigrated('record', options, durability);
    opened.push(record);
    const market = await openMigrated('market', options, durability);
    opened.push(market);
    const meta = metaOf(record);
    const reader = openConnection(record.database.name, { synchronous: durability.record, readOnly: true });
    const store = new SqliteRecordStore(record, reader);
    return {
      meta,
      record: store,
      market: new SqliteMarketDataRepository(new Session(market)),
      health: () => healthOf({ record, market }, durability),
      async close() {
        await store.close();
        market.database.close();
        if (options.durability === 'bulk') await flushFiles(folder);
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
  durability: Durability,
): Promise<Connection> {
  const migrations = readMigrations(join(migrationsFolder, name));
  const connection = openConnection(join(folder, `${name}.sqlite`), {
    synchronous: durability[name],
    readOnly,
  });
  try {
    const { version, latest } = migrationStatus(connection, migrations);
    if (version > latest) throw new ConnectionError(newerFile(connection.database.name, version, latest));
    if (readOnly && version < latest)
      throw new ConnectionError(
        `${connection.database.name} has schema version ${version} and this program reads ${latest}. Open it for writing once.`,
      );
    migrateForward(connection, migrations, clock);
    return connection;
  } catch (error) {
    connection.database.close();
    throw error;
  }
}

function readMeta(record: Connection): WorkspaceMeta | undefined {
  return new Session(record).find('read workspace', 'SELECT * FROM workspace', [], (row: WorkspaceRow) => ({
    id: row.id,
    kind: kindIn(row.kind),
    name: row.name,
    createdAt: row.created_at,
  }));
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
  { record, market }: Readonly<Record<'record' | 'market', Connection>>,
  durability: Durability,
): Promise<StoreHealth> {
  const [recordBytes, recordLog] = await sizesOf(record);
  const [marketBytes, marketLog] = await sizesOf(market);
  const deviations = [
    ...settingDeviations(record, durability.record),
    ...settingDeviations(market, durability.market),
  ];
  return {
    ok: deviations.length === 0,
    deviations,
    schemaVersions: { record: schemaVersion(record), market: schemaVersion(market) },
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
async function flushFiles(folder: string): Promise<void> {
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
