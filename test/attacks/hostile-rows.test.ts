/** Records whose layout is ours, and whose values nobody but an attacker would write. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { jsonText } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  migrationsFolder,
  openTemporary,
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { furnish, sampleOrder, startTime } from '#test/ports/sample-entities.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function workspaceWith(harm: (record: Database.Database) => void): Promise<string> {
  const folder = await temporaryWorkspace();
  const record = new Database(join(folder, 'record.sqlite'));
  harm(record);
  record.close();
  return folder;
}

function registryOf(workspaces: string) {
  return createWorkspaceRegistry({
    workspaces,
    migrations: migrationsFolder,
    clock: createFakeClock(startTime),
    log: silent,
    migrate: async () => undefined,
    repair: () => Promise.resolve([]),
  });
}

it.each<[string, string, RegExp]>([
  ['a name of 20 MB', "UPDATE workspace SET name = printf('%.20000000c', 'x')", /workspace\.name/],
  ['an id of 20 MB', "UPDATE workspace SET id = printf('%.20000000c', 'x')", /workspace\.id/],
  ['a time beyond all dates', 'UPDATE workspace SET created_at = 9223372036854775807', /created_at/],
])('a workspace with %s is listed by its folder, with what is wrong', async (_what, sql, column) => {
  const workspaces = await temporaryFolder();
  await rename(await workspaceWith((record) => record.exec(sql)), join(workspaces, 'foreign'));
  const [entry, ...others] = await registryOf(workspaces).list();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ id: 'foreign', name: 'foreign' });
  expect(JSON.stringify(entry?.problem)).toMatch(column);
  expect(JSON.stringify(entry).length).toBeLessThan(1_000);
});

const [override, noWidth, escape] = ['\u202E', '\u200B', '\u001B'];

it('what would hide in a name, or turn the figures beside it around, is seen where a workspace is listed and opened', async () => {
  const folder = await temporaryWorkspace();
  const { record, close } = await openTemporary(folder);
  await furnish(record);
  await close();
  const raw = new Database(join(folder, 'record.sqlite'));
  raw.exec(`
    UPDATE workspace SET name = 'Tra${noWidth}ding${override}001';
    UPDATE accounts SET name = '${override}Main${escape}[31m';
    UPDATE portfolios SET name = 'Own${noWidth}';
    UPDATE instruments SET symbol = '${override}TDSU-CTB';
  `);
  raw.close();
  const workspaces = await temporaryFolder();
  await rename(folder, join(workspaces, 'foreign'));
  expect(await registryOf(workspaces).list()).toMatchObject([{ id: 'foreign', name: 'Tra�ding�001' }]);
  const { read } = (await openTemporary(join(workspaces, 'foreign'))).record;
  expect((await read.accounts.list()).map(({ name }) => name)).toContain('�Main�[31m');
  expect((await read.portfolios.list()).map(({ name }) => name)).toContain('Own�');
  expect((await read.instruments.list()).map(({ symbol }) => symbol)).toContain('�TDSU-CTB');
});

it('a name of megabytes is read to a length: all of an open workspace is told in one answer', async () => {
  const folder = await temporaryWorkspace();
  const { record, close } = await openTemporary(folder);
  await furnish(record);
  await record.transact(({ orders }) => orders.save(sampleOrder(1)));
  await close();
  const raw = new Database(join(folder, 'record.sqlite'));
  raw.exec(`
    UPDATE accounts SET name = printf('%.20000000c', 'x');
    UPDATE portfolios SET name = printf('%.20000000c', 'x');
    UPDATE instruments SET symbol = printf('%.20000000c', 'x');
    UPDATE orders SET strategy = printf('%.20000000c', 'x');
  `);
  raw.close();
  const { read } = (await openTemporary(folder)).record;
  const told = [
    ...(await read.accounts.list()).map(({ name }) => name),
    ...(await read.portfolios.list()).map(({ name }) => name),
    ...(await read.instruments.list()).map(({ symbol }) => symbol),
    (await read.orders.find(sampleOrder(1).id))?.strategy,
  ];
  expect(told.length).toBeGreaterThan(3);
  expect(new Set(told)).toEqual(new Set([`${'x'.repeat(1_000)}…`]));
});

it('of alerts that are there without end, the newest are read, each to a length', async () => {
  const folder = await workspaceWith((record) =>
    record.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
      INSERT INTO alerts SELECT 'a' || i, 'critical', 'Title', 'x', i, NULL, 0 FROM n;
      UPDATE alerts SET title = printf('%.1000000c', 'x'), message = printf('%.1000000c', 'x') WHERE time > 29990;
    `),
  );
  const alerts = await (await openTemporary(folder)).record.read.alerts.list();
  expect(alerts[0]?.time).toBe(30_000);
  expect(JSON.stringify(alerts).length).toBeLessThan(4_000_000);
});

it('what could not be read again is not written, and the record stays as it was', async () => {
  const { record } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  const longest = Decimal.from('9'.repeat(200));
  const longer = { ...sampleOrder(1), quantity: longest.plus(longest) };
  await expect(record.transact(({ orders }) => orders.save(longer))).rejects.toThrow(IntegrityError);
  expect(await record.read.orders.find(longer.id)).toBeUndefined();
  await record.transact(({ orders }) => orders.save({ ...longer, quantity: longest }));
  expect((await record.read.orders.find(longer.id))?.quantity).toEqual(longest);
});

it('nor is a sum of fees that could not', () => {
  const longest = Decimal.from('9'.repeat(200));
  expect(jsonText([{ currency: 'USD', amount: longest }])).toContain('999');
  expect(() => jsonText([{ currency: 'USD', amount: longest.plus(longest) }])).toThrow(IntegrityError);
});
