import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { auditOf, desk } from './maintenance-desk.ts';

describe('the maintenance of the open workspace', () => {
  it('tells of its health, size, backups and last verification', async () => {
    const { handlers, open, ended, folder, progress } = await desk();
    expect(await handlers['maintenance.status']({})).toEqual({ ok: false, error: { code: 'NO_WORKSPACE' } });
    await open();
    expect(await ended(await handlers['maintenance.backup']({}))).toMatchObject({ state: 'done' });
    expect(await ended(await handlers['maintenance.verify']({}))).toMatchObject({
      state: 'done',
      outcome: { type: 'verify', verification: { findings: [] } },
    });
    const status = await handlers['maintenance.status']({});
    expect(status).toMatchObject({
      ok: true,
      value: {
        folder,
        ok: true,
        backups: [{ reason: 'manual', orders: 5, fills: 5 }],
        lastVerification: { findings: [] },
        running: [],
      },
    });
    expect(progress[0]).toMatchObject({ work: { code: 'BACKUP' }, finished: false });
  });

  it('tells the rest where its backups cannot be listed, and that', async () => {
    const { handlers, open, ended, folder } = await desk((workspace) =>
      writeFile(join(workspace, 'backups'), 'no folder'),
    );
    await open();
    expect(await ended(await handlers['maintenance.verify']({}))).toMatchObject({ state: 'done' });
    const status = await handlers['maintenance.status']({});
    expect(status).toMatchObject({
      value: {
        folder,
        ok: false,
        deviations: [{ code: 'BACKUPS_NOT_LISTED' }],
        lastVerification: { findings: [] },
      },
    });
    expect(status.ok && status.value.backups).toBeUndefined();
  });

  it('names the first bad row', async () => {
    const { handlers, open, ended, changes } = await desk(async (workspace) =>
      tamper(join(workspace, 'record.sqlite'), "UPDATE fills SET price = '1' WHERE seq = 2"),
    );
    await open();
    expect(await ended(await handlers['maintenance.verify']({}))).toMatchObject({
      outcome: {
        verification: {
          findings: expect.arrayContaining([
            expect.objectContaining({ file: 'record', table: 'fills', row: '2' }),
          ]),
        },
      },
    });
    expect(changes).toContainEqual({
      type: 'alertRaised',
      alert: expect.objectContaining({
        severity: 'critical',
        code: 'RECORD_ROW_CHANGED',
        table: 'fills',
        row: '2',
      }),
    });
  });

  it('does one task of a kind at a time, and forgets none that it cancelled', async () => {
    const { handlers, open, ended, workspaces } = await desk();
    await open();
    const first = await handlers['maintenance.export']({});
    if (!first.ok) throw new Error(first.error.code);
    const { task } = first.value;
    expect(await handlers['maintenance.export']({})).toEqual({
      ok: false,
      error: { code: 'TASK_RUNNING', task },
    });
    expect(await handlers['tasks.cancel']({ task })).toEqual({ ok: true, value: {} });
    expect(await ended(first)).toEqual({ state: 'cancelled' });
    expect(await readdir(join(workspaces, 'exports')).catch(() => [])).toEqual([]);
    expect(await handlers['tasks.cancel']({ task: 'x' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('restores a backup under the open workspace, and opens it again', async () => {
    const { handlers, open, ended, orders, folder } = await desk();
    await open();
    await ended(await handlers['maintenance.backup']({}));
    await handlers['workspaces.close']({});
    tamper(join(folder, 'record.sqlite'), 'PRAGMA foreign_keys = OFF; DELETE FROM orders');
    await open();
    expect(await orders()).toBe(0);
    await ended(await handlers['maintenance.verify']({}));
    const status = await handlers['maintenance.status']({});
    expect(status).toMatchObject({ value: { lastVerification: { findings: expect.anything() } } });
    const backupId = status.ok ? (status.value.backups?.[0]?.id ?? '') : '';
    expect(await handlers['maintenance.restore']({ backupId: 'x' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(await ended(await handlers['maintenance.restore']({ backupId }))).toMatchObject({
      state: 'done',
      outcome: { type: 'restore', aside: expect.stringContaining('quarantine') },
    });
    expect(await orders()).toBe(5);
    const restored = await handlers['maintenance.status']({});
    expect(restored.ok && restored.value.lastVerification).toBeUndefined();
    await handlers['workspaces.close']({});
    expect(await auditOf(folder)).toMatchObject([
      { actor: 'trader', action: 'restored', subject: `backup ${backupId}` },
    ]);
  });

  it('restores no other workspace than the one it was asked for in, which another screen has closed meanwhile', async () => {
    const { handlers, open, ended, folder, workspaces } = await desk();
    await open();
    await ended(await handlers['maintenance.backup']({}));
    const status = await handlers['maintenance.status']({});
    const backupId = status.ok ? (status.value.backups?.[0]?.id ?? '') : '';
    await handlers['workspaces.close']({});
    // A copy of the folder has the backups too.
    await cp(folder, join(workspaces, 'other'), { recursive: true });
    await open();
    const [, begun] = await Promise.all([
      handlers['workspaces.open']({ id: 'other' }),
      handlers['maintenance.restore']({ backupId }),
    ]);
    expect(await ended(begun)).toMatchObject({
      state: 'failed',
      reason: { code: 'NOT_OPEN_ANY_MORE' },
    });
    await handlers['workspaces.close']({});
    expect(await auditOf(join(workspaces, 'other'))).toEqual([]);
  });

  it('makes a backup a day by itself', async () => {
    const { handlers, open, clock, changes } = await desk();
    await open();
    await clock.advance(23 * 3_600_000);
    const before = await handlers['maintenance.status']({});
    expect(before).toMatchObject({ value: { running: [] } });
    await clock.advance(2 * 3_600_000);
    await expect
      .poll(async () => handlers['maintenance.status']({}))
      .toMatchObject({ value: { backups: [{ reason: 'daily' }], running: [] } });
    expect(changes.filter(({ type }) => type === 'alertRaised')).toEqual([]);
  });
});

describe('a clock that ran ahead', () => {
  const twoYears = 2 * 365 * 86_400_000;

  it('ends no daily backup: what was made then does not count as made today', async () => {
    const { handlers, open, ended, clock } = await desk();
    await open();
    clock.jump(twoYears);
    await ended(await handlers['maintenance.backup']({}));
    clock.jump(-twoYears);
    await clock.advance(25 * 3_600_000);
    await expect
      .poll(async () => handlers['maintenance.status']({}))
      .toMatchObject({ value: { backups: [{ reason: 'daily' }, { reason: 'manual' }], running: [] } });
    await clock.advance(2 * 3_600_000);
    // One a day, not one an hour.
    expect(await handlers['maintenance.status']({})).toMatchObject({
      value: { backups: [{ reason: 'daily' }, { reason: 'manual' }], running: [] },
    });
  });

  it('and made the workspace ends none either', async () => {
    const { handlers, open, clock } = await desk(async (workspace) =>
      tamper(
        join(workspace, 'record.sqlite'),
        `UPDATE workspace SET created_at = created_at + ${twoYears}, seal = NULL`,
      ),
    );
    await open();
    await clock.advance(2 * 3_600_000);
    await expect
      .poll(async () => handlers['maintenance.status']({}))
      .toMatchObject({ value: { backups: [{ reason: 'daily' }], running: [] } });
  });
});

describe('an export', () => {
  it('goes into the folder of exports, and comes back as another workspace', async () => {
    const { handlers, open, ended, orders, workspaces } = await desk();
    await open();
    const done = await ended(await handlers['maintenance.export']({}));
    if (done.state !== 'done' || done.outcome.type !== 'export') throw new Error(JSON.stringify(done));
    const { path } = done.outcome.file;
    expect(path.startsWith(join(workspaces, 'exports', 'trading-'))).toBe(true);
    const imported = await ended(await handlers['maintenance.importWorkspace']({ path }));
    expect(imported).toEqual({ state: 'done', outcome: { type: 'import', workspaceId: 'my-trading' } });
    const list = await handlers['workspaces.list']({});
    expect(list.ok && list.value.map(({ id }) => id).toSorted()).toEqual(['my-trading', 'trading']);
    await open('my-trading');
    expect(await orders()).toBe(5);
  });

  it('that is none is refused by its name', async () => {
    const { handlers, ended, workspaces } = await desk();
    const path = join(workspaces, 'trading', 'record.sqlite');
    expect(await ended(await handlers['maintenance.importWorkspace']({ path }))).toMatchObject({
      state: 'failed',
      reason: { code: 'FAILED', cause: { code: 'NO_ARCHIVE', file: path } },
    });
    expect((await readdir(workspaces)).toSorted()).toEqual(['trading']);
  });
});
