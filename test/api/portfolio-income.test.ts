import { expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import type { PartialSumInfo, ValuationInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const at = Date.UTC(2024, 3, 1);
type Movement = CallInput<'activity.enter'>['movement'];

const trades = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2024-04-01T10:00:00Z,ETH-USDT,buy,1,3000,1,USDT',
  '2024-04-01T11:00:00Z,ETH-USDT,sell,1,3010,1,USDT',
].join('\n');
/** Money into money: no round trip. */
const conversion = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2024-04-02T10:00:00Z,USDC-USDT,buy,100,1,2,USDT',
].join('\n');

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers } = core;
  let accountId = '';

  async function imported(text: string): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text });
    const committed = await handlers['imports.commit']({ importId, accountName: 'History' });
    expect(committed).toMatchObject({ ok: true });
    const snapshot = await handlers['state.snapshot']({});
    const account = snapshot.ok && snapshot.value.accounts.find(({ name }) => name === 'History');
    if (!account) throw new Error('it has an account of its own');
    accountId = account.id;
  }

  async function valuation(): Promise<ValuationInfo> {
    const summary = await handlers['portfolio.summary']({ portfolioId: 'portfolio' });
    if (!summary.ok) throw new Error(summary.error.code);
    return summary.value.valuation;
  }

  async function enter(
    type: Movement['type'],
    amount: string,
    { currency = 'USDT', ...more }: Partial<Movement> & { readonly currency?: string } = {},
  ): Promise<void> {
    const asset = { kind: 'currency' as const, currency };
    const movement = { accountId, type, time: at, asset, amount, ...more };
    const entered = await handlers['activity.enter']({ movement, isNewAsset: true, isTrial: false });
    expect(entered).toMatchObject({ ok: true });
  }

  return { ...core, imported, valuation, enter };
}

function known(sum: PartialSumInfo | undefined): Decimal {
  return Decimal.from((sum?.isWhole === true ? sum.total : sum?.known) ?? '0');
}

it('a dividend less its tax is income, and every fee of the account is a fee', async () => {
  const { imported, valuation, enter } = await opened();
  await imported(trades);
  const before = await valuation();
  expect(before).toMatchObject({ income: { isWhole: true, total: '0' } });
  expect(before.accountFees).toBeUndefined();
  await enter('dividend', '182');
  await enter('tax', '27.3');
  await enter('fee', '12');
  await enter('withdrawal', '100', { fee: '1.5' });
  await imported(conversion);
  const after = await valuation();
  const more = (figure: 'income' | 'fees' | 'accountFees' | 'realised') =>
    known(after[figure]).minus(known(before[figure])).toString();
  expect(more('income')).toBe('154.7');
  // 12 + 1.5 + 2.
  expect(more('fees')).toBe('15.5');
  expect(more('accountFees')).toBe('15.5');
  expect(more('realised')).toBe('0');
});

it('an import that is taken back takes its fees along, and the others stay', async () => {
  const { imported, valuation, handlers } = await opened();
  await imported(trades);
  await imported(conversion);
  expect((await valuation()).accountFees).toEqual({ isWhole: true, total: '2' });
  const runs = await handlers['imports.list']({});
  const newest = runs.ok ? runs.value[0] : undefined;
  if (newest === undefined) throw new Error('there are two');
  expect(await handlers['imports.undo']({ importId: newest.id })).toMatchObject({ ok: true });
  expect((await valuation()).accountFees).toBeUndefined();
});

it('what was earned at a rate that nobody knows is counted, and is not taken for nothing', async () => {
  const { imported, valuation, enter } = await opened();
  await imported(trades);
  await enter('interest', '10');
  await enter('interest', '5', { currency: 'CHF' });
  await enter('margin-interest', '3', { currency: 'CHF' });
  const told = await valuation();
  expect(told.income).toMatchObject({ isWhole: false, known: '10', missing: { movements: 1 } });
  expect(told.accountFees).toMatchObject({ isWhole: false, known: '0', missing: { movements: 1 } });
});

it('a fee in a coin whose worth was told is of its round trip, and counts once', async () => {
  const { imported, valuation, enter } = await opened();
  await imported(trades);
  const before = known((await valuation()).fees);
  await enter('reward', '1', { currency: 'XYZ', cost: { currency: 'USDT', amount: '40' } });
  await enter('withdrawal', '0.5', {
    currency: 'XYZ',
    fee: '0.1',
    feeWorth: { currency: 'USDT', amount: '4' },
    time: at + 1000,
  });
  const after = await valuation();
  expect(known(after.fees).minus(before).toString()).toBe('4');
  expect(after.accountFees).toBeUndefined();
  expect(known(after.income).toString()).toBe('40');
});

it('a profit that lacks the price of what was paid in is not shown as a loss', async () => {
  const { imported, valuation, enter } = await opened();
  await imported(trades);
  await enter('deposit', '1', { currency: 'XYZ' });
  const { netProfit } = await valuation();
  expect(netProfit).toMatchObject({ isWhole: false });
  expect(netProfit).toHaveProperty('known', undefined);
});
