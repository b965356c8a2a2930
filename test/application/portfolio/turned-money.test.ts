/** What turned money into the portfolio's currency, or was paid in it, is worth what it came to there. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEntries } from '#src/application/portfolio/read-entries.ts';
import type { AssetHolding } from '#src/application/portfolio/holdings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { heldId, instrumentId, type Currency } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { decimal, samplePair } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;
const inFrancs = imported('BTC', 'CHF');
const inDollars = imported('BTC', 'USD');
const francsInDollars = imported('CHF', 'USD');
const bitcoin = heldId('BTC');
const now = { [usdInFrancs.id]: '0.9', [inDollars.id]: '30000', [inFrancs.id]: '27000' };

beforeEach(async () => {
  francs = await openFrancs();
  for (const pair of [inFrancs, inDollars, francsInDollars]) await francs.list(pair);
});
afterEach(() => francs.close());

function imported(base: string, quote: string): Instrument {
  return { ...samplePair(base, quote), id: instrumentId(`import:${base}-${quote}`) };
}

function free(of: Currency) {
  return { currency: of, amount: Decimal.zero };
}

async function money(desk: FrancDesk, of: Currency): Promise<AssetHolding | undefined> {
  const { rows } = await desk.read(now);
  return rows.find(({ isMoney, asset }) => isMoney && asset.kind === 'currency' && asset.currency === of);
}

async function costEntries(desk: FrancDesk, of: Currency) {
  const asset = { kind: 'currency', currency: of } as const;
  const question = {
    accountIds: [desk.own],
    base: franc,
    figure: 'cost',
    of: { kind: 'asset', asset },
  } as const;
  return readEntries(francs.read, { ...question, most: 9 }, new AbortController().signal);
}

test('a fee in a third money is not worth the price of what was traded', async () => {
  const desk = await francs.desk();
  const fee = { currency: usd, amount: decimal('0.5') };
  const bought = await desk.traded({
    instrumentId: inFrancs.id,
    quantity: decimal('1'),
    price: decimal('60000'),
    fee,
  });
  const unrated = await money(desk, usd);
  expect([unrated?.cost, unrated?.unrated]).toEqual([undefined, 1]);
  const { unrated: wanted } = await desk.read(now);
  expect(wanted.map(({ movementId, currency: of, into }) => [movementId, of, into])).toContainEqual([
    bought.id,
    usd,
    franc,
  ]);
  await desk.rated(bought.id, '0.8', { held: bitcoin });
  const rated = await money(desk, usd);
  expect([rated?.cost, rated?.result?.currencyEffect].map(String)).toEqual(['-0.4', '-0.05']);
});

test('100 francs that were sold for dollars are 100 francs, and of a part of the dollars its share', async () => {
  const desk = await francs.desk();
  const sold = await desk.traded({
    instrumentId: francsInDollars.id,
    side: 'SELL',
    quantity: decimal('100'),
    price: decimal('0.9'),
    fee: free(usd),
  });
  expect((await money(desk, usd))?.cost?.toString()).toBe('100');
  expect(await costEntries(desk, usd)).toMatchObject({
    worth: '100',
    entries: [
      { id: sold.id, amount: '90', worth: '100', rate: { source: 'trade', rate: '1.111111111111111111' } },
    ],
  });
  await desk.entered({ type: 'withdrawal', cash: { currency: usd, amount: decimal('-30') } });
  expect((await money(desk, usd))?.cost?.toString()).toBe('66.666666666666666667');
});

test('francs that a sale brought are francs, whatever its price', async () => {
  const desk = await francs.desk();
  const trade = { instrumentId: inFrancs.id, quantity: decimal('1'), fee: free(franc) };
  await desk.traded({ ...trade, price: decimal('20000') });
  await desk.traded({ ...trade, side: 'SELL', price: decimal('60000') });
  expect(await costEntries(desk, franc)).toMatchObject({
    worth: '40000',
    entries: [{ amount: '40000', worth: '40000' }],
  });
});

test.each(['FIFO', 'AVERAGE'] as const)(
  'what was paid in francs for a round trip in dollars cost those francs, to the last digit (%s)',
  async (method) => {
    const desk = await francs.desk(method);
    await desk.deposited('50000', '0.9');
    const first = await desk.traded({
      instrumentId: inDollars.id,
      quantity: decimal('1'),
      price: decimal('20000'),
      fee: free(usd),
    });
    await desk.rated(first.id, '0.9', { held: bitcoin });
    const second = await desk.traded({
      instrumentId: inFrancs.id,
      quantity: decimal('1'),
      price: decimal('20000'),
      fee: free(franc),
    });
    await desk.rated(second.id, '1.08', { held: bitcoin, of: franc, into: usd });
    const held = async () => (await desk.read(now)).rows.find(({ position }) => position !== undefined);
    expect((await held())?.position?.cost.toString()).toBe('41600');
    expect([(await held())?.cost?.toString(), (await held())?.unrated]).toEqual(['38000', 0]);
    // The price of another moment says nothing of what was paid.
    await desk.rated(second.id, '0.95', { held: bitcoin });
    expect((await held())?.cost?.toString()).toBe('38000');
  },
);

test('what was paid in dollars has their rate, and the one turned round where there is no other', async () => {
  const desk = await francs.desk();
  await desk.deposited('50000', '0.9');
  const bought = await desk.traded({
    instrumentId: inDollars.id,
    quantity: decimal('1'),
    price: decimal('20000'),
    fee: free(usd),
  });
  const held = async () => (await desk.read(now)).rows.find(({ position }) => position !== undefined);
  await desk.rated(bought.id, '1.25', { held: bitcoin, of: franc, into: usd });
  expect((await held())?.cost?.toString()).toBe('16000');
  await desk.rated(bought.id, '0.9', { held: bitcoin });
  expect((await held())?.cost?.toString()).toBe('18000');
});
