import { Big } from 'big.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { GroupTally, type Group, type SumKind } from '#src/domain/group-tally.ts';

type Name = 'quantity' | 'fee';
const kinds: ReadonlyMap<Name, SumKind> = new Map([
  ['quantity', 'quantity'],
  ['fee', 'money'],
]);

type Row = {
  readonly key: string | undefined;
  readonly instrument: string;
  readonly quantity: string;
  readonly currency: string;
  readonly fee: string | undefined;
};

function counted(rows: readonly Row[]) {
  const tally = new GroupTally(kinds);
  for (const { key, instrument, quantity, currency, fee } of rows) {
    const group = tally.count(key);
    group.add('quantity', instrument, Decimal.from(quantity));
    group.add('fee', currency, fee === undefined ? undefined : Decimal.from(fee));
  }
  return tally.result();
}

function inText({ key, count, sums }: Group<Name>) {
  const text = (name: Name) => sums[name]?.map(({ unit, amount }) => `${amount.toString()} ${unit}`);
  return { key, count, quantity: text('quantity'), fee: text('fee') };
}

const btc: Row = { key: 'a', instrument: 'X:BTC', quantity: '0.1', currency: 'USD', fee: '0.2' };

const sumOf = (own: readonly Row[], currency: string) =>
  own
    .filter((one) => one.currency === currency)
    .reduce((sum, { fee }) => sum.plus(fee ?? 'none'), new Big(0))
    .toFixed();

describe('groups of rows', () => {
  it('add up exactly what floats do not: 0.1 and 0.2', () => {
    const { groups } = counted([btc, { ...btc, quantity: '0.2', fee: '0.1' }]);
    expect(groups.map(inText)).toEqual([{ key: 'a', count: 2, quantity: ['0.3 X:BTC'], fee: ['0.3 USD'] }]);
  });

  it('of several instruments have no quantity, and the money of each currency by itself', () => {
    const { groups } = counted([btc, { ...btc, instrument: 'X:ETH', currency: 'EUR', fee: '1' }]);
    expect(groups.map(inText)).toEqual([
      { key: 'a', count: 2, quantity: undefined, fee: ['1 EUR', '0.2 USD'] },
    ]);
  });

  it('in which one amount is unknown have no sum of it, and neither has the total', () => {
    const { groups, total } = counted([btc, { ...btc, fee: undefined }, { ...btc, key: 'b' }]);
    expect(groups.map((group) => inText(group).fee)).toEqual([undefined, ['0.2 USD']]);
    expect(inText(total)).toEqual({ key: undefined, count: 3, quantity: ['0.3 X:BTC'], fee: undefined });
  });

  it('of one instrument each have a quantity; their total has none', () => {
    const { groups, total } = counted([btc, { ...btc, key: 'b', instrument: 'X:ETH' }]);
    expect(groups.map((group) => inText(group).quantity)).toEqual([['0.1 X:BTC'], ['0.1 X:ETH']]);
    expect(inText(total).quantity).toBeUndefined();
  });

  it('tell those apart that have nothing in common from those whose name is empty', () => {
    const { groups } = counted([
      btc,
      { ...btc, key: undefined },
      { ...btc, key: '' },
      { ...btc, key: undefined },
    ]);
    expect(groups.map(({ key, count }) => [key, count])).toEqual([
      ['a', 1],
      [undefined, 2],
      ['', 1],
    ]);
  });

  it('add up to what another library makes of all rows, whatever the order', () => {
    const amount = fc
      .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 12 }))
      .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed());
    const row = fc.record({
      key: fc.constantFrom('a', 'b', undefined),
      instrument: fc.constant('X:BTC'),
      quantity: amount,
      currency: fc.constantFrom('USD', 'EUR'),
      fee: amount,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const { groups, total } = counted(rows);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
        for (const group of [...groups, total]) {
          const own = group === total ? rows : rows.filter(({ key }) => key === group.key);
          for (const { unit, amount: sum } of group.sums.fee ?? [])
            expect(sum.toString()).toBe(sumOf(own, unit));
          expect(new Set(group.sums.fee?.map(({ unit }) => unit))).toEqual(
            new Set(own.map(({ currency }) => currency)),
          );
        }
      }),
    );
  });
});
