import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEntries } from '#src/application/portfolio/read-entries.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import { heldId } from '#src/domain/ids.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import type { FigureOf } from '#src/ports/entries-reader.ts';
import { decimal } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;
let desk: FrancDesk;

const asset = { kind: 'instrument', instrumentId: share.id } as const;
const dollars = { kind: 'currency', currency: usd } as const;
const now = { [share.id]: '150', 'binance:USDCHF': '0.7' };

/** Bought 10 at 100 and 10 at 120, sold 15 at 130, with a dividend and a purchase without a rate. */
beforeEach(async () => {
  francs = await openFrancs();
  desk = await francs.desk();
  const { deposited, entered, traded } = desk;
  await deposited('1000', '0.85');
  await deposited('5000', '0.90');
  await entered({ cash: { currency: franc, amount: decimal('300') } });
  const fee = { currency: usd, amount: decimal('1.5') };
  await traded({ quantity: decimal('10'), price: decimal('100'), fee }, '0.9');
  await traded({ quantity: decimal('10'), price: decimal('120'), fee }, '0.8');
  await traded({ side: 'SELL', quantity: decimal('15'), price: decimal('130'), fee: undefined }, '0.7');
  await entered(
    { type: 'dividend', instrumentId: share.id, cash: { currency: usd, amount: decimal('8') } },
    '0.75',
  );
  await traded({
    quantity: decimal('1'),
    price: decimal('140'),
    fee: { currency: usd, amount: Decimal.zero },
  });
});

afterEach(() => francs.close());

async function entries(figure: ExplainedFigure, of: FigureOf, most = 100) {
  const question = { accountIds: [desk.own], base: franc, figure, of, most };
  const read = await readEntries(francs.read, question, new AbortController().signal);
  return {
    ...read,
    amounts: read.entries.map(({ amount, unit, worth }) => [amount, unit, worth]),
    total: read.total,
  };
}

async function balance(code: string) {
  const { rows } = await desk.read(now);
  return rows.find(({ isMoney, asset: of }) => isMoney && 'currency' in of && of.currency === code);
}

const ofShare = { kind: 'asset', asset } as const;
const ofPortfolio = { kind: 'portfolio' } as const;

describe('the entries of a figure', () => {
  test('of a quantity held are those of the round trip that is open, and come to it', async () => {
    const { sums, amounts, total } = await entries('quantity', ofShare);
    expect(sums).toEqual([{ unit: share.id, amount: '6' }]);
    expect(amounts.map(([amount]) => amount)).toEqual(['1', '-15', '10', '10']);
    expect(total).toBe(4);
  });

  test('of money are all that moved it, and come to its balance', async () => {
    const { sums } = await entries('quantity', { kind: 'asset', asset: dollars });
    expect(sums).toEqual([{ unit: usd, amount: (await balance(usd))?.quantity.toString() }]);
  });

  test('of a cost are what is left of each purchase at its rate, and come to what Holdings says', async () => {
    const { rows } = await desk.read(now);
    const held = rows.find(({ position }) => position !== undefined);
    const told = await entries('cost', ofShare);
    // 5 of the second purchase, at 0.8, and one whose rate nobody knows.
    expect(told.amounts).toEqual([
      ['140', usd, undefined],
      ['600', usd, '480'],
    ]);
    expect([told.worth, told.unknown]).toEqual(['480', 1]);
    expect(told.worth).toBe(held?.cost?.toString());
    const money = await entries('cost', { kind: 'asset', asset: dollars });
    expect(money.worth).toBe((await balance(usd))?.cost?.toString());
  });

  test('of a result are its sales, and come to what the round trip says; so do its fees, with those that nobody knows', async () => {
    const held = (await desk.read(now)).rows.find(({ position }) => position !== undefined)?.position;
    if (held === undefined) throw new Error('it is held');
    const of = { kind: 'position', positionId: held.id, held: heldId(share.id) } as const;
    const result = await entries('realised', of);
    expect(result.sums).toEqual([{ unit: usd, amount: held.realised.toString() }]);
    expect(result.entries[0]).toMatchObject({ trade: { side: 'SELL', quantity: '15', price: '130' } });
    const fees = await entries('fees', of);
    expect(fees.sums).toEqual([{ unit: usd, amount: '3' }]);
    expect([fees.unknown, fees.total]).toEqual([held.unknownFees, 3]);
    const all = await entries('realised', ofPortfolio);
    expect(all.sums).toEqual(result.sums);
    // 10 bought at 100 and 5 at 120 for 130 each, sold at 0.7.
    expect([all.worth, all.amounts]).toEqual(['245', [['350', usd, '245']]]);
    const { valuation } = await desk.read(now);
    expect(all.worth).toBe(totalOf(valuation?.realised)?.toString());
    expect(await entries('fees', ofPortfolio)).toMatchObject({ worth: '2.55', unknown: 1 });
    expect(valuation?.fees).toMatchObject({ known: decimal('2.55') });
  });

  test('of what was paid in and of income have the rates of their moments', async () => {
    const paid = await entries('paidIn', ofPortfolio);
    expect(paid.worth).toBe('5650');
    expect(paid.amounts).toContainEqual(['300', franc, '300']);
    const income = await entries('income', ofShare);
    expect([income.worth, income.amounts]).toEqual(['6', [['8', usd, '6']]]);
  });

  test('of the portfolio have what was earned and charged beside round trips', async () => {
    await desk.entered({ type: 'tax', cash: { currency: usd, amount: decimal('-2') } }, '0.75');
    await desk.entered({ type: 'fee', cash: { currency: franc, amount: decimal('-4') } });
    const income = await entries('income', ofPortfolio);
    expect([income.worth, income.amounts]).toEqual([
      '4.5',
      [
        ['-2', usd, '-1.5'],
        ['8', usd, '6'],
      ],
    ]);
    expect((await entries('fees', ofPortfolio)).sums).toEqual([
      { unit: franc, amount: '4' },
      { unit: usd, amount: '3' },
    ]);
  });

  test('are the newest where not all are told, and their sum is of all', async () => {
    const { amounts, total, sums } = await entries('quantity', ofShare, 1);
    expect([amounts, total, sums]).toEqual([
      [['1', share.id, undefined]],
      4,
      [{ unit: share.id, amount: '6' }],
    ]);
  });
});
