import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { causeText } from '#src/composition/outside-words.ts';
import { takeSnapshot } from '#src/infrastructure/persistence/sqlite/operations/snapshot.ts';
import { importWorkspace } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { desk } from '#test/composition/maintenance-desk.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import {
  openTemporary,
  optionsFor,
  tamper,
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { archiveOf, filesOf } from './made-archive.ts';
import { hostileDatabases, type HostileDatabase } from './hostile-databases.ts';

const [trigger] = hostileDatabases;
if (trigger === undefined) throw new Error('the corpus is empty');

function harmed({ harm }: HostileDatabase, folder: string): string {
  const record = new Database(join(folder, 'record.sqlite'));
  harm(record);
  record.close();
  return folder;
}

describe.each(hostileDatabases)('a record with $name', (hostile) => {
  it('is neither opened nor listed as sound', async () => {
    const { handlers, folder } = await desk(async (workspace) => void harmed(hostile, workspace));
    const opened = await handlers['workspaces.open']({ id: 'trading' });
    if (opened.ok || opened.error.code !== 'WORKSPACE_UNAVAILABLE') throw new Error(JSON.stringify(opened));
    expect(causeText(opened.error.reason)).toMatch(hostile.says);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(hostile.says);
    const listed = await handlers['workspaces.list']({});
    const problems = listed.ok ? listed.value.map(({ problem }) => causeText(problem ?? '')) : [];
    expect(problems).toEqual([expect.stringMatching(hostile.says)]);
  });

  it('is not imported, and nothing of it stays', async () => {
    const folder = await temporaryFolder();
    const importing = importWorkspace(
      await foreignArchive(hostile),
      optionsFor(join(folder, 'x')),
      unattended,
    );
    await expect(importing).rejects.toThrow(hostile.says);
    expect(await readdir(folder)).toEqual([]);
  });
});

/** They are read before anything is known of the rows, on the thread that trades. */
it.each([
  [
    'without end',
    'MIGRATIONS_UNCLEAR',
    /but lists more/,
    `WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n LIMIT 300000)
     INSERT INTO migrations (version, name, digest, applied_at) SELECT i, printf('%.*c', 100, 'x'), '', 0 FROM n`,
  ],
  [
    'with a name of megabytes',
    'MIGRATION_DIFFERS',
    /is not the one \(…\)/,
    `UPDATE migrations SET name = printf('%.*c', 20000000, 'x') WHERE version = 1`,
  ],
])('migrations %s are read no further than a record can have them', async (_what, code, says, statement) => {
  const folder = await busyWorkspace();
  harmed({ name: '', says: /./, harm: (record) => record.exec(statement) }, folder);
  const refused: unknown = await openWorkspaceFiles(optionsFor(folder)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problem: { code } });
  expect(String(refused)).toMatch(says);
});

it('an archive with a trigger is refused by the name of both, and nothing of it stays', async () => {
  const { handlers, ended, workspaces } = await desk();
  const path = await foreignArchive(trigger);
  expect(await ended(await handlers['maintenance.importWorkspace']({ path }))).toEqual({
    state: 'failed',
    reason: {
      code: 'FAILED',
      cause: {
        code: 'SCHEMA_HAS',
        file: path,
        object: 'TRIGGER "seven" ON "orders"',
        others: 0,
      },
    },
  });
  expect(await handlers['workspaces.list']({})).toMatchObject({ value: [{ id: 'trading' }] });
  expect(await readdir(workspaces)).toEqual(['trading']);
});

describe('a trigger that came while a workspace was open', () => {
  it('is found by verify, which reads nothing further', async () => {
    const { handlers, open, ended, folder } = await desk();
    await open();
    harmed(trigger, folder);
    expect(await ended(await handlers['maintenance.verify']({}))).toMatchObject({
      outcome: {
        verification: {
          findings: [{ file: 'record', table: undefined, problem: { code: 'SCHEMA_HAS' } }],
        },
      },
    });
  });

  it('is not brought back by a restore, which leaves the record as it was', async () => {
    const { handlers, open, ended, orders, folder } = await desk();
    await open();
    await ended(await handlers['maintenance.backup']({}));
    const status = await handlers['maintenance.status']({});
    const backupId = status.ok ? (status.value.backups?.[0]?.id ?? '') : '';
    const backup = join(folder, 'backups', backupId);
    const foreign = harmed(trigger, await busyWorkspace(1));
    await cp(await snapshotOf(foreign), backup, { recursive: true, force: true });
    expect(await ended(await handlers['maintenance.restore']({ backupId }))).toMatchObject({
      state: 'failed',
      reason: { code: 'FAILED', cause: { code: 'SCHEMA_HAS' } },
    });
    expect(await orders()).toBe(5);
  });
});

it('a journal that somebody has left is not read while the program waits, and does not keep a workspace closed', async () => {
  const { handlers, folder } = await desk(async (workspace) =>
    writeFile(join(workspace, 'record.sqlite-journal'), 'x'.repeat(10_000)),
  );
  expect(await handlers['workspaces.list']({})).toEqual({
    ok: true,
    value: [{ id: 'trading', name: 'trading' }],
  });
  expect(await readdir(folder)).toContain('record.sqlite-journal');
  expect(await handlers['workspaces.open']({ id: 'trading' })).toMatchObject({ ok: true });
  expect(await readdir(folder)).not.toContain('record.sqlite-journal');
  expect(await handlers['workspaces.list']({})).toMatchObject({ value: [{ name: 'My trading' }] });
});

it('a workspace that was analysed opens: what SQLite notes for its planner changes nothing', async () => {
  const folder = await temporaryWorkspace();
  tamper(join(folder, 'record.sqlite'), 'ANALYZE');
  expect((await openTemporary(folder)).readOnly).toBeUndefined();
});

it.each([
  ['write to the list of objects', `UPDATE sqlite_schema SET sql = ''`, /may not be modified/],
  ['load a library', `SELECT load_extension('x')`, /not authorized|no such function/],
])('a connection cannot %s', async (_what, statement, refusal) => {
  const path = join(await temporaryWorkspace(), 'record.sqlite');
  const { database } = openConnection(path, { synchronous: 'FULL', readOnly: false });
  try {
    database.pragma('writable_schema = ON');
    expect(() => database.prepare(statement).run()).toThrow(refusal);
  } finally {
    database.close();
  }
});

async function foreignArchive(hostile: HostileDatabase): Promise<string> {
  const path = join(await temporaryFolder(), 'foreign.tapedeck');
  await writeFile(path, archiveOf(filesOf(harmed(hostile, await busyWorkspace(1)))));
  return path;
}

/** With a manifest that is right: only the layout tells. */
async function snapshotOf(workspace: string): Promise<string> {
  const target = join(await temporaryFolder(), 'snapshot');
  await takeSnapshot(workspace, target, { madeAt: 0, reason: 'manual' }, unattended);
  return target;
}
