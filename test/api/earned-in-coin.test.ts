import { describe, expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import type { PartialSumInfo } from '#src/contract/portfolio.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const at = Date.UTC(2024, 3, 2);
const trades = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2024-04-01T10:00:00Z,SOL-USDT,buy,10,100,0,USDT',
].join('\n');
type Movement = CallInput<'activity.enter'>['movement'];

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers } = core;
  const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
  if (!begun.ok) throw new Error('an import always begins');
  const { importId } = begun.value;
  await handlers['imports.chunk']({ importId, text: trades });
  expect(await handlers['imports.commit']({ importId, accountName: 'History' })).toMatchObject({ ok: true });
  const snapshot = await handlers['state.snapshot']({});
  const account = snapshot.ok && snapshot.value.accounts.find(({ name }) => name === 'History');
  if (!account) throw new Error('it has an account of its own');
  const accountId = account.id;

  async function enter(
    type: Movement['type'],
    amount: string,
    { currency = 'SOL', ...more }: Partial<Movement> & { readonly currency?: string } = {},
  ): Promise<void> {
    const asset = { kind: 'currency' as const, currency };
    const movement = { accountId, type, time: at, asset, amount, ...more };
    const entered = await handlers['activity.enter']({ movement, isNewAsset: true, isTrial: false });
    expect(entered).toMatchObject({ ok: true });
  }

  async function correct(corrects: string, movement: Movement): Promise<void> {
    const order = { movement, corrects, isNewAsset: false, isTrial: false };
    expect(await handlers['activity.enter'](order)).toMatchObject({ ok: true });
  }

  async function unsettled() {
    const answer = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }

  /** Each without one. */
  async function rate(rates: Readonly<Record<string, string>>): Promise<void> {
    for (const { movementId, currency, into } of (await unsettled()).entries.rows) {
      const given = { portfolioId: 'portfolio', accountId, movementId, currency, into };
      const known = rates[`${currency}-${into}`];
      if (known === undefined) throw new Error(`no rate of ${currency} in ${into} was expected`);
      expect(await handlers['portfolio.rateLeg']({ ...given, rate: known })).toMatchObject({ ok: true });
    }
  }

  async function held(coin: string) {
    const now = await handlers['state.snapshot']({});
    const found =
      now.ok && now.value.openPositions.find((row) => row.accountId === accountId && row.held === coin);
    if (!found) throw new Error(`${coin} is held`);
    return found;
  }

  async function figures() {
    const summary = await handlers['portfolio.summary']({ portfolioId: 'portfolio' });
    if (!summary.ok) throw new Error(summary.error.code);
    const { income, accountFees } = summary.value.valuation;
    return { income: told(income), accountFees: told(accountFees) };
  }

  return { ...core, accountId, enter, correct, unsettled, rate, held, figures };
}

/** Of what is not whole also how many movements it lacks. */
function told(sum: PartialSumInfo | undefined): string | undefined {
  if (sum === undefined || sum.isWhole) return sum?.total;
  return `${sum.known} + ${sum.missing.movements}`;
}

describe('what is earned in a coin', () => {
  it.each(['interest', 'staking', 'reward', 'airdrop'] as const)(
    'costs what it was worth when it came: %s, once the rate of that moment is known',
    async (type) => {
      const { accountId, enter, unsettled, rate, held, figures } = await opened();
      await enter(type, '0.5');
      expect(await held('SOL')).toMatchObject({ quantity: '10.5', uncosted: '0.5' });
      expect((await figures()).income).toBe('0 + 1');
      const { entries, costs } = await unsettled();
      expect(entries).toEqual({
        total: 1,
        rows: [
          {
            id: expect.any(String),
            movementId: entries.rows[0]?.id,
            accountId,
            type,
            asset: { kind: 'currency', currency: 'SOL' },
            amount: '0.5',
            currency: 'SOL',
            into: 'USDT',
            time: at,
          },
        ],
      });
      // The rate of its moment says what it cost.
      expect(costs).toEqual({ rows: [], total: 0 });
      await rate({ 'SOL-USDT': '120' });
      expect(await held('SOL')).toMatchObject({ quantity: '10.5', cost: '1060', uncosted: undefined });
      expect(await figures()).toMatchObject({ income: '60' });
      expect((await unsettled()).entries).toEqual({ rows: [], total: 0 });
    },
  );

  it('has the cost that was told, and needs no rate then', async () => {
    const { enter, unsettled, held, figures } = await opened();
    await enter('staking', '0.5', { cost: { currency: 'USDT', amount: '61' } });
    expect(await held('SOL')).toMatchObject({ cost: '1061' });
    expect((await figures()).income).toBe('61');
    expect((await unsettled()).entries.rows).toEqual([]);
  });

  it('is lost at its worth where it is paid: funding in a coin', async () => {
    const { enter, rate, held, figures } = await opened();
    await enter('funding', '-1');
    await rate({ 'SOL-USDT': '130' });
    // 130 for what had cost 100.
    expect(await held('SOL')).toMatchObject({ quantity: '9', cost: '900', realised: '30' });
    expect((await figures()).income).toBe('-130');
  });
});

describe('what is charged in a coin', () => {
  it('is a fee at its worth, for which the coin was sold', async () => {
    const { enter, unsettled, rate, held, figures } = await opened();
    await enter('fee', '1');
    await enter('withdrawal', '2', { fee: '0.5' });
    expect(await figures()).toMatchObject({ accountFees: '0 + 2' });
    expect((await unsettled()).entries.rows.map(({ type, amount }) => [type, amount])).toEqual([
      ['fee', '-1'],
      ['fee', '-0.5'],
    ]);
    await rate({ 'SOL-USDT': '140' });
    expect(await held('SOL')).toMatchObject({ quantity: '7', cost: '700', realised: '60' });
    expect(await figures()).toMatchObject({ accountFees: '210' });
  });
});

describe('what is earned and charged in another currency than the portfolio’s', () => {
  it('is listed until its rate is given', async () => {
    const { enter, unsettled, rate, figures } = await opened();
    await enter('interest', '10', { currency: 'CHF' });
    await enter('margin-interest', '3', { currency: 'CHF' });
    expect(await figures()).toEqual({ income: '0 + 1', accountFees: '0 + 1' });
    expect(
      (await unsettled()).entries.rows.map(({ type, amount, currency }) => [type, amount, currency]),
    ).toEqual([
      ['interest', '10', 'CHF'],
      ['margin-interest', '-3', 'CHF'],
    ]);
    await rate({ 'CHF-USDT': '1.1' });
    expect(await figures()).toEqual({ income: '11', accountFees: '3.3' });
    expect((await unsettled()).entries.rows).toEqual([]);
  });
});

describe('a worth that was told in a third currency', () => {
  it('counts at the rate of the moment, of a fee and of what came in', async () => {
    const { enter, unsettled, rate, held } = await opened();
    await enter('deposit', '1', { cost: { currency: 'EUR', amount: '90' } });
    await enter('withdrawal', '2', {
      fee: '0.5',
      feeWorth: { currency: 'CHF', amount: '60' },
      time: at + 1000,
    });
    expect((await unsettled()).costs.rows).toEqual([]);
    expect(
      (await unsettled()).entries.rows.map(({ type, currency, into }) => [type, currency, into]),
    ).toEqual([
      ['deposit', 'EUR', 'USDT'],
      ['fee', 'CHF', 'USDT'],
    ]);
    await rate({ 'EUR-USDT': '1.1', 'CHF-USDT': '1.2' });
    // 60 CHF are 72 USDT, for what had cost 50.
    expect(await held('SOL')).toMatchObject({
      quantity: '9',
      cost: '899',
      realised: '22',
      fees: [{ currency: 'USDT', amount: '72' }],
    });
  });

  it('has the rate of the day on which it was bought, where that was before', async () => {
    const { enter, unsettled, rate, held } = await opened();
    const acquiredAt = at - 86_400_000 * 30;
    await enter('deposit', '1', { cost: { currency: 'EUR', amount: '90' }, acquiredAt });
    expect((await unsettled()).entries.rows).toMatchObject([{ time: acquiredAt, currency: 'EUR' }]);
    await rate({ 'EUR-USDT': '1.5' });
    expect(await held('SOL')).toMatchObject({ cost: '1135' });
  });
});

it('a rate of an entry is taken once, above zero, and of what it moved', async () => {
  const { handlers, accountId, enter, unsettled } = await opened();
  await enter('staking', '0.5');
  const [entry] = (await unsettled()).entries.rows;
  if (entry === undefined) throw new Error('there is one');
  const { movementId, currency, into } = entry;
  const asked = { portfolioId: 'portfolio', accountId, movementId, currency, into, rate: '120' };
  const give = handlers['portfolio.rateLeg'];
  expect(await give({ ...asked, rate: '0' })).toMatchObject({ error: { problem: 'NOT_POSITIVE' } });
  expect(await give({ ...asked, currency: 'ETH' })).toMatchObject({ error: { what: 'movement' } });
  expect(await give({ ...asked, movementId: 'none' })).toMatchObject({ error: { what: 'movement' } });
  expect(await give(asked)).toMatchObject({ ok: true });
  expect(await give(asked)).toMatchObject({ error: { problem: 'SET_ELSEWHERE' } });
});

it('a rate that was given for an entry holds for its correction', async () => {
  const { accountId, enter, unsettled, rate, held, correct } = await opened();
  await enter('staking', '0.5');
  const [entry] = (await unsettled()).entries.rows;
  await rate({ 'SOL-USDT': '120' });
  const asset = { kind: 'currency' as const, currency: 'SOL' };
  await correct(entry?.id ?? '', { accountId, type: 'reward', time: at, asset, amount: '0.4' });
  expect(await held('SOL')).toMatchObject({ quantity: '10.4', cost: '1048' });
});
