import { array, assert, asyncProperty, constantFrom, oneof, record as recordOf, tuple } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssetHolding } from '#src/application/portfolio/holdings.ts';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { decimalBetween, lotMethod } from '#test/domain/arbitraries.ts';
import { distance, fractionOf, type Fraction } from '#test/domain/fraction-trips.ts';
import { decimal } from '#test/ports/sample-entities.ts';
import { effectsOf, type Effects, type Step } from './fraction-currency.ts';
import { franc, openFrancs, share, usd, usdInFrancs } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
});

afterEach(() => francs.close());

const now = (price: string, rate: string) => ({ [share.id]: price, [usdInFrancs.id]: rate });
const money = (rows: readonly AssetHolding[]) => rows.find(({ isMoney }) => isMoney);
const held = (rows: readonly AssetHolding[]) => rows.find(({ position }) => position !== undefined);
const texts = (row: AssetHolding | undefined) => {
  const { cost, value, result } = row ?? {};
  return [cost, value, result?.unrealised, result?.priceEffect, result?.currencyEffect].map((each) =>
    each?.toString(),
  );
};

describe('what is held, at the rates of its purchases', () => {
  test('1,000 USD at 0.85 and 1,000 at 0.90, at 0.91 now: 70 francs by the currency', async () => {
    const { deposited, read } = await francs.desk();
    await deposited('1000', '0.85');
    await deposited('1000', '0.90');
    const { rows } = await read(now('1', '0.91'));
    expect(texts(money(rows))).toEqual(['1750', '1820', '70', '0', '70']);
  });

  test('what was paid with goes by the oldest, and what was bought has the rate of its day', async () => {
    const { deposited, traded, read } = await francs.desk();
    await deposited('1000', '0.85');
    await deposited('1000', '0.90');
    await traded({ quantity: decimal('12'), price: decimal('100') }, '0.95');
    const { rows, valuation } = await read(now('110', '0.91'));
    // 800 of the second 1,000 are left.
    expect(texts(money(rows))).toEqual(['720', '728', '8', '0', '8']);
    // 1,320 × 0.91 − 1,200 × 0.95; the price made 120 × 0.95.
    expect(texts(held(rows))).toEqual(['1140', '1201.2', '61.2', '114', '-52.8']);
    expect(
      Decimal.sum(rows.flatMap(({ value }) => value ?? [])).equals(
        totalOf(valuation?.equity) ?? Decimal.zero,
      ),
    ).toBe(true);
  });

  test('a purchase without a rate is left out and told, and no rate of now stands in', async () => {
    const { deposited, traded, read } = await francs.desk();
    await deposited('1000', '0.85');
    await deposited('1000');
    const fill = await traded({ quantity: decimal('1'), price: decimal('100') });
    const { rows, unrated } = await read(now('110', '0.91'));
    expect(texts(money(rows))).toEqual(['765', '1729', '54', '0', '54']);
    expect(money(rows)).toMatchObject({ unrated: 1 });
    // Its value is known all the same.
    expect(texts(held(rows))).toEqual([undefined, '100.1', undefined, undefined, undefined]);
    expect(held(rows)).toMatchObject({ unrated: 1, lacks: undefined });
    expect(unrated.map(({ movementId, into }) => [movementId, into])).toContainEqual([fill.id, franc]);
    expect(unrated).toHaveLength(2);
  });

  test('a trade without a rate is to be settled, with what it was of', async () => {
    const { own, deposited, traded } = await francs.desk();
    await deposited('1000', '0.85');
    const fill = await traded({ quantity: decimal('2'), price: decimal('100') });
    const question = { accountIds: [own], base: franc, most: 10, refused: [] };
    const { legs } = await readUnsettled(francs.read, question, new AbortController().signal);
    expect(legs).toEqual({
      total: 1,
      rows: [expect.objectContaining({ movementId: fill.id, currency: usd, into: franc, amount: '200' })],
    });
  });

  test('without a price its value is not known, and without a rate of now neither', async () => {
    const { deposited, traded, read } = await francs.desk();
    await deposited('1000', '0.85');
    await traded({ quantity: decimal('1'), price: decimal('100') }, '0.9');
    const unpriced = await read({ [usdInFrancs.id]: '0.91' });
    expect([texts(held(unpriced.rows)), held(unpriced.rows)?.lacks]).toEqual([
      ['90', undefined, undefined, undefined, undefined],
      'price',
    ]);
    const unrated = await read({ [share.id]: '110' });
    expect(unrated.rows.map(({ lacks, value }) => [lacks, value])).toEqual([
      ['rate', undefined],
      ['rate', undefined],
    ]);
  });

  test('income stands with what it was earned on, also when that is held no more', async () => {
    const { deposited, traded, entered, read } = await francs.desk();
    await deposited('1000', '0.85');
    await traded({ quantity: decimal('1'), price: decimal('100') }, '0.9');
    const dividend = { type: 'dividend', instrumentId: share.id } as const;
    await entered({ ...dividend, cash: { currency: usd, amount: decimal('10') } }, '0.9');
    await entered({ ...dividend, cash: { currency: usd, amount: decimal('7') } });
    await entered({ type: 'interest', cash: { currency: usd, amount: decimal('2') } }, '0.8');
    const before = await read(now('110', '0.91'));
    expect(held(before.rows)?.income).toEqual({ known: decimal('9'), unrated: 1 });
    expect(money(before.rows)?.income).toEqual({ known: decimal('1.6'), unrated: 0 });
    await traded({ side: 'SELL', quantity: decimal('1'), price: decimal('100') }, '0.9');
    const { rows } = await read(now('110', '0.91'));
    expect(held(rows)).toBeUndefined();
    expect(rows.find(({ asset }) => asset.kind === 'instrument')).toMatchObject({
      income: { known: decimal('9'), unrated: 1 },
      quantity: Decimal.zero,
    });
  });

  test('an average has the rates of all its purchases, and of none where one is not known', async () => {
    const { deposited, traded, read } = await francs.desk('AVERAGE');
    await deposited('10000', '1');
    await traded({ quantity: decimal('10'), price: decimal('100') }, '0.9');
    await traded({ quantity: decimal('10'), price: decimal('120') }, '0.8');
    await traded({ side: 'SELL', quantity: decimal('5'), price: decimal('130') }, '0.7');
    // Three quarters of 900 + 960; the price: 15 × 150 at the average rate of the quantity less that.
    const { rows } = await read(now('150', '0.7'));
    expect(texts(held(rows))).toEqual(['1395', '1575', '180', '517.5', '-337.5']);
    await traded({ quantity: decimal('1'), price: decimal('100') });
    const { rows: after } = await read(now('150', '0.7'));
    expect(texts(held(after))).toEqual([undefined, '1680', undefined, undefined, undefined]);
    expect(held(after)).toMatchObject({ unrated: 1 });
  });

  test('agrees with a second implementation, whatever was paid in, bought and sold, by each method', async () => {
    const amount = decimalBetween(1n, 10n ** 9n, 4);
    const rate = decimalBetween(1n, 20_000n, 4);
    const step = oneof(
      recordOf({ kind: constantFrom('money', 'out'), amount, rate }),
      recordOf({
        kind: constantFrom('buy', 'sell'),
        amount,
        price: decimalBetween(1n, 10n ** 6n, 2),
        rate,
      }),
    );
    await assert(
      asyncProperty(
        lotMethod,
        array(step, { minLength: 1, maxLength: 10 }),
        tuple(decimalBetween(1n, 10n ** 6n, 2), rate),
        async (method, steps, [price, rateNow]) => {
          const { entered, traded, read } = await francs.desk(method);
          const told: Step[] = [];
          let quantity = Decimal.zero;
          for (const each of steps) {
            const then = each.rate.toString();
            if (!('price' in each)) {
              const moved = each.kind === 'out' ? each.amount.negated() : each.amount;
              const type = each.kind === 'out' ? ('withdrawal' as const) : ('deposit' as const);
              await entered({ type, cash: { currency: usd, amount: moved } }, then);
              told.push({ kind: 'money', amount: fractionIn(moved), rate: fractionIn(each.rate) });
              continue;
            }
            // No more is sold than there is.
            const sold = Decimal.min(each.amount, quantity);
            if (each.kind === 'sell' && sold.isZero()) continue;
            const size = each.kind === 'sell' ? sold : each.amount;
            quantity = each.kind === 'sell' ? quantity.minus(size) : quantity.plus(size);
            const side = each.kind === 'sell' ? 'SELL' : 'BUY';
            await traded({ side, quantity: size, price: each.price }, then);
            told.push({
              kind: each.kind === 'sell' ? 'sell' : 'buy',
              quantity: fractionIn(size),
              paid: fractionIn(size.times(each.price)),
              rate: fractionIn(each.rate),
            });
          }
          const { rows, valuation } = await read(now(price.toString(), rateNow.toString()));
          const wanted = effectsOf(told, method, { price: fractionIn(price), rate: fractionIn(rateNow) });
          compare(held(rows), wanted.share);
          compare(money(rows), wanted.money);
          // All of it is the equity, to the last digit.
          const values = Decimal.sum(rows.flatMap(({ value }) => value ?? []));
          expect(values.toString()).toBe(totalOf(valuation?.equity)?.toString());
        },
      ),
      { numRuns: 60 },
    );
  });
});

function fractionIn(of: Decimal): Fraction {
  const size = fractionOf(of.abs().toString());
  return of.isNegative() ? { ...size, top: -size.top } : size;
}

function compare(row: AssetHolding | undefined, wanted: Effects): void {
  const nothing = { unrealised: Decimal.zero, priceEffect: Decimal.zero, currencyEffect: Decimal.zero };
  const { cost, value, result } = row ?? { cost: Decimal.zero, value: Decimal.zero, result: nothing };
  if (cost === undefined || value === undefined || result === undefined)
    throw new Error('all of it is known');
  expect(result.priceEffect.plus(result.currencyEffect).equals(result.unrealised)).toBe(true);
  expect(value.minus(cost).equals(result.unrealised)).toBe(true);
  const pairs = [
    [value, wanted.value],
    [cost, wanted.cost],
    [result.priceEffect, wanted.price],
    [result.currencyEffect, wanted.currency],
  ] as const;
  for (const [told, by] of pairs) expect(distance(fractionIn(told), by)).toBe(0n);
}
