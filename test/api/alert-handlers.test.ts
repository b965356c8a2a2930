import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RaisedAlert } from '#src/domain/alert.ts';
import { openTemporary, tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { desk } from '#test/composition/maintenance-desk.ts';
import { startTime } from '#test/ports/sample-entities.ts';

const earlier: RaisedAlert = {
  id: 'earlier',
  severity: 'critical',
  title: 'The outcome of an order is not known',
  message: 'Order 7 may be working.',
  time: startTime,
  acknowledgedAt: undefined,
};

async function keep(workspace: string): Promise<void> {
  const store = await openTemporary(workspace);
  await store.record.transact((unit) => unit.alerts.save([earlier]));
  await store.close();
}

async function alertsOf({ handlers }: Awaited<ReturnType<typeof desk>>) {
  const snapshot = await handlers['state.snapshot']({});
  return snapshot.ok ? snapshot.value.alerts : [];
}

it('an alert of an earlier run asks for attention until it is acknowledged, which every screen hears and the record keeps', async () => {
  const core = await desk(keep);
  expect(await alertsOf(core)).toEqual([]);
  await core.open();
  expect(await alertsOf(core)).toEqual([earlier]);
  const acknowledged = await core.handlers['alerts.acknowledge']({ ids: ['earlier', 'never raised'] });
  expect(acknowledged).toEqual({ ok: true, value: {} });
  const time = startTime + 60_000;
  expect(core.changes.filter(({ type }) => type === 'alertsAcknowledged')).toEqual([
    { type: 'alertsAcknowledged', ids: ['earlier'], time },
  ]);
  await core.handlers['workspaces.close']({});
  expect(await alertsOf(core)).toEqual([]);
  await core.open();
  expect(await alertsOf(core)).toEqual([{ ...earlier, acknowledgedAt: time }]);
});

it('alerts that are damaged do not keep a workspace from being opened', async () => {
  const core = await desk(async (workspace) => {
    await keep(workspace);
    tamper(join(workspace, 'record.sqlite'), "UPDATE alerts SET severity = 'loud'");
  });
  await core.open();
  expect(await core.orders()).toBe(5);
  expect(await alertsOf(core)).toMatchObject([{ severity: 'warning', code: 'EARLIER_ALERTS_UNREADABLE' }]);
});
