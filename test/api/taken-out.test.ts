import { expect, it } from 'vitest';
import { desk } from '#test/composition/maintenance-desk.ts';

/** 0.05 BTC of profit, from one-dollar contracts that are settled in it. */
const contracts = [
  'time,symbol,side,quantity,price,fee,fee currency,kind,currency,base,settle,multiplier',
  '2025-01-02T10:00:00Z,XBTUSD,sell,10000,50000,0,BTC,perpetual,USD,BTC,BTC,1',
  '2025-01-03T10:00:00Z,XBTUSD,buy,10000,40000,0,BTC,perpetual,USD,BTC,BTC,1',
].join('\n');
const trade = 'time,symbol,side,quantity,price,fee\n2025-01-02T10:00:00Z,SOL-USDT,buy,1,100,0';

async function imported(text: string) {
  const { handlers, open } = await desk();
  await open();
  const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
  if (!begun.ok) throw new Error('an import always begins');
  const { importId } = begun.value;
  await handlers['imports.chunk']({ importId, text });
  expect(await handlers['imports.commit']({ importId, accountName: 'History' })).toMatchObject({ ok: true });

  async function snapshot() {
    const answer = await handlers['state.snapshot']({});
    if (!answer.ok) throw new Error('there is always one');
    return answer.value;
  }
  const account = (await snapshot()).accounts.find(({ name }) => name === 'History');
  if (account === undefined) throw new Error('it has an account of its own');
  return {
    async withdraw(currency: string, amount: string): Promise<void> {
      const asset = { kind: 'currency' as const, currency };
      const movement = {
        accountId: account.id,
        type: 'withdrawal' as const,
        time: Date.UTC(2025, 0, 4),
        asset,
        amount,
      };
      const entered = await handlers['activity.enter']({ movement, isNewAsset: true, isTrial: false });
      expect(entered).toMatchObject({ ok: true });
    },
    async missingIn(figure: 'equity' | 'netProfit'): Promise<number> {
      const sum = (await snapshot()).valuations[0]?.[figure];
      return sum?.isWhole === false ? sum.missing.purchases : 0;
    },
    async toSettle() {
      const answer = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
      return answer.ok ? answer.value.purchases.rows : [];
    },
  };
}

it('a coin that contracts brought and that was taken out leaves all figures whole', async () => {
  const { withdraw, missingIn, toSettle } = await imported(contracts);
  await withdraw('BTC', '0.05');
  expect(await missingIn('equity')).toBe(0);
  expect(await missingIn('netProfit')).toBe(0);
  expect(await toSettle()).toEqual([]);
  await withdraw('BTC', '0.01');
  expect(await missingIn('netProfit')).toBe(1);
});

it('a coin that was taken out and never came in leaves no profit that looks whole, and is to settle', async () => {
  const { withdraw, missingIn, toSettle } = await imported(trade);
  expect(await missingIn('netProfit')).toBe(0);
  await withdraw('DOT', '7');
  expect(await missingIn('netProfit')).toBe(1);
  expect(await missingIn('equity')).toBe(0);
  expect(await toSettle()).toMatchObject([
    { asset: { kind: 'currency', currency: 'DOT' }, quantity: '7', isSold: false },
  ]);
});
