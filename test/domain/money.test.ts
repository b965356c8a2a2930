import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { addToPurse, amountIn, emptyPurse, type Money } from '#src/domain/money.ts';
import { decimalBetween } from './arbitraries.ts';

const money: fc.Arbitrary<Money> = fc
  .tuple(fc.constantFrom('USDT', 'BTC', 'EUR', 'INR'), decimalBetween(-(10n ** 12n), 10n ** 12n, 8))
  .map(([code, amount]) => ({ currency: currency(code), amount }));

test('a purse sums each currency, sorted, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(money), (amounts) => {
      const purse = amounts.reduce(addToPurse, emptyPurse);
      expect(amounts.toReversed().reduce(addToPurse, emptyPurse)).toEqual(purse);
      const codes = [...new Set(amounts.map((each) => each.currency))].toSorted();
      expect(purse.map((held) => held.currency)).toEqual(codes);
      for (const code of codes) {
        const expected = Decimal.sum(
          amounts.filter((each) => each.currency === code).map((each) => each.amount),
        );
        expect(amountIn(purse, code)).toEqual(expected);
      }
    }),
  );
});

test('a currency without an entry holds zero, and adding changes no older purse', () => {
  const before = addToPurse(emptyPurse, { currency: currency('EUR'), amount: Decimal.one });
  addToPurse(before, { currency: currency('EUR'), amount: Decimal.one });
  expect(amountIn(before, currency('EUR'))).toEqual(Decimal.one);
  expect(amountIn(before, currency('USD'))).toEqual(Decimal.zero);
});
