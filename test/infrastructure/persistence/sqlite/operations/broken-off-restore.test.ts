import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, openTemporary, optionsFor, temporaryFolder } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'restore-and-die.ts');

/** Five orders in a backup, and a sixth that came after it. */
async function backedUp() {
  const folder = await busyWorkspace();
  const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
  const store = await openWorkspaceFiles(optionsFor(folder));
  await trade(store, 6);
  await store.close();
  return { folder, id };
}

async function openAgain(folder: string) {
  const store = await openTemporary(folder);
  const { rows } = await store.record.read.audit.page({ limit: 10 });
  return {
    orders: await store.record.read.orders.count({}),
    restoredAt: store.restoredAt,
    trail: rows.map(({ action, subject }) => `${action} ${subject}`).toReversed(),
    alerts: await store.record.read.alerts.list(),
  };
}

it('a record that takes the place of another one tells so, wherever a crash breaks the restore off', async () => {
  const { folder, id } = await backedUp();
  const seen = new Set<number>();
  let finished = 0;
  for (let dieAt = 1, isWhole = false; !isWhole; dieAt += 1) {
    const copy = join(await temporaryFolder(), 'w');
    await cp(folder, copy, { recursive: true });
    const done = await run(process.execPath, [dying, copy, migrationsFolder, id, String(dieAt)]).catch(
      () => undefined,
    );
    isWhole = done?.stdout === 'whole';
    const { orders, restoredAt, trail, alerts } = await openAgain(copy);
    seen.add(orders);
    expect(typeof restoredAt).toBe(orders === 5 ? 'number' : 'undefined');
    const entries = trail.filter((entry) => entry === `restored backup ${id}`);
    expect(entries).toHaveLength(orders === 5 ? 1 : 0);
    const wasFinished = trail.includes('finished a restore that was cut short');
    const told = { severity: 'warning', code: 'RESTORE_FINISHED', madeAt: startTime };
    expect(alerts).toMatchObject(wasFinished ? [{ ...told, folder: join(copy, 'quarantine') }] : []);
    finished += wasFinished ? 1 : 0;
  }
  expect([...seen]).toEqual([6, 5]);
  expect(finished).toBeGreaterThan(5);
});

it('nothing is replaced where it cannot be noted first', async () => {
  const { folder, id } = await backedUp();
  await mkdir(join(folder, 'audit-notes.jsonl'));
  await expect(restoreBackup(optionsFor(folder), id, unattended)).rejects.toThrow('EISDIR');
  expect(await openAgain(folder)).toMatchObject({ orders: 6, restoredAt: undefined });
  expect((await readdir(folder)).filter((name) => name.includes('restore'))).toEqual([]);
});

/** Anybody may have laid the folder out. */
it.each(['..', '.', '../..', '/'])(
  'what a restore replaces goes to quarantine where it names "%s"',
  async (aside) => {
    const { folder } = await backedUp();
    const whole = join(folder, 'restore-under-way');
    await mkdir(whole);
    await cp(join(folder, 'record.sqlite'), join(whole, 'record.sqlite'));
    await writeFile(join(whole, 'aside'), aside);
    expect(await openAgain(folder)).toMatchObject({ orders: 6 });
    const [kept = ''] = await readdir(join(folder, 'quarantine'));
    expect(await readdir(join(folder, 'quarantine', kept))).toContain('record.sqlite');
  },
);
