import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { openConnection, settingDeviations } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import {
  createWorkspace,
  openWorkspaceFiles,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { TransactionError, WorkspaceInUseError } from '#src/ports/store-errors.ts';
import { furnish, startTime } from '#test/ports/sample-entities.ts';
import {
  migrationsFolder,
  openTemporary,
  optionsFor,
  tamper,
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const run = promisify(execFile);
const openingScript = join(import.meta.dirname, 'open-and-report.ts');

async function versionOf(name: string): Promise<number> {
  const files = await readdir(join(migrationsFolder, name));
  return files.filter((file) => file.endsWith('.sql')).length;
}

describe('a workspace', () => {
  it('knows what it is, after it was made, moved and opened again', async () => {
    const folder = await temporaryWorkspace();
    const moved = `${folder}/moved`;
    await mkdir(moved);
    for (const name of await readdir(folder))
      if (name !== 'moved') await rename(join(folder, name), join(moved, name));
    const store = await openTemporary(moved);
    expect(store.meta).toEqual({ id: 'trading', kind: 'paper', name: 'My trading', createdAt: startTime });
  });

  it('leaves nothing in a log when it was filled in bulk and closed', async () => {
    const names = await readdir(await temporaryWorkspace());
    expect(names.toSorted()).toEqual(['market.sqlite', 'record.sqlite', 'workspace.lock']);
  });

  it('is not made twice in one folder', async () => {
    const folder = await temporaryWorkspace();
    const again = createWorkspace(optionsFor(folder), { id: 'x', kind: 'demo', name: 'x' });
    await expect(again).rejects.toThrow(`There is a workspace in ${folder} already`);
  });

  it.each(['record.sqlite', 'market.sqlite', 'workspace.lock', 'disk-reserve', 'audit-notes.jsonl'])(
    'is not opened where its %s is another file too, until a copy is in its place',
    async (name) => {
      const [folder, elsewhere] = [await temporaryWorkspace(), await temporaryFolder()];
      const [path, other] = [join(folder, name), join(elsewhere, 'other')];
      await appendFile(path, '');
      await link(path, other);
      const before = await readFile(other);
      const opening = openWorkspaceFiles({ ...optionsFor(folder), keepReserve: true });
      await expect(opening).rejects.toMatchObject({ problem: { code: 'FILE_HAS_TWO_NAMES', file: path } });
      expect(await readFile(other)).toEqual(before);
      await rm(path);
      await copyFile(other, path);
      expect((await openTemporary(folder, { keepReserve: true })).readOnly).toBeUndefined();
    },
  );

  /** As with one that lacks the permission, or has Windows' mark for it, which nobody lacks who is the administrator. */
  it.each(['record.sqlite', 'market.sqlite'])(
    'is not opened where SQLite only reads its %s',
    async (name) => {
      const folder = await temporaryWorkspace();
      const path = join(folder, name);
      const bytes = await readFile(path);
      // The file format's version for writing.
      bytes[18] = 3;
      await writeFile(path, bytes);
      await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toMatchObject({
        problem: { code: 'FILE_NOT_WRITABLE', file: path },
      });
      expect((await openTemporary(folder, { readOnly: true })).meta.name).toBe('My trading');
    },
  );

  it('opens beside another program that is about to write', async () => {
    const folder = await temporaryWorkspace();
    const other = new Database(join(folder, 'record.sqlite'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    expect((await openTemporary(folder)).meta.name).toBe('My trading');
  });

  it('is finished by making it again when its making was broken off', async () => {
    const folder = await temporaryWorkspace();
    tamper(join(folder, 'record.sqlite'), 'DELETE FROM workspace');
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow('never finished');
    const store = await createWorkspace(optionsFor(folder), { id: 'x', kind: 'demo', name: 'x' });
    await store.close();
    expect((await openTemporary(folder)).meta.kind).toBe('demo');
  });

  it('reports its health', async () => {
    const store = await openTemporary(await temporaryWorkspace());
    await furnish(store.record);
    const health = await store.health();
    expect(health).toMatchObject({
      ok: true,
      deviations: [],
      schemaVersions: { record: await versionOf('record'), market: await versionOf('market') },
    });
    expect(health.bytes.record).toBeGreaterThan(0);
    expect(health.bytes.recordLog).toBeGreaterThan(0);
  });

  it('finishes the units of work that wait, and takes none after it was closed', async () => {
    const folder = await temporaryWorkspace();
    const store = await openWorkspaceFiles(optionsFor(folder));
    const waiting = furnish(store.record);
    await store.close();
    await waiting;
    await expect(furnish(store.record)).rejects.toThrow(TransactionError);
    await expect(store.record.read.accounts.list()).rejects.toThrow(TransactionError);
    expect(await (await openTemporary(folder)).record.read.accounts.list()).toHaveLength(2);
  });

  it('can be read beside the process that writes it', async () => {
    const folder = await temporaryWorkspace();
    const writer = await openTemporary(folder);
    const reader = await openTemporary(folder, { readOnly: true });
    await furnish(writer.record);
    expect(await reader.record.read.accounts.list()).toHaveLength(2);
    await expect(furnish(reader.record)).rejects.toThrow(TransactionError);
  });
});

describe('the settings of a connection', () => {
  it.each([
    ['FULL', 2],
    ['NORMAL', 1],
  ] as const)('hold, with synchronous %s', async (synchronous, number) => {
    const folder = await temporaryWorkspace();
    const { database } = openConnection(join(folder, 'record.sqlite'), { synchronous, readOnly: false });
    const read = (pragma: string): unknown => database.pragma(pragma, { simple: true });
    expect({
      journal: read('journal_mode'),
      synchronous: read('synchronous'),
      foreignKeys: read('foreign_keys'),
      busyTimeout: read('busy_timeout'),
      trustedSchema: read('trusted_schema'),
      cellSizeCheck: read('cell_size_check'),
    }).toEqual({
      journal: 'wal',
      synchronous: number,
      foreignKeys: 1,
      // The main thread never stands still inside SQLite.
      busyTimeout: 0,
      trustedSchema: 0,
      cellSizeCheck: 1,
    });
    database.close();
  });

  it('have another thread than the main one wait for a lock inside SQLite', async () => {
    const path = join(await temporaryWorkspace(), 'record.sqlite');
    const thread = new Worker(join(import.meta.dirname, 'read-busy-timeout.ts'), { workerData: path });
    const [timeout] = await once(thread, 'message');
    await thread.terminate();
    expect(timeout).toBe(5000);
  });

  it('are told when they are not as they must be', async () => {
    const folder = await temporaryWorkspace();
    const connection = openConnection(join(folder, 'record.sqlite'), {
      synchronous: 'FULL',
      readOnly: false,
    });
    connection.database.pragma('synchronous = NORMAL');
    connection.database.pragma('foreign_keys = OFF');
    const file = join(folder, 'record.sqlite');
    expect(settingDeviations(connection, 'FULL')).toEqual([
      { code: 'SETTING_DIFFERS', file, setting: 'synchronous', value: '1', wanted: '2' },
      { code: 'SETTING_DIFFERS', file, setting: 'foreign_keys', value: '0', wanted: '1' },
    ]);
    connection.database.close();
  });

  it('go with STRICT tables only', async () => {
    const folder = await temporaryWorkspace();
    for (const name of ['record', 'market']) {
      const database = new Database(join(folder, `${name}.sqlite`));
      const tables = database
        .prepare<[], { name: string; strict: number }>(
          "SELECT name, strict FROM pragma_table_list WHERE type = 'table'",
        )
        .all()
        .filter((table) => !table.name.startsWith('sqlite_'));
      expect(tables.length).toBeGreaterThan(1);
      expect(tables.filter((table) => table.strict !== 1)).toEqual([]);
      database.close();
    }
  });
});

describe('a second instance', () => {
  it('is told which process has the workspace', async () => {
    const folder = await temporaryWorkspace();
    await openTemporary(folder);
    const { stdout } = await run(process.execPath, [openingScript, folder, migrationsFolder]);
    expect(JSON.parse(stdout)).toEqual({
      error: 'WorkspaceInUseError',
      processId: process.pid,
      message: `The workspace ${folder} is open in process ${process.pid}. Use that one, or close it first.`,
    });
  });

  it('is refused within one process too, and harms nothing', async () => {
    const folder = await temporaryWorkspace();
    const first = await openTemporary(folder);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(WorkspaceInUseError);
    await furnish(first.record);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(WorkspaceInUseError);
  });

  it('is told of a lock that no Tapedeck holds that it is none', async () => {
    const folder = await temporaryWorkspace();
    await (await openTemporary(folder)).close();
    const foreign = new Database(join(folder, 'workspace.lock'));
    onTestFinished(() => void foreign.close());
    // That of the last holder, which is gone.
    foreign.pragma(`user_version = ${2 ** 30}`);
    foreign.exec('BEGIN EXCLUSIVE');
    const opening = openWorkspaceFiles(optionsFor(folder));
    await expect(opening).rejects.toThrow(/is locked by another program.*workspace\.lock/);
  });

  it('is not kept out by whoever only reads the lock', async () => {
    const folder = await temporaryWorkspace();
    await (await openTemporary(folder)).close();
    const foreign = new Database(join(folder, 'workspace.lock'), { readonly: true });
    onTestFinished(() => void foreign.close());
    foreign.exec('BEGIN');
    foreign.pragma('user_version');
    expect((await openTemporary(folder)).meta.name).toBe('My trading');
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(WorkspaceInUseError);
  });

  it('gets it once the first has closed it, or has died without', async () => {
    const folder = await temporaryWorkspace();
    await (await openWorkspaceFiles(optionsFor(folder))).close();
    await run(process.execPath, [openingScript, folder, migrationsFolder, 'die']).catch(() => undefined);
    expect((await openTemporary(folder)).meta.name).toBe('My trading');
  });
});

describe('what cannot be opened', () => {
  it('is a folder without a workspace', async () => {
    const folder = await temporaryFolder();
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(
      `There is no workspace in ${folder}`,
    );
  });

  it('is a database of another program, which stays as it is', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'record.sqlite');
    tamper(path, 'CREATE TABLE notes (text TEXT)');
    const before = await readFile(path);
    await expect(createWorkspace(optionsFor(folder), { id: 'x', kind: 'paper', name: 'x' })).rejects.toThrow(
      'another program',
    );
    expect(before.equals(await readFile(path))).toBe(true);
  });

  it('is a folder that may not be written', async () => {
    const folder = await temporaryWorkspace();
    await chmod(folder, 0o555);
    // The superuser may write everywhere: another user has to try.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = await run(process.execPath, [openingScript, folder, migrationsFolder], user);
    expect(JSON.parse(stdout)).toEqual({
      error: 'ConnectionError',
      message: `The workspace folder ${folder} cannot be written to (EACCES). Give yourself permission, or choose another folder.`,
    });
  });
});
