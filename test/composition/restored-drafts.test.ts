import { expect, it } from 'vitest';
import { draftId } from '#src/contract/values.ts';
import { desk } from './maintenance-desk.ts';

type Desk = Awaited<ReturnType<typeof desk>>;

function place({ handlers }: Desk, draft: string, restoredAt?: number) {
  return handlers['orders.place']({
    quantity: '0.1',
    limitPrice: '42000.01',
    draftId: draftId.parse(draft),
    restoredAt,
    accountId: 'main',
    instrumentId: 'binance:BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
  });
}

async function lastRestore({ handlers }: Desk): Promise<number | undefined> {
  const snapshot = await handlers['state.snapshot']({});
  return snapshot.ok ? snapshot.value.workspace?.restoredAt : undefined;
}

const [spent, other] = [crypto.randomUUID(), crypto.randomUUID()];

it('a draft that was placed after a backup was made is not placed anew when that is restored', async () => {
  const core = await desk();
  await core.open();
  expect(await lastRestore(core)).toBeUndefined();
  const before = await core.orders();
  await core.ended(await core.handlers['maintenance.backup']({}));
  // It is recorded, and waits for the market, which no venue tells here.
  const placing = place(core, spent);
  await expect.poll(core.orders).toBe(before + 1);

  const status = await core.handlers['maintenance.status']({});
  const backupId = status.ok ? (status.value.backups?.[0]?.id ?? '') : '';
  await core.clock.advance(1_000);
  const restored = await core.ended(await core.handlers['maintenance.restore']({ backupId }));
  expect(restored).toMatchObject({ state: 'done' });
  await placing;
  expect(await core.orders()).toBe(before);

  const refused = { ok: false, error: { code: 'DRAFT_OF_REPLACED' } };
  expect(await place(core, spent)).toEqual(refused);
  expect(await place(core, other)).toEqual(refused);
  expect(await core.orders()).toBe(before);

  // The trader decided again, and knows of the restore: it goes the way of any order.
  const since = await lastRestore(core);
  expect(since).toBeTypeOf('number');
  const again = place(core, other, since);
  await expect.poll(core.orders).toBe(before + 1);

  // Closed and opened, it is the same record.
  await core.handlers['workspaces.close']({});
  await again;
  await core.open();
  expect(await lastRestore(core)).toBe(since);
  expect(await place(core, other, since)).toMatchObject({ ok: true, value: { alreadyPlaced: true } });
  expect(await place(core, spent)).toEqual(refused);
});

it('nor one of a workspace in the copy of it that comes back from an export', async () => {
  const core = await desk();
  await core.open();
  const done = await core.ended(await core.handlers['maintenance.export']({}));
  if (done.state !== 'done' || done.outcome.type !== 'export') throw new Error(JSON.stringify(done));
  const { path } = done.outcome.file;
  await core.ended(await core.handlers['maintenance.importWorkspace']({ path }));
  await core.open('my-trading');
  expect(await lastRestore(core)).toBeTypeOf('number');
  expect(await place(core, spent)).toEqual({ ok: false, error: { code: 'DRAFT_OF_REPLACED' } });
});
