import { describe, expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

/** Binance's own columns. Both fees are taken in BNB, which nothing says came in; the last fill has none told. */
const trades = [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  '2024-03-01 10:00:00,BTCUSDT,BUY,40000,0.1,4000,0.01,BNB',
  '2024-03-02 10:00:00,BTCUSDT,SELL,50000,0.1,5000,0.02,BNB',
].join('\n');
const unknownFee = [
  'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
  '2024-04-01 10:00:00,ETHUSDT,BUY,3000,1ETH,3000USDT,',
  '2024-04-02 10:00:00,ETHUSDT,BUY,3000,1ETH,3000USDT,',
].join('\n');
const ledgers = [
  'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance',
  'D1,D1,2024-03-01 11:00:05,deposit,,currency,XXBT,spot,1,0,1',
  'S1,T1,2024-03-02 10:15:30,trade,,currency,XXBT,spot,-0.4,0,0.6',
  'S2,T1,2024-03-02 10:15:30,trade,,currency,ZEUR,spot,20000,0,20000',
].join('\n');

const first = Date.UTC(2024, 2, 1, 10);

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers } = core;

  async function imported(text: string): Promise<string> {
    const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text });
    const committed = await handlers['imports.commit']({ importId, accountName: 'History' });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
    const snapshot = await handlers['state.snapshot']({});
    const account = snapshot.ok && snapshot.value.accounts.find(({ name }) => name === 'History');
    if (!account) throw new Error('it has an account of its own');
    return account.id;
  }

  async function unsettled() {
    const answer = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }

  async function enter(movement: CallInput<'activity.enter'>['movement'], corrects?: string): Promise<void> {
    const of = corrects === undefined ? {} : { corrects };
    const entered = await handlers['activity.enter']({ movement, isNewAsset: false, isTrial: false, ...of });
    expect(entered).toMatchObject({ ok: true });
  }

  return { handlers, imported, unsettled, enter };
}

describe('what is to be settled', () => {
  it('has a coin that fees were taken in and that never came in, until it is entered', async () => {
    const { imported, unsettled, enter } = await opened();
    const accountId = await imported(trades);
    const { purchases } = await unsettled();
    expect(purchases.rows).toMatchObject([
      { accountId, asset: { kind: 'currency', currency: 'BNB' }, quantity: '0.03', time: first },
    ]);
    await enter({
      accountId,
      type: 'deposit',
      time: first - 1000,
      asset: { kind: 'currency', currency: 'BNB' },
      amount: '0.03',
    });
    const after = await unsettled();
    expect(after.purchases).toEqual({ rows: [], total: 0 });
    // It came in without a cost, which is told in turn.
    expect(after.costs.rows).toMatchObject([{ accountId, type: 'deposit', amount: '0.03' }]);
    expect(after.flows.rows).toMatchObject([{ accountId, currency: 'BNB', amount: '0.03' }]);
    await enter(
      {
        accountId,
        type: 'deposit',
        time: first - 1000,
        asset: { kind: 'currency', currency: 'BNB' },
        amount: '0.03',
        cost: { currency: 'USDT', amount: '9' },
      },
      after.costs.rows[0]?.id,
    );
    expect((await unsettled()).costs).toEqual({ rows: [], total: 0 });
  });

  it('has each fee without a rate, until the trader gives it; then the round trip has its result', async () => {
    const { handlers, imported, unsettled } = await opened();
    const accountId = await imported(trades);
    const { legs } = await unsettled();
    expect(legs.rows.map(({ part, amount, currency, into }) => [part, amount, currency, into])).toEqual([
      ['fee', '0.01', 'BNB', 'USDT'],
      ['fee', '0.02', 'BNB', 'USDT'],
    ]);
    const given = legs.rows.map(({ instrumentId, movementId, currency, into }) => {
      return { portfolioId: 'portfolio', accountId, instrumentId, movementId, currency, into, rate: '500' };
    });
    for (const each of given) expect(await handlers['portfolio.rateLeg'](each)).toMatchObject({ ok: true });
    expect((await unsettled()).legs).toEqual({ rows: [], total: 0 });
    const page = await handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    const trip = page.ok && page.value.rows.find((row) => row.accountId === accountId && row.held === 'BTC');
    // 5,000 − 4,000 − 0.03 BNB at 500.
    expect(trip).toMatchObject({ net: '985' });
  });

  it('takes a rate of a leg once, above zero, and of what the fill has', async () => {
    const { handlers, imported, unsettled } = await opened();
    const accountId = await imported(trades);
    const [leg] = (await unsettled()).legs.rows;
    if (leg === undefined) throw new Error('there is one');
    const { instrumentId, movementId, currency, into } = leg;
    const asked = {
      portfolioId: 'portfolio',
      accountId,
      instrumentId,
      movementId,
      currency,
      into,
      rate: '500',
    };
    const rate = handlers['portfolio.rateLeg'];
    expect(await rate({ ...asked, rate: '0' })).toMatchObject({ error: { problem: 'NOT_POSITIVE' } });
    expect(await rate({ ...asked, currency: 'ETH' })).toMatchObject({ error: { what: 'movement' } });
    expect(await rate({ ...asked, movementId: 'none' })).toMatchObject({ error: { what: 'movement' } });
    expect(await rate({ ...asked, portfolioId: 'none' })).toMatchObject({ error: { what: 'portfolio' } });
    expect(await rate(asked)).toMatchObject({ ok: true });
    expect(await rate(asked)).toMatchObject({ error: { problem: 'SET_ELSEWHERE' } });
  });

  it('has the fills without a fee by instrument, and what is held without a price', async () => {
    const { imported, unsettled } = await opened();
    const accountId = await imported(unknownFee);
    const { fees, positions } = await unsettled();
    expect(fees.rows).toMatchObject([
      { accountId, fills: 2, time: Date.UTC(2024, 3, 1, 10), until: Date.UTC(2024, 3, 2, 10) },
    ]);
    expect(positions.rows).toContainEqual(expect.objectContaining({ accountId, quantity: '2' }));
  });

  it('has what came in without a cost where a result rests on it', async () => {
    const { imported, unsettled } = await opened();
    const accountId = await imported(ledgers);
    expect((await unsettled()).costs.rows).toMatchObject([
      { accountId, type: 'deposit', amount: '1', time: Date.UTC(2024, 2, 1, 11, 0, 5) },
    ]);
  });
});

it('is cut short, and no fault, where the workspace is closed meanwhile', async () => {
  const { handlers, imported } = await opened();
  await imported(trades);
  const asking = handlers['portfolio.unsettled']({ portfolioId: 'portfolio' }).then(
    () => 'answered',
    (fault: unknown) => fault,
  );
  await handlers['workspaces.close']({});
  const ended = await asking;
  expect(ended === 'answered' || ended instanceof StoreClosedError).toBe(true);
});
