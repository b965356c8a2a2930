import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { fillId } from '#src/domain/ids.ts';
import { OpenLots, type Lot } from '#src/domain/lots.ts';
import { decimalBetween, lotMethod } from './arbitraries.ts';

function lot(id: string, quantity: string, cost: string): Lot {
  return {
    fillId: fillId(id),
    openedAt: Number(id),
    quantity: Decimal.from(quantity),
    cost: Decimal.from(cost),
  };
}

function texts(lots: readonly Lot[]): readonly string[] {
  return lots.map((each) => `${each.fillId}: ${each.quantity.toString()} for ${each.cost.toString()}`);
}

const three = [lot('1', '2', '20'), lot('2', '3', '33'), lot('3', '1', '15')];

describe('open lots', () => {
  test.each<[LotMethod, string, string, readonly string[]]>([
    ['FIFO', '2', '20', ['2: 3 for 33', '3: 1 for 15']],
    ['FIFO', '4', '42', ['2: 1 for 11', '3: 1 for 15']],
    ['FIFO', '6', '68', []],
    ['LIFO', '1', '15', ['1: 2 for 20', '2: 3 for 33']],
    ['LIFO', '2', '26', ['1: 2 for 20', '2: 2 for 22']],
    ['LIFO', '6', '68', []],
  ])('%s: %s cost %s', (method, quantity, cost, remaining) => {
    const lots = new OpenLots(method, three);
    expect(lots.take(Decimal.from(quantity)).toString()).toBe(cost);
    expect(texts(lots.list())).toEqual(remaining);
  });

  test('average pools into the oldest lot', () => {
    const lots = new OpenLots('AVERAGE', []);
    for (const each of three) lots.add(each);
    expect(texts(lots.list())).toEqual(['1: 6 for 68']);
    expect(lots.take(Decimal.from('3')).toString()).toBe('34');
    expect(texts(lots.list())).toEqual(['1: 3 for 34']);
  });

  test('short lots keep their sign', () => {
    const lots = new OpenLots('FIFO', [lot('1', '-2', '-20'), lot('2', '-2', '-24')]);
    expect(lots.take(Decimal.from('3')).toString()).toBe('-32');
    expect(texts(lots.list())).toEqual(['2: -1 for -12']);
  });

  test('a share of a cost that does not end has eighteen places, and none of the cost is lost', () => {
    const lots = new OpenLots('FIFO', [lot('1', '3', '100')]);
    const taken = [1, 2, 3].map(() => lots.take(Decimal.one).toString());
    // A third of 100; half of what is left then, to the even digit; the rest.
    expect(taken).toEqual(['33.333333333333333333', '33.333333333333333334', '33.333333333333333333']);
    expect(texts(lots.list())).toEqual([]);
  });

  test('the given lots stay as they were', () => {
    const given = [lot('1', '2', '20')];
    new OpenLots('FIFO', given).take(Decimal.from('1'));
    expect(texts(given)).toEqual(['1: 2 for 20']);
  });

  test('more than is open is a fault', () => {
    expect(() => new OpenLots('LIFO', three).take(Decimal.from('7'))).toThrow(RangeError);
  });

  test('what was taken and what remains are what was added', () => {
    const usual = fc.tuple(decimalBetween(1n, 100_000n, 4), decimalBetween(1n, 10n ** 12n, 8));
    // Up to 10^20 units of a coin of eighteen places.
    const huge = fc.tuple(decimalBetween(1n, 10n ** 38n, 18), decimalBetween(1n, 10n ** 38n, 36));
    const piece = fc.oneof(usual, huge);
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(lotMethod, fc.array(fc.tuple(piece, share), { maxLength: 40 }), (method, steps) => {
        const lots = new OpenLots(method, []);
        let [quantity, cost] = [Decimal.zero, Decimal.zero];
        for (const [[size, price], percent] of steps) {
          lots.add({ fillId: fillId('fill'), openedAt: 0, quantity: size, cost: price });
          const part = quantity
            .plus(size)
            .times(Decimal.fromInteger(percent))
            .dividedBy(Decimal.from('100'), 4, 'down');
          cost = cost.plus(price).minus(lots.take(part));
          quantity = quantity.plus(size).minus(part);
          expect(Decimal.sum(lots.list().map((each) => each.quantity))).toEqual(quantity);
          expect(Decimal.sum(lots.list().map((each) => each.cost))).toEqual(cost);
        }
      }),
    );
  });
});
