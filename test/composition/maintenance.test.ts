import { cp, mkdir, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createCore } from '#src/composition/core.ts';
import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';
import type { TaskState } from '#src/contract/maintenance.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import {
  migrationsFolder,
  openTemporary,
  tamper,
  temporaryFolder,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, main, startTime } from '#test/ports/sample-entities.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const sources = join(import.meta.dirname, '../../src');
const fixture = join(import.meta.dirname, '../fixtures/workspaces/0.1.0');

/** The whole core over one folder of workspaces, in which `trading` is. */
async function desk(prepare: (workspace: string) => Promise<void> = async () => undefined) {
  const workspaces = await temporaryFolder();
  const folder = join(workspaces, 'trading');
  await cp(await busyWorkspace(), folder, { recursive: true });
  await prepare(folder);
  const clock = createFakeClock(startTime + 60_000);
  const core = createCore({
    version: '0.0.0',
    workspaces,
    migrations: migrationsFolder,
    feedWorker: new URL(`file://${sources}/infrastructure/marketdata/worker/feed-worker.ts`),
    jobWorker: new URL(`file://${sources}/composition/job-worker.ts`),
    importWorker: new URL(`file://${sources}/composition/imports/import-worker.ts`),
    binance: { restUrl: 'http://127.0.0.1:9', streamUrl: 'ws://127.0.0.1:9' },
    clock,
    ids: createUlidIds(clock),
    idsAt: (now) => createUlidIds({ now }),
    log: silent,
    processId: process.pid,
  });
  onTestFinished(() => core.close());
  const progress: ProgressInfo[] = [];
  const changes: RecordChange[] = [];
  const finishing = new Map<string, () => void>();
  core.events.subscribe('progress', {}, (event) => {
    progress.push(event);
    if (event.finished) finishing.get(event.task)?.();
  });
  core.events.subscribe('record', {}, ({ change }) => void changes.push(change));

  type Begun = { readonly ok: true; readonly value: { readonly task: string } } | { readonly ok: false };
  async function ended(begun: Begun): Promise<TaskState> {
    if (!begun.ok) throw new Error('the task did not begin');
    const { task } = begun.value;
    await new Promise<void>((resolve) => {
      finishing.set(task, resolve);
      if (progress.some((event) => event.task === task && event.finished)) resolve();
    });
    const result = await core.handlers['maintenance.result']({ task });
    if (!result.ok) throw new Error('the task is not known');
    return result.value;
  }

  async function open(id = 'trading') {
    const opened = await core.handlers['workspaces.open']({ id });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  }

  async function orders(): Promise<number> {
    const page = await core.handlers['orders.page']({
      limit: 100,
      filter: {},
      sort: { by: 'time', direction: 'ascending' },
    });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.total;
  }

  return { ...core, workspaces, folder, clock, progress, changes, ended, open, orders };
}

/** The audit trail of a workspace that is closed, the latest entry first. */
async function auditOf(folder: string) {
  const { record } = await openTemporary(folder);
  return (await record.read.audit.page({ limit: 10 })).rows;
}

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
    expect(progress[0]).toMatchObject({ label: 'Making a backup', finished: false });
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
        message: expect.stringContaining('fills, row 2: '),
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
    expect(await handlers['maintenance.cancel']({ task })).toEqual({ ok: true, value: {} });
    expect(await ended(first)).toEqual({ state: 'cancelled' });
    expect(await readdir(join(workspaces, 'exports')).catch(() => [])).toEqual([]);
    expect(await handlers['maintenance.cancel']({ task: 'x' })).toMatchObject({
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
    const backupId = status.ok ? (status.value.backups[0]?.id ?? '') : '';
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
      reason: expect.stringContaining(`${path} cannot be imported`),
    });
    expect((await readdir(workspaces)).toSorted()).toEqual(['trading']);
  });
});

describe('opening', () => {
  it('finds out first what became of an order that was being made when the program ended', async () => {
    const { open, handlers } = await desk(async (workspace) =>
      tamper(
        join(workspace, 'record.sqlite'),
        `UPDATE orders SET status = 'PENDING', filled_quantity = '0', filled_value = '0' WHERE id = 'order-1';
         DELETE FROM fills WHERE order_id = 'order-1';
         INSERT INTO outbox (id, order_id, client_order_id, kind, state, digest, created_at, expires_at)
         VALUES ('entry', 'order-1', 'td-1', 'place', 'intent', 'x', 1, 2)`,
      ),
    );
    await open();
    expect(await handlers['orders.history']({ orderId: 'order-1' })).toMatchObject({
      value: { events: [{}, { type: 'expired', detail: 'never sent' }] },
    });
  });

  it('brings an older workspace to this version, and says how far it is', async () => {
    const { handlers, open, orders, progress, workspaces } = await desk();
    await mkdir(join(workspaces, 'old'));
    await cp(fixture, join(workspaces, 'old'), { recursive: true });
    await open('old');
    expect(await orders()).toBe(3);
    expect(progress.at(-1)).toMatchObject({ task: 'migrate old', finished: true });
    const backups = await readdir(join(workspaces, 'old', 'backups'));
    expect(backups).toHaveLength(1);
    await handlers['workspaces.close']({});
    const [entry] = await auditOf(join(workspaces, 'old'));
    expect(entry).toMatchObject({ actor: 'tapedeck', action: 'migrated', subject: 'schema' });
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
      record: { from: 1, to: 2 },
      backup: backups[0],
    });
  });

  it('shows a workspace from a newer version, and trades nothing in it', async () => {
    const { handlers, open, orders, changes } = await desk(async (workspace) =>
      tamper(join(workspace, 'record.sqlite'), 'PRAGMA user_version = 70'),
    );
    await open();
    expect(await orders()).toBe(5);
    const placed = await handlers['orders.place']({
      accountId: main,
      instrumentId: btc,
      side: 'BUY',
      type: 'LIMIT',
      quantity: '0.001',
      limitPrice: '42000',
      timeInForce: 'GTC',
    });
    expect(placed).toMatchObject({
      error: { code: 'ACCOUNT_LOCKED', message: expect.stringContaining('newer Tapedeck') },
    });
    const orderId = 'order-5';
    expect(await handlers['orders.amend']({ orderId, quantity: '1', limitPrice: '42000' })).toMatchObject({
      error: { code: 'ACCOUNT_LOCKED', message: expect.stringContaining('newer Tapedeck') },
    });
    await expect(handlers['orders.cancel']({ orderId })).rejects.toThrow(/newer Tapedeck.*update Tapedeck/);
    expect(changes).toContainEqual(
      expect.objectContaining({ alert: expect.objectContaining({ title: 'Open for reading only' }) }),
    );
  });

  it('of a record with a damaged row is refused with the row and the way out', async () => {
    const { handlers, open, changes } = await desk(async (workspace) =>
      tamper(join(workspace, 'record.sqlite'), "UPDATE accounts SET kind = 'bank'"),
    );
    expect(await handlers['workspaces.open']({ id: 'trading' })).toEqual({
      ok: false,
      error: {
        code: 'WORKSPACE_UNAVAILABLE',
        reason: expect.stringContaining('accounts.kind holds "bank"'),
        remedy: expect.stringMatching(/npm run db -- verify.*"restore".*Other workspaces are not affected/),
      },
    });
    expect(changes).toContainEqual({ type: 'workspaceChanged' });
    await expect(open('trading')).rejects.toThrow('WORKSPACE_UNAVAILABLE');
  });

  it('replaces a damaged record by its backup, and says what is missing', async () => {
    const { handlers, open, orders, ended, folder, changes } = await desk();
    await open();
    await ended(await handlers['maintenance.backup']({}));
    await handlers['workspaces.close']({});
    await truncate(join(folder, 'record.sqlite'), 30_000);
    const damaged = await readFile(join(folder, 'record.sqlite'));
    await open();
    expect(await orders()).toBe(5);
    const alert = changes.find(({ type }) => type === 'alertRaised');
    expect(alert).toMatchObject({ alert: { severity: 'critical', title: 'A damaged file was replaced' } });
    const [aside = ''] = await readdir(join(folder, 'quarantine'));
    expect(await readFile(join(folder, 'quarantine', aside, 'record.sqlite'))).toEqual(damaged);
    await handlers['workspaces.close']({});
    expect(await auditOf(folder)).toMatchObject([
      { actor: 'tapedeck', action: 'repaired', subject: 'record.sqlite' },
    ]);
  });
});
