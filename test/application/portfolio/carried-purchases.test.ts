/** A rate that was told of a purchase is not asked for again, wherever the lot goes. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHoldings } from '#src/application/portfolio/read-holdings.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, heldId, instrumentId, type AccountId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { decimal, samplePair } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, type FrancDesk } from './franc-desk.ts';

const other = { ...share, id: instrumentId('import:OTHER'), symbol: 'OTHER', base: currency('OTHER') };
const euro = currency('EUR');
const inEuros = { ...share, id: instrumentId('import:THIRD'), quote: euro, settle: euro };
const bitcoin = currency('BTC');
const coin = heldId('BTC');
const inDollars = { ...samplePair('BTC', 'USD'), id: instrumentId('import:BTC-USD') };
const inBitcoinEuros = { ...samplePair('BTC', 'EUR'), id: instrumentId('import:BTC-EUR') };

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
  for (const one of [other, inEuros, inDollars, inBitcoinEuros]) await francs.list(one);
});
afterEach(() => francs.close());

/** What all that is held had cost in francs, and which movements are asked for the rate of theirs. */
async function held(...accountIds: readonly AccountId[]) {
  const question = { accountIds, base: franc };
  const { open, unrated } = await readHoldings(francs.read, question, new AbortController().signal);
  return {
    cost: Decimal.sum(open.map(({ at }) => decimal(at.rated.cost))).toString(),
    quantity: Decimal.sum(open.map(({ at }) => decimal(at.rated.quantity))).toString(),
    unrated: unrated.map((piece) => `${piece.movementId} ${piece.currency} ${piece.into}`),
  };
}

const one = (amount: string) => ({ currency: bitcoin, amount: decimal(amount) });
const link = { link: 'of one happening' } as const;
const shares = (quantity: string, more: Partial<LedgerEntry> = {}): Partial<LedgerEntry> => ({
  instrumentId: share.id,
  cash: undefined,
  quantity: decimal(quantity),
  ...more,
});
const free = { currency: usd, amount: Decimal.zero };

/** 4 at 100 and 6 at 150, at 0.8 and 0.9. */
async function bought(desk: FrancDesk): Promise<void> {
  await desk.traded({ quantity: decimal('4'), price: decimal('100'), fee: free }, '0.8');
  await desk.traded({ quantity: decimal('6'), price: decimal('150'), fee: free }, '0.9');
}

/** With how many there are at the rates of their purchases; those of a pool follow from what all of it cost. */
const moves: readonly (readonly [
  string,
  (desk: FrancDesk, to: AccountId) => Promise<unknown>,
  readonly string[],
])[] = [
  [
    'a transfer',
    async ({ entered }, to) => {
      await entered(shares('-10', { type: 'transfer', ...link }));
      await entered(shares('10', { type: 'transfer', ...link, accountId: to }));
    },
    ['8.6', '8.692307692307692308'],
  ],
  [
    'a merger, and a transfer of what it brought',
    async ({ entered }, to) => {
      await entered(shares('-10', { type: 'merger', ...link }));
      await entered(shares('5', { type: 'merger', ...link, instrumentId: other.id }));
      const next = { type: 'transfer', link: 'another', instrumentId: other.id } as const;
      await entered(shares('-5', next));
      await entered(shares('5', { ...next, accountId: to }));
    },
    ['4.3', '4.346153846153846154'],
  ],
  [
    'a spin-off',
    async ({ entered }) => {
      const off = { type: 'spin-off', ...link } as const;
      await entered({ ...off, instrumentId: share.id, cash: undefined, ratio: { new: 1, old: 10 } });
      await entered(shares('10', { ...off, instrumentId: other.id }));
    },
    ['17.2', '17.292307692307692308'],
  ],
  [
    'a split, and a transfer',
    async ({ entered }, to) => {
      await entered({ type: 'split', instrumentId: share.id, cash: undefined, ratio: { new: 2, old: 1 } });
      await entered(shares('-20', { type: 'transfer', ...link }));
      await entered(shares('20', { type: 'transfer', ...link, accountId: to }));
    },
    ['17.2', '17.384615384615384615'],
  ],
];

describe.each<LotMethod>(['FIFO', 'LIFO', 'AVERAGE'])('%s: the rates of purchases hold after', (method) => {
  test.each(moves)('%s', async (_, move, quantities) => {
    const desk = await francs.desk(method);
    const to = await desk.another();
    await bought(desk);
    const before = await held(desk.own, to);
    expect(before).toEqual({ cost: '1130', quantity: '8.6', unrated: [] });
    await move(desk, to);
    const [ofLots, ofPool] = quantities;
    expect(await held(desk.own, to)).toEqual({
      cost: '1130',
      quantity: method === 'AVERAGE' ? ofPool : ofLots,
      unrated: [],
    });
  });
});

test('a purchase without one is asked for after a transfer as before it, once', async () => {
  const desk = await francs.desk();
  const to = await desk.another();
  await bought(desk);
  const { id } = await desk.traded({ quantity: decimal('1'), price: decimal('100'), fee: free });
  const lacking = { unrated: [`${id} USD CHF`] };
  expect(await held(desk.own, to)).toMatchObject(lacking);
  await desk.entered(shares('-11', { type: 'transfer', ...link }));
  const came = await desk.entered(shares('11', { type: 'transfer', ...link, accountId: to }));
  expect(await held(desk.own, to)).toMatchObject({ cost: '1130', ...lacking });
  await desk.rated(id, '0.5');
  expect(await held(desk.own, to)).toMatchObject({ cost: '1180', unrated: [] });
  expect(await francs.read.rates.all(came.id)).toEqual([]);
});

test('where the lot is priced in a third currency, what it cost in francs is by the rate of what was paid', async () => {
  const desk = await francs.desk();
  const to = await desk.another();
  const own = { instrumentId: inDollars.id, quantity: decimal('1'), price: decimal('300'), fee: free };
  const { id } = await desk.traded(own);
  await desk.rated(id, '0.9', { held: coin });
  await desk.traded({ ...own, accountId: to, instrumentId: inBitcoinEuros.id, price: decimal('500') });
  await desk.entered({ type: 'transfer', ...link, cash: one('-1') });
  await desk.entered({ type: 'transfer', ...link, cash: one('1'), accountId: to });
  await desk.rated(id, '0.7', { held: coin, into: euro });
  const { cost, unrated } = await held(desk.own, to);
  expect(cost).toBe('270');
  expect(unrated.filter((each) => each.startsWith(id))).toEqual([]);
});
