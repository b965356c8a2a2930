/** What trades brought and cost counts at the rate of its moment, whatever the rate does afterwards. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import type { PartialSum } from '#src/domain/partial-sum.ts';
import { decimal } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
});
afterEach(() => francs.close());

const now = { [usdInFrancs.id]: '0.91', [share.id]: '250' };

function text(sum: PartialSum | undefined): string | undefined {
  if (sum === undefined) return undefined;
  return sum.isWhole ? sum.total.toString() : `${sum.known.toString()} + ${sum.missing.movements}`;
}

async function figures(desk: FrancDesk, marks: Readonly<Record<string, string>> = now) {
  const { valuation } = await desk.read(marks);
  return { realised: text(valuation?.realised), fees: text(valuation?.fees) };
}

async function lacking({ own }: FrancDesk): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const legs of francs.read.rates.unratedWorth(own, franc))
    found.push(...legs.map(({ movementId, currency }) => `${movementId} ${currency}`));
  return found;
}

async function unsettled({ own }: FrancDesk) {
  const question = { accountIds: [own], base: franc, most: 10, refused: [] };
  return readUnsettled(francs.read, question, new AbortController().signal);
}

const [ten, none] = [decimal('10'), Decimal.zero];

describe('in dollars, of a portfolio in francs', () => {
  test('a result and a fee stay what they were worth when the rate is another', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
    await desk.traded(
      { side: 'SELL', quantity: ten, price: decimal('200'), fee: { currency: usd, amount: ten } },
      '0.85',
    );
    expect(await figures(desk)).toEqual({ realised: '850', fees: '8.5' });
    expect(await figures(desk, { ...now, [usdInFrancs.id]: '2' })).toEqual({ realised: '850', fees: '8.5' });
  });

  test('without a rate it is not known, and counted; a rate that comes makes it so', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
    const sale = await desk.traded({
      side: 'SELL',
      quantity: decimal('4'),
      price: decimal('200'),
      fee: { currency: usd, amount: ten },
    });
    expect(await figures(desk)).toEqual({ realised: '0 + 1', fees: '0 + 1' });
    expect(await lacking(desk)).toEqual([`${sale.id} USD`]);
    const { legs } = await unsettled(desk);
    expect(legs.rows).toMatchObject([{ movementId: sale.id, part: 'paid', amount: '800', into: 'CHF' }]);
    await desk.rated(sale.id, '0.85');
    expect(await lacking(desk)).toEqual([]);
    expect((await unsettled(desk)).legs.total).toBe(0);
    expect(await figures(desk)).toEqual({ realised: '340', fees: '8.5' });
    await desk.rated(sale.id, '0.9');
    expect(await figures(desk)).toEqual({ realised: '360', fees: '9' });
  });

  test('a fee in francs is worth itself', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded(
      { quantity: ten, price: decimal('100'), fee: { currency: franc, amount: decimal('7') } },
      '0.8',
    );
    expect(await figures(desk)).toEqual({ realised: '0', fees: '7' });
  });

  test('several round trips, open and closed, add up', async () => {
    const desk = await francs.desk();
    await desk.deposited('9000', '0.8');
    const fee = { currency: usd, amount: none };
    await desk.traded({ quantity: ten, price: decimal('100'), fee }, '0.8');
    await desk.traded({ side: 'SELL', quantity: ten, price: decimal('200'), fee }, '0.85');
    await desk.traded({ quantity: ten, price: decimal('100'), fee }, '0.9');
    await desk.traded({ side: 'SELL', quantity: decimal('5'), price: decimal('80'), fee }, '0.95');
    // 1,000 at 0.85 and −100 at 0.95
    expect(await figures(desk)).toEqual({ realised: '755', fees: '0' });
  });
});
