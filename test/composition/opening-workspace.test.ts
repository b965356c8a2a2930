import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { draftId } from '#src/contract/values.ts';
import { tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, main } from '#test/ports/sample-entities.ts';
import { auditOf, desk } from './maintenance-desk.ts';

const fixture = join(import.meta.dirname, '../fixtures/workspaces/0.1.0');

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
      value: { events: [{}, { type: 'expired', detail: { code: 'NEVER_SENT' } }] },
    });
  });

  it('takes back an import that was broken off, and says how far it is', async () => {
    const { open, handlers, progress } = await desk(async (workspace) =>
      tamper(
        join(workspace, 'record.sqlite'),
        `INSERT INTO imports (id, account_id, file_name, format, state, imported_at, fills)
         VALUES ('I1', '${main}', 'fills.csv', 'fills', 'writing', 1, 0);
         UPDATE fills SET import_id = 'I1' WHERE seq IN (SELECT min(seq) FROM fills WHERE account_id = '${main}')`,
      ),
    );
    await open();
    const undoing = progress.filter(({ task }) => task === 'open trading');
    expect(undoing).toMatchObject([
      { done: 0, finished: false },
      { done: 1, finished: false },
      { finished: true },
    ]);
    expect(await handlers['imports.list']({})).toMatchObject({ value: [{ id: 'I1', state: 'undone' }] });
  });

  it('brings an older workspace to this version, and says how far it is', async () => {
    const { handlers, open, orders, progress, workspaces } = await desk();
    await mkdir(join(workspaces, 'old'));
    await cp(fixture, join(workspaces, 'old'), { recursive: true });
    await open('old');
    expect(await orders()).toBe(3);
    expect(progress).toContainEqual(expect.objectContaining({ task: 'migrate old', finished: true }));
    // What its movements hold is folded anew.
    expect(progress.at(-1)).toMatchObject({ task: 'open old', finished: true });
    const backups = await readdir(join(workspaces, 'old', 'backups'));
    expect(backups).toHaveLength(1);
    await handlers['workspaces.close']({});
    const [compared, entry] = await auditOf(join(workspaces, 'old'));
    expect(compared).toMatchObject({ action: 'compared', subject: 'figures' });
    expect(entry).toMatchObject({ actor: 'tapedeck', action: 'migrated', subject: 'schema' });
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
      record: { from: 1, to: expect.any(Number) },
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
      draftId: draftId.parse(randomUUID()),
      accountId: main,
      instrumentId: btc,
      side: 'BUY',
      type: 'LIMIT',
      quantity: '0.001',
      limitPrice: '42000',
      timeInForce: 'GTC',
    });
    expect(placed).toMatchObject({
      error: {
        code: 'ACCOUNT_LOCKED',
        reason: { code: 'LOCKED_READ_ONLY', cause: { code: 'NEWER_VERSION' } },
      },
    });
    const orderId = 'order-5';
    const amended = { quantity: '1', limitPrice: '42000' };
    expect(await handlers['orders.amend']({ orderId, seen: amended, ...amended })).toMatchObject({
      error: {
        code: 'ACCOUNT_LOCKED',
        reason: { code: 'LOCKED_READ_ONLY', cause: { code: 'NEWER_VERSION' } },
      },
    });
    await expect(handlers['orders.cancel']({ orderId })).rejects.toMatchObject({
      problem: { code: 'NEWER_VERSION' },
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ alert: expect.objectContaining({ code: 'READ_ONLY' }) }),
    );
  });

  it('of a record with a damaged row is refused with the row and the way out', async () => {
    const { handlers, open, changes } = await desk(async (workspace) =>
      tamper(join(workspace, 'record.sqlite'), "UPDATE accounts SET mode = 'bank'"),
    );
    expect(await handlers['workspaces.open']({ id: 'trading' })).toEqual({
      ok: false,
      error: {
        code: 'WORKSPACE_UNAVAILABLE',
        reason: expect.stringContaining('accounts.mode holds "bank"'),
        remedy: 'RESTORE',
        folder: expect.stringContaining('trading'),
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
    expect(alert).toMatchObject({ alert: { severity: 'critical', code: 'FILE_REPLACED' } });
    const [aside = ''] = await readdir(join(folder, 'quarantine'));
    expect(await readFile(join(folder, 'quarantine', aside, 'record.sqlite'))).toEqual(damaged);
    await handlers['workspaces.close']({});
    expect(await auditOf(folder)).toMatchObject([
      { actor: 'tapedeck', action: 'repaired', subject: 'record.sqlite' },
    ]);
  });
});
