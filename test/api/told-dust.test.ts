import { expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

/** Nothing tells what could be traded: 0.009 is left, at the cost of 270.27. */
const rest = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2024-04-01T10:00:00Z,BTC-USDT,buy,1,30000,0.001,BTC',
  '2024-04-02T10:00:00Z,BTC-USDT,sell,0.99,40000,0,USDT',
];
const more = '2024-04-03T10:00:00Z,BTC-USDT,buy,1,50000,0,USDT';

async function opened(rows: readonly string[] = rest) {
  const core = await desk();
  await core.open();
  const { handlers } = core;
  async function imported(all: readonly string[]): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text: all.join('\n') });
    expect(await handlers['imports.commit']({ importId, accountName: 'History' })).toMatchObject({
      ok: true,
    });
  }
  await imported(rows);
  const snapshot = await handlers['state.snapshot']({});
  const accountId = snapshot.ok
    ? (snapshot.value.accounts.find(({ name }) => name === 'History')?.id ?? '')
    : '';

  async function tell(isDust: boolean, others: Partial<CallInput<'activity.tellDust'>> = {}) {
    return handlers['activity.tellDust']({ accountId, held: 'BTC', isDust, ...others });
  }
  async function open() {
    const state = await handlers['state.snapshot']({});
    const found = state.ok ? state.value.openPositions.find((row) => row.accountId === accountId) : undefined;
    return found && { quantity: found.quantity, cost: found.cost, dustBelow: found.dustBelow };
  }
  async function closed() {
    const page = await handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    return page.ok ? page.value.rows.filter((row) => row.accountId === accountId).map(({ net }) => net) : [];
  }
  async function verified() {
    const state = await core.ended(await handlers['maintenance.verify']({}));
    return state.state === 'done' && state.outcome.type === 'verify'
      ? state.outcome.verification.findings
      : state;
  }
  return { ...core, accountId, imported, tell, open, closed, verified };
}

const notARest = { ok: false, error: { code: 'NOT_A_REST' } };

it('a rest of an imported history is dust because the trader says so, at its cost, and is none again', async () => {
  const { tell, open, closed, verified } = await opened();
  const before = await open();
  expect(before).toMatchObject({ quantity: '0.009', dustBelow: undefined });
  expect(await closed()).toEqual([]);
  expect(await tell(true)).toMatchObject({ ok: true });
  expect(await open()).toMatchObject({ quantity: '0.009', cost: before?.cost, dustBelow: '0.019' });
  expect(await closed()).toHaveLength(1);
  expect(await tell(true)).toEqual(notARest);
  expect(await verified()).toEqual([]);
  expect(await tell(false)).toMatchObject({ ok: true });
  expect(await open()).toEqual(before);
  expect(await closed()).toEqual([]);
  expect(await tell(false)).toEqual(notARest);
  expect(await verified()).toEqual([]);
});

it('the next purchase takes it up, and a fee that its source told is still not to be told', async () => {
  const { handlers, accountId, tell, open, closed, imported } = await opened();
  expect(await tell(true)).toMatchObject({ ok: true });
  const activity = await handlers['activity.page']({
    portfolioId: 'portfolio',
    filter: { accountId, kind: 'trade' },
    direction: 'descending',
    limit: 1,
  });
  const [sale] = activity.ok ? activity.value.rows : [];
  expect(sale).toMatchObject({ fee: { amount: '0' } });
  expect(sale).not.toHaveProperty('isFeeByHand', true);
  const fee = { currency: 'USDT', amount: '1' };
  const asked = { accountId, instrumentId: sale?.instrumentId ?? '', fillId: sale?.id ?? '', fee };
  expect(await handlers['activity.tellFee'](asked)).toMatchObject({ error: { problem: 'KNOWN' } });
  await imported([...rest, more]);
  expect(await open()).toMatchObject({ quantity: '1.009', dustBelow: undefined });
  expect(await closed()).toHaveLength(1);
  expect(await tell(false)).toEqual(notARest);
});

it('what a purchase has left, and what is traded here, is no rest', async () => {
  const { tell } = await opened([...rest, more]);
  expect(await tell(true)).toEqual(notARest);
  expect(await tell(true, { held: 'ETH' })).toEqual(notARest);
  expect(await tell(true, { accountId: 'none' })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await tell(true, { accountId: 'main' })).toEqual(notARest);
});
