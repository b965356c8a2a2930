import { array, assert, boolean, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { atPurchase, openResult, pieceAt, priceOfMoney } from '#src/domain/at-purchase.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { decimalBetween, instrumentOf } from './arbitraries.ts';
import { fraction, fractionOf, plus, times, type Fraction } from './fraction-trips.ts';
import { decimal } from '#test/ports/sample-entities.ts';

const usd = currency('USD');
const share = instrumentOf({ kind: 'equity', base: currency('ACME'), quote: usd, settle: usd });
const future = instrumentOf({ kind: 'future', base: currency('ACME'), quote: usd, settle: usd });

function piece(quantity: string, cost: string | undefined, rate: string | undefined) {
  return pieceAt(
    decimal(quantity),
    cost === undefined ? undefined : decimal(cost),
    rate === undefined ? undefined : decimal(rate),
  );
}

function result(
  ...[pieces, instrument, price, rate]: [ReturnType<typeof piece>[], typeof share, string, string]
) {
  const told = openResult(atPurchase(pieces), instrument, { price: decimal(price), rate: decimal(rate) });
  return told && [told.unrealised, told.priceEffect, told.currencyEffect].map(String);
}

test('money that came in at 0.85 and at 0.90 and is worth 0.91 has made 70 by its currency alone', () => {
  const pieces = [piece('1000', '1000', '0.85'), piece('1000', '1000', '0.90')];
  const told = openResult(atPurchase(pieces), priceOfMoney(usd), {
    price: Decimal.one,
    rate: decimal('0.91'),
  });
  expect(told).toEqual({
    unrealised: decimal('70'),
    priceEffect: decimal('0'),
    currencyEffect: decimal('70'),
  });
});

test('a share: its price at the rates of the purchases, the rest by the currency', () => {
  // 10 at 100 for 0.90 and 10 at 120 for 0.80, now at 150 and 0.70: 2,100 − 900 − 960 is 240;
  // the price made 500 × 0.90 + 300 × 0.80 = 690 of it.
  const pieces = [piece('10', '1000', '0.90'), piece('10', '1200', '0.80')];
  expect(result(pieces, share, '150', '0.70')).toEqual(['240', '690', '-450']);
});

test('of a contract only the profit is worth another amount at another rate', () => {
  // 10 at 100 for 0.90, now at 150 and 0.70: a profit of 500 is 350 now, and was 450 at the rate of then.
  expect(result([piece('10', '1000', '0.90')], future, '150', '0.70')).toEqual(['350', '450', '-100']);
});

test('one that was sold short owes more of its currency as that rises', () => {
  // 10 sold at 100 for 0.90, now at 80 and 1: 900 came in, 800 are owed.
  expect(result([piece('-10', '-1000', '0.90')], share, '80', '1')).toEqual(['100', '180', '-80']);
});

test('what has no cost or no rate is in no sum, and counted', () => {
  const at = atPurchase([
    piece('1', '100', '0.9'),
    piece('2', '300', undefined),
    piece('4', undefined, '0.9'),
  ]);
  expect(at).toMatchObject({ unrated: 1, uncosted: 1 });
  expect([at.quantity, at.cost, at.rated.quantity, at.rated.cost].map(String)).toEqual([
    '1',
    '100',
    '0.9',
    '90',
  ]);
});

const amount = decimalBetween(1n, 10n ** 14n, 8);
const rate = decimalBetween(1n, 10n ** 10n, 8);

test('both effects are the unrealised result to the last digit, and that is value less cost, by another hand', () => {
  const pieces = array(record({ quantity: amount, cost: amount, rate }), {
    minLength: 1,
    maxLength: 8,
  });
  assert(
    property(pieces, amount, rate, boolean(), (bought, price, now, isShort) => {
      const signed = (each: Decimal): Decimal => (isShort ? each.negated() : each);
      const at = atPurchase(
        bought.map((each) => pieceAt(signed(each.quantity), signed(each.cost), each.rate)),
      );
      const told = openResult(at, share, { price, rate: now });
      if (told === undefined) throw new Error('a share has a worth at every price');
      expect(told.priceEffect.plus(told.currencyEffect).equals(told.unrealised)).toBe(true);
      const sign = fraction(isShort ? -1n : 1n);
      const sum = (of: (each: (typeof bought)[number]) => Fraction): Fraction =>
        times(sign, bought.map(of).reduce(plus, fraction(0n)));
      const less = fraction(-1n);
      same(
        told.unrealised,
        sum(({ quantity, cost, rate: then }) =>
          plus(times(times(f(quantity), f(price)), f(now)), times(less, times(f(cost), f(then)))),
        ),
      );
      same(
        told.currencyEffect,
        sum(({ quantity, rate: then }) =>
          times(times(f(quantity), f(price)), plus(f(now), times(less, f(then)))),
        ),
      );
    }),
  );
});

function f(each: Decimal): Fraction {
  return fractionOf(each.toString());
}

function same(told: Decimal, wanted: Fraction): void {
  const digits = told.toString().replace('-', '');
  const size = fractionOf(digits);
  const top = told.isNegative() ? -size.top : size.top;
  expect(top * wanted.below).toBe(wanted.top * size.below);
}
