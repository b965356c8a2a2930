import { describe, expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

/** Binance's own columns; nothing tells the fee of either trade. */
const trades = [
  'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
  '2024-04-01 10:00:00,ETHUSDT,BUY,3000,1ETH,3000USDT,',
  '2024-04-02 10:00:00,ETHUSDT,SELL,3010,1ETH,3010USDT,',
].join('\n');

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers } = core;

  async function imported(): Promise<{ accountId: string }> {
    const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text: trades });
    const committed = await handlers['imports.commit']({ importId, accountName: 'History' });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
    const snapshot = await handlers['state.snapshot']({});
    const account = snapshot.ok && snapshot.value.accounts.find(({ name }) => name === 'History');
    if (!account) throw new Error('it has an account of its own');
    return { accountId: account.id };
  }

  /** The purchase first. */
  async function tradesOf(accountId: string) {
    const page = await handlers['activity.page']({
      portfolioId: 'portfolio',
      filter: { accountId, kind: 'trade' },
      direction: 'ascending',
      limit: 10,
    });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.rows.flatMap((row) => (row.kind === 'trade' ? [row] : []));
  }

  async function tell(accountId: string, at: number, told: Partial<CallInput<'activity.tellFee'>>) {
    const trade = (await tradesOf(accountId))[at];
    if (trade?.instrumentId === undefined) throw new Error('there is such a trade');
    const { id: fillId, instrumentId } = trade;
    return handlers['activity.tellFee']({ accountId, instrumentId, fillId, ...told });
  }

  async function trip(accountId: string) {
    const page = await handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    return page.ok ? page.value.rows.find((row) => row.accountId === accountId) : undefined;
  }

  async function verified() {
    const state = await core.ended(await handlers['maintenance.verify']({}));
    return state.state === 'done' && state.outcome.type === 'verify'
      ? state.outcome.verification.findings
      : state;
  }

  return { ...core, imported, tradesOf, tell, trip, verified };
}

const usdt = (amount: string) => ({ currency: 'USDT', amount });

function refused(problem: string) {
  return { ok: false, error: { code: 'INVALID_FEE', problem } };
}

describe('a fee schedule', () => {
  const since = Date.UTC(2024, 3, 2);
  const tenth = { basis: 'share', maker: '0', taker: '0.001' } as const;

  it('is one of a hundred at most, and each of those can still be changed', async () => {
    const { imported, handlers } = await opened();
    const { accountId } = await imported();
    const set = (from: number, terms = tenth) =>
      handlers['accounts.setFeeSchedule']({ accountId, since: from, terms });
    for (let day = 1; day <= 100; day += 1) expect(await set(day)).toMatchObject({ ok: true });
    expect(await set(101)).toEqual({
      ok: false,
      error: { code: 'INVALID_SCHEDULE', problems: [{ field: 'since', code: 'TOO_MANY' }] },
    });
    const changed = await set(100);
    expect(changed.ok && changed.value).toHaveLength(100);
  });

  it('estimates what nobody told since its day, and what it estimated goes with it', async () => {
    const { imported, trip, handlers, verified, tell } = await opened();
    const { accountId } = await imported();
    const set = (from: number) =>
      handlers['accounts.setFeeSchedule']({ accountId, since: from, terms: tenth });
    expect(await set(since)).toEqual({ ok: true, value: [{ since, terms: tenth }] });
    // The sale alone: 3,010 × 0.001.
    expect(await trip(accountId)).toMatchObject({
      estimatedFees: [usdt('3.01')],
      partOfFees: { known: [], unknown: 1 },
      net: undefined,
    });
    await set(0);
    // 3,010 − 3,000 − 3 − 3.01.
    expect(await trip(accountId)).toMatchObject({ estimatedFees: [usdt('6.01')], fees: [], net: '3.99' });
    expect(await verified()).toEqual([]);
    // A fee that is told takes the place of the estimate.
    await tell(accountId, 0, { fee: usdt('5') });
    expect(await trip(accountId)).toMatchObject({
      estimatedFees: [usdt('3.01')],
      fees: [usdt('5')],
      net: '1.99',
    });
    for (const from of [0, since]) await handlers['accounts.removeFeeSchedule']({ accountId, since: from });
    expect(await trip(accountId)).toMatchObject({
      estimatedFees: undefined,
      partOfFees: { known: [usdt('5')], unknown: 1 },
    });
    expect(await verified()).toEqual([]);
  });

  it('tells what is estimated apart from what was paid, and leaves the cash alone', async () => {
    const { imported, handlers } = await opened();
    const valuation = async () => {
      const summary = await handlers['portfolio.summary']({ portfolioId: 'portfolio' });
      if (!summary.ok) throw new Error(summary.error.code);
      return summary.value;
    };
    const { accountId } = await imported();
    const before = (await valuation()).valuation;
    await handlers['accounts.setFeeSchedule']({ accountId, since: 0, terms: tenth });
    const { valuation: after, performance } = await valuation();
    expect(after.balances).toEqual(before.balances);
    expect(after.estimatedFees).toEqual({ isWhole: true, total: '6.01' });
    expect(performance).toMatchObject({ estimated: 1 });
    const unsettled = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
    expect(unsettled).toMatchObject({ ok: true, value: { fees: { total: 0 } } });
  });

  it('tells its estimates in the fills and in their groups, apart from what was paid', async () => {
    const { imported, handlers, tell } = await opened();
    const { accountId } = await imported();
    await handlers['accounts.setFeeSchedule']({ accountId, since: 0, terms: tenth });
    await tell(accountId, 0, { fee: usdt('5') });
    const filter = { accountId };
    const page = await handlers['fills.page']({ filter, direction: 'ascending', limit: 10 });
    const told = page.ok && page.value.rows.map(({ fee, estimatedFee }) => [fee, estimatedFee]);
    expect(told).toEqual([
      ['5', undefined],
      [undefined, usdt('3.01')],
    ]);
    const groups = await handlers['groups.read']({
      asker: 'test',
      table: 'fills',
      filter,
      by: 'account',
      zone: 'UTC',
    });
    const sums = groups.ok && groups.value.groups.map((group) => group.sums);
    expect(sums).toMatchObject([{ estimatedFee: [{ unit: 'USDT', amount: '3.01' }] }]);
    expect(sums && sums[0]).not.toHaveProperty('fee');
  });

  it('is refused with the field, and for an account that trades here', async () => {
    const { imported, handlers } = await opened();
    const { accountId } = await imported();
    const set = (of: string, taker: string) =>
      handlers['accounts.setFeeSchedule']({ accountId: of, since, terms: { ...tenth, taker } });
    expect(await set(accountId, '1')).toEqual({
      ok: false,
      error: { code: 'INVALID_SCHEDULE', problems: [{ field: 'taker', code: 'NOT_A_SHARE' }] },
    });
    const snapshot = await handlers['state.snapshot']({});
    const paper = snapshot.ok ? snapshot.value.accounts.find(({ mode }) => mode === 'paper') : undefined;
    expect(await set(paper?.id ?? '', '0.001')).toMatchObject({ error: { code: 'ACCOUNT_REFUSED' } });
  });
});

describe('a fee that nobody told', () => {
  it('is told by hand, for one trade: the round trip has its result with the last of them', async () => {
    const { imported, tell, trip, tradesOf } = await opened();
    const { accountId } = await imported();
    expect(await trip(accountId)).toMatchObject({ net: undefined, partOfFees: { unknown: 2 } });
    expect(await tell(accountId, 0, { fee: usdt('3') })).toEqual({ ok: true, value: {} });
    expect(await trip(accountId)).toMatchObject({
      net: undefined,
      partOfFees: { known: [usdt('3')], unknown: 1 },
    });
    expect(await tell(accountId, 1, { fee: usdt('3.01') })).toMatchObject({ ok: true });
    // 3,010 − 3,000 − 3 − 3.01.
    expect(await trip(accountId)).toMatchObject({ net: '3.99', fees: [usdt('6.01')] });
    expect(await tradesOf(accountId)).toMatchObject([
      { fee: usdt('3'), isFeeByHand: true },
      { fee: usdt('3.01'), isFeeByHand: true },
    ]);
  });

  it('goes out of the cash, and what was recorded stays in the chain', async () => {
    const { imported, tell, handlers, verified } = await opened();
    const { accountId } = await imported();
    const cash = async () => {
      const summary = await handlers['portfolio.summary']({ portfolioId: 'portfolio' });
      if (!summary.ok) throw new Error(summary.error.code);
      return Number(summary.value.valuation.balances.find(({ currency }) => currency === 'USDT')?.amount);
    };
    const before = await cash();
    await tell(accountId, 0, { fee: usdt('3') });
    expect(before - (await cash())).toBeCloseTo(3, 9);
    expect(await verified()).toEqual([]);
  });

  it('in the very thing that was traded is a part of it', async () => {
    const { imported, tell, trip } = await opened();
    const { accountId } = await imported();
    await tell(accountId, 0, { fee: { currency: 'ETH', amount: '0.001' } });
    expect(await trip(accountId)).toMatchObject({ unseen: '0.001' });
  });

  it('is told otherwise, or taken back, by whoever saw what was told', async () => {
    const { imported, tell, trip, verified } = await opened();
    const { accountId } = await imported();
    await tell(accountId, 0, { fee: usdt('3') });
    const changed = refused('CHANGED_ELSEWHERE');
    expect(await tell(accountId, 0, { fee: usdt('4') })).toEqual(changed);
    expect(await tell(accountId, 0, { seen: usdt('3'), fee: usdt('4') })).toMatchObject({ ok: true });
    expect(await trip(accountId)).toMatchObject({ partOfFees: { known: [usdt('4')], unknown: 1 } });
    expect(await tell(accountId, 0, { seen: usdt('4') })).toMatchObject({ ok: true });
    expect(await trip(accountId)).toMatchObject({ partOfFees: { known: [], unknown: 2 } });
    expect(await verified()).toEqual([]);
  });

  it('is refused where its source told it, or it is no fee', async () => {
    const { imported, tell, handlers } = await opened();
    const { accountId } = await imported();
    expect(await tell(accountId, 0, { fee: { currency: 'ETH', amount: '1' } })).toEqual(
      refused('NOT_LESS_THAN_TRADED'),
    );
    const fills = await handlers['fills.page']({ filter: {}, limit: 100, direction: 'ascending' });
    const own = fills.ok ? fills.value.rows.find((row) => row.accountId !== accountId) : undefined;
    if (own === undefined) throw new Error('another account has traded');
    const { id: fillId, instrumentId } = own;
    const asked = { instrumentId, fillId, fee: usdt('1') };
    expect(await handlers['activity.tellFee']({ ...asked, accountId: own.accountId })).toEqual(
      refused('PAPER_ACCOUNT'),
    );
    expect(await handlers['activity.tellFee']({ ...asked, accountId })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });

  it('is taken back with its import, and the file brings the trades again', async () => {
    const { imported, tell, handlers, trip, verified } = await opened();
    const { accountId } = await imported();
    await tell(accountId, 0, { fee: usdt('3') });
    const runs = await handlers['imports.list']({});
    const run = runs.ok ? runs.value.find(({ accountName }) => accountName === 'History') : undefined;
    const undone = await handlers['imports.undo']({ importId: run?.id ?? '' });
    expect(undone).toMatchObject({ ok: true, value: { fills: 2 } });
    expect(await trip(accountId)).toBeUndefined();
    expect(await verified()).toEqual([]);
    await imported();
    expect(await verified()).toEqual([]);
  });
});
