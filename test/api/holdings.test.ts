import { expect, it } from 'vitest';
import type { CallInput, CallOutput } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const file = [
  'time,symbol,side,quantity,price,fee,fee currency,order id',
  '2025-01-30T14:05:09Z,ADA/USDT,buy,100,0.5,1,USDT,1',
  '2025-01-31T14:05:09Z,ADA/USDT,sell,40,0.75,,,2',
  '2025-02-01T14:05:09Z,SOL/EUR,buy,3,100,0,EUR,3',
].join('\n');

/** Ten coins that are priced in another, which settles them. */
const contracts = [
  'time,symbol,side,quantity,price,fee,fee currency,kind,base,currency,settle,multiplier',
  '2025-01-05T10:00:00Z,ETHLTC,buy,10,20,0,LTC,perpetual,ETH,LTC,LTC,1',
  '2025-01-06T10:00:00Z,ETHLTC,sell,10,20.01,0,LTC,perpetual,ETH,LTC,LTC,1',
].join('\n');

/** Money for the portfolio's own, either way, and for other money. */
const turned = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2025-01-05T10:00:00Z,USDC-USDT,buy,1000,0.9,0,USDT',
  '2025-01-06T10:00:00Z,USDT-EUR,sell,100,0.8,0,EUR',
  '2025-01-07T10:00:00Z,USD-USDC,buy,50,1.02,0,USDC',
].join('\n');

async function imported(text = file) {
  const { handlers, open } = await desk();
  await open();
  const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
  if (!begun.ok) throw new Error('an import always begins');
  const { importId } = begun.value;
  await handlers['imports.chunk']({ importId, text });
  const committed = await handlers['imports.commit']({ importId, accountName: 'History' });
  if (!committed.ok) throw new Error(JSON.stringify(committed.error));

  async function entries(
    figure: CallInput<'portfolio.entries'>['figure'],
    of: CallInput<'portfolio.entries'>['of'],
  ) {
    const answer = await handlers['portfolio.entries']({ portfolioId: 'portfolio', figure, of });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }

  const [holdings, summary, unsettled] = [
    await handlers['portfolio.holdings']({ portfolioId: 'portfolio' }),
    await handlers['portfolio.summary']({ portfolioId: 'portfolio' }),
    await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' }),
  ];
  if (!holdings.ok || !summary.ok || !unsettled.ok) throw new Error('all are told');
  return {
    rows: holdings.value.rows,
    valuation: summary.value.valuation,
    unsettled: unsettled.value,
    entries,
  };
}

function coin(code: string) {
  return { asset: { kind: 'currency', currency: code } } as const;
}

function rowOf(rows: CallOutput<'portfolio.holdings'>['rows'], code: string) {
  return rows.find(({ asset, isMoney }) => !isMoney && 'currency' in asset && asset.currency === code);
}

it('has an imported history by asset, and each figure of it is the sum of its entries', async () => {
  const { rows, valuation, entries } = await imported();
  expect(rowOf(rows, 'ADA')).toMatchObject({ quantity: '60', cost: '30', unrated: 0, lacks: 'price' });
  // Nobody knows what a euro was worth that day.
  expect(rowOf(rows, 'SOL')).toMatchObject({ quantity: '3', unrated: 1 });
  expect(rowOf(rows, 'SOL')?.cost).toBeUndefined();

  expect((await entries('quantity', coin('ADA'))).sums).toEqual([{ unit: 'ADA', amount: '60' }]);
  expect((await entries('cost', coin('ADA'))).worth).toBe('30');
  expect(await entries('cost', coin('SOL'))).toMatchObject({ unknown: 1, worth: '0' });
  expect((await entries('realised', coin('ADA'))).sums).toEqual([{ unit: 'USDT', amount: '10' }]);
  // The fee of the sale is not told.
  expect(await entries('fees', coin('ADA'))).toMatchObject({
    unknown: 1,
    sums: [{ unit: 'USDT', amount: '1' }],
  });

  const all = {};
  const known = (sum: NonNullable<typeof valuation.realised>) => (sum.isWhole ? sum.total : sum.known);
  for (const [figure, sum] of [
    ['realised', valuation.realised],
    ['fees', valuation.fees],
    ['paidIn', valuation.deposited],
  ] as const) {
    const told = await entries(figure, all);
    expect([figure, Decimal.from(told.worth ?? '0').toString()]).toEqual([figure, sum && known(sum)]);
  }
});

it('has what contracts brought in a coin once, with the lots of that coin', async () => {
  const { rows, entries } = await imported(contracts);
  const ofCoin = rows.filter(({ asset }) => 'currency' in asset && asset.currency === 'LTC');
  expect(ofCoin).toMatchObject([{ isMoney: false, quantity: '0.1' }]);
  expect((await entries('quantity', coin('LTC'))).sums).toEqual([{ unit: 'LTC', amount: '0.1' }]);
});

it('counts money that was turned out of its own at what was paid, and asks only for what else came', async () => {
  const { rows, unsettled } = await imported(turned);
  const moneyOf = (code: string) =>
    rows.find(({ asset, isMoney }) => isMoney && 'currency' in asset && asset.currency === code);
  expect(moneyOf('USDC')).toMatchObject({ quantity: '949', cost: '854.1', unrated: 0 });
  expect(moneyOf('EUR')).toMatchObject({ quantity: '80', cost: '100', unrated: 0 });
  expect(moneyOf('USD')).toMatchObject({ quantity: '50', unrated: 1 });
  expect(unsettled.legs.rows).toMatchObject([
    { part: 'moved', amount: '50', currency: 'USD', into: 'USDT', side: 'BUY' },
  ]);
});

it('says that there is no such portfolio', async () => {
  const { handlers, open } = await desk();
  await open();
  const missing = { ok: false, error: { code: 'NOT_FOUND', what: 'portfolio', id: 'other' } };
  expect(await handlers['portfolio.holdings']({ portfolioId: 'other' })).toEqual(missing);
  expect(await handlers['portfolio.entries']({ portfolioId: 'other', figure: 'fees', of: {} })).toEqual(
    missing,
  );
});
