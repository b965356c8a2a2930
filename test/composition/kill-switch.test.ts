import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { draftId } from '#src/contract/values.ts';
import { auditOf, desk } from './maintenance-desk.ts';

type Desk = Awaited<ReturnType<typeof desk>>;

async function placed({ handlers }: Pick<Desk, 'handlers'>) {
  const snapshot = await handlers['state.snapshot']({});
  const [account] = snapshot.ok ? snapshot.value.accounts : [];
  const instruments = await handlers['instruments.list']({});
  const [instrument] = instruments.ok ? instruments.value : [];
  if (account === undefined || instrument === undefined) throw new Error('nothing to trade');

  return handlers['orders.place']({
    draftId: draftId.parse(randomUUID()),
    accountId: account.id,
    instrumentId: instrument.id,
    side: 'BUY',
    type: 'LIMIT',
    quantity: '1',
    limitPrice: '1',
    timeInForce: 'GTC',
  });
}

async function engagedAt({ handlers }: Pick<Desk, 'handlers'>): Promise<number | undefined> {
  const snapshot = await handlers['state.snapshot']({});
  return snapshot.ok ? snapshot.value.killSwitchAt : undefined;
}

test('nothing is placed while it is engaged, over closing and opening again, until it is released', async () => {
  const run = await desk();
  await run.open();
  const at = run.clock.now();
  await expect(run.handlers['killSwitch.engage']({})).resolves.toEqual({
    ok: true,
    value: { engagedAt: at },
  });
  const locked = { code: 'LOCKED_KILL_SWITCH', since: at };
  await expect(placed(run)).resolves.toMatchObject({
    ok: false,
    error: { code: 'ACCOUNT_LOCKED', reason: locked },
  });
  expect(run.changes).toContainEqual({ type: 'killSwitchChanged', engagedAt: at });
  expect(run.changes).toContainEqual(
    expect.objectContaining({ type: 'accountChanged', account: expect.objectContaining({ locked }) }),
  );

  await run.handlers['workspaces.close']({});
  await run.clock.advance(1000);
  await run.open();
  await expect(engagedAt(run)).resolves.toBe(at);
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });

  await expect(run.handlers['killSwitch.release']({})).resolves.toMatchObject({ ok: true });
  await expect(engagedAt(run)).resolves.toBeUndefined();
  await expect(placed(run)).resolves.not.toMatchObject({ error: { code: 'ACCOUNT_LOCKED' } });
  await run.handlers['workspaces.close']({});
  await run.open();
  await expect(engagedAt(run)).resolves.toBeUndefined();
  await run.handlers['workspaces.close']({});
  await expect(auditOf(run.folder)).resolves.toEqual(
    expect.arrayContaining([
      expect.objectContaining({ actor: 'trader', action: 'engaged', subject: 'kill switch', time: at }),
      expect.objectContaining({ actor: 'trader', action: 'released', subject: 'kill switch' }),
    ]),
  );
});

test('pressed again it holds since the first time, and is in the audit trail once', async () => {
  const run = await desk();
  await run.open();
  const at = run.clock.now();
  await run.handlers['killSwitch.engage']({});
  await run.clock.advance(5000);
  await expect(run.handlers['killSwitch.engage']({})).resolves.toEqual({
    ok: true,
    value: { engagedAt: at },
  });
  await run.handlers['killSwitch.release']({});
  await run.handlers['killSwitch.release']({});
  await run.handlers['workspaces.close']({});
  const entries = (await auditOf(run.folder)).filter(({ subject }) => subject === 'kill switch');
  expect(entries.map(({ action }) => action)).toEqual(['released', 'engaged']);
});

test('a press while a release is written down counts', async () => {
  const run = await desk();
  await run.open();
  await run.handlers['killSwitch.engage']({});
  await run.clock.advance(5000);
  const released = run.handlers['killSwitch.release']({});
  const again = run.handlers['killSwitch.engage']({});
  await released;
  await expect(again).resolves.toEqual({ ok: true, value: { engagedAt: run.clock.now() } });
  await expect(engagedAt(run)).resolves.toBe(run.clock.now());
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });
});

test('an earlier state of the record does not release it', async () => {
  const run = await desk();
  await run.open();
  await run.ended(await run.handlers['maintenance.backup']({}));
  const status = await run.handlers['maintenance.status']({});
  const [backup] = (status.ok && status.value.backups) || [];
  if (backup === undefined) throw new Error('no backup');
  await run.handlers['killSwitch.engage']({});
  const at = run.clock.now();
  await run.ended(await run.handlers['maintenance.restore']({ backupId: backup.id }));
  await expect(engagedAt(run)).resolves.toBe(at);
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });
});

test('where it cannot be written down it holds, and the trader is told that a restart forgets it', async () => {
  const run = await desk();
  await run.open();
  await mkdir(join(run.folder, 'kill-switch.new'));
  await run.handlers['killSwitch.engage']({});
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });
  const alerts = run.changes.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));
  expect(alerts).toContainEqual(
    expect.objectContaining({ code: 'KILL_SWITCH_NOT_KEPT', severity: 'critical' }),
  );
  await rm(join(run.folder, 'kill-switch.new'), { recursive: true });
});

test('whatever stands in its place counts as engaged', async () => {
  const run = await desk((workspace) => mkdir(join(workspace, 'kill-switch')).then(() => undefined));
  await run.open();
  await expect(engagedAt(run)).resolves.toEqual(expect.any(Number));
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });
  await expect(run.handlers['killSwitch.release']({})).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(placed(run)).resolves.toMatchObject({ ok: false, error: { code: 'ACCOUNT_LOCKED' } });
});
