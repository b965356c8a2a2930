import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { fillId, instrumentId } from '#src/domain/ids.ts';
import { noLots, OpenLots, type Lot, type LotChanges } from '#src/domain/lots.ts';
import { decimalBetween, lotMethod } from './arbitraries.ts';

function lot(id: string, quantity: string, cost: string): Lot {
  return {
    place: Number(id),
    origin: { fillId: fillId(id), instrumentId: coin },
    openedAt: Number(id),
    quantity: Decimal.from(quantity),
    cost: Decimal.from(cost),
  };
}

const coin = instrumentId('venue:BTC-USDT');

function nameOf({ origin }: Pick<Lot, 'origin'>): string {
  return 'fillId' in origin ? origin.fillId : origin.entryId;
}

function texts(lots: readonly Lot[]): readonly string[] {
  return lots.map((each) => `${nameOf(each)}: ${each.quantity.toString()} for ${each.cost?.toString()}`);
}

const three = [lot('1', '2', '20'), lot('2', '3', '33'), lot('3', '1', '15')];

/** All that are open, unless the last are not given. */
function openLots(method: LotMethod, lots: readonly Lot[], quantity?: string): OpenLots {
  const held = Decimal.sum(lots.map((each) => each.quantity));
  const lastPlace = quantity === undefined ? (lots.at(-1)?.place ?? 0) : 3;
  return new OpenLots(method, { lots, lastPlace }, quantity === undefined ? held : Decimal.from(quantity));
}

function changeTexts({ ended, written }: LotChanges) {
  return { ended: ended && `${ended.first} to ${ended.last}`, written: placeTexts(written) };
}

function placeTexts(lots: readonly Lot[]): readonly string[] {
  return lots.map((each) => `${each.place}: ${each.quantity.toString()} for ${each.cost?.toString()}`);
}

describe('open lots', () => {
  test.each<[LotMethod, string, string, readonly string[]]>([
    ['FIFO', '2', '20', ['2: 3 for 33', '3: 1 for 15']],
    ['FIFO', '4', '42', ['2: 1 for 11', '3: 1 for 15']],
    ['FIFO', '6', '68', []],
    ['LIFO', '1', '15', ['1: 2 for 20', '2: 3 for 33']],
    ['LIFO', '2', '26', ['1: 2 for 20', '2: 2 for 22']],
    ['LIFO', '6', '68', []],
  ])('%s: %s cost %s', (method, quantity, cost, remaining) => {
    const lots = openLots(method, three);
    expect(lots.take(Decimal.from(quantity)).cost.toString()).toBe(cost);
    expect(texts(lots.list())).toEqual(remaining);
  });

  // portfolio-performance/portfolio issues 1292 and 4446: what was transferred is as old as it was before.
  test('what was bought elsewhere before is as old as it was there', () => {
    const older = { ...lot('0', '4', '44'), openedAt: 1.5 };
    const [first, last] = [openLots('FIFO', three), openLots('LIFO', three)];
    first.add(older);
    last.add(older);
    expect(changeTexts(first.changes())).toEqual({
      ended: '2 to 3',
      written: ['4: 4 for 44', '5: 3 for 33', '6: 1 for 15'],
    });
    expect(first.take(Decimal.from('3')).cost.toString()).toBe('31');
    expect(texts(first.list())).toEqual(['0: 3 for 33', '2: 3 for 33', '3: 1 for 15']);
    expect(last.take(Decimal.from('5')).cost.toString()).toBe('59');
    expect(texts(last.list())).toEqual(['1: 2 for 20', '0: 3 for 33']);
    expect(changeTexts(last.changes())).toEqual({ ended: '2 to 3', written: ['4: 3 for 33'] });
  });

  test('average pools into the oldest lot', () => {
    const lots = new OpenLots('AVERAGE', noLots, Decimal.zero);
    for (const each of three) lots.add(each);
    expect(texts(lots.list())).toEqual(['1: 6 for 68']);
    expect(lots.take(Decimal.from('3')).cost.toString()).toBe('34');
    expect(texts(lots.list())).toEqual(['1: 3 for 34']);
  });

  test('short lots keep their sign', () => {
    const lots = openLots('FIFO', [lot('1', '-2', '-20'), lot('2', '-2', '-24')]);
    expect(lots.take(Decimal.from('3')).cost.toString()).toBe('-32');
    expect(texts(lots.list())).toEqual(['2: -1 for -12']);
  });

  test('a share of a cost that does not end has eighteen places, and none of the cost is lost', () => {
    const lots = openLots('FIFO', [lot('1', '3', '100')]);
    const taken = [1, 2, 3].map(() => lots.take(Decimal.one).cost.toString());
    // A third of 100; half of what is left then, to the even digit; the rest.
    expect(taken).toEqual(['33.333333333333333333', '33.333333333333333334', '33.333333333333333333']);
    expect(texts(lots.list())).toEqual([]);
  });

  test('newest first: one that was added is taken, though older ones are open that were not given', () => {
    const lots = openLots('LIFO', [lot('3', '1', '15')], '6');
    lots.add({
      origin: { fillId: fillId('4'), instrumentId: coin },
      openedAt: 4,
      quantity: Decimal.from('2'),
      cost: Decimal.from('40'),
    });
    expect(lots.take(Decimal.from('3')).cost.toString()).toBe('55');
    expect(texts(lots.list())).toEqual([]);
  });

  test('the given lots stay as they were', () => {
    const given = [lot('1', '2', '20')];
    openLots('FIFO', given).take(Decimal.from('1'));
    expect(texts(given)).toEqual(['1: 2 for 20']);
  });

  test('more than is open is a fault', () => {
    expect(() => openLots('LIFO', three).take(Decimal.from('7'))).toThrow(RangeError);
  });

  test.each<[LotMethod, string, ReturnType<typeof changeTexts>]>([
    ['FIFO', '0', { ended: undefined, written: ['4: 5 for 60'] }],
    ['FIFO', '1', { ended: undefined, written: ['1: 1 for 10', '4: 5 for 60'] }],
    ['FIFO', '3', { ended: '1 to 1', written: ['2: 2 for 22', '4: 5 for 60'] }],
    ['FIFO', '7', { ended: '1 to 3', written: ['4: 4 for 48'] }],
    // The newest is the one that was added.
    ['LIFO', '5', { ended: undefined, written: [] }],
    ['LIFO', '6', { ended: '3 to 3', written: [] }],
    ['LIFO', '7', { ended: '3 to 3', written: ['2: 2 for 22'] }],
    ['LIFO', '11', { ended: '1 to 3', written: [] }],
  ])('%s: adding one and taking %s changes no others', (method, taken, expected) => {
    const lots = openLots(method, three);
    lots.add(lot('9', '5', '60'));
    lots.take(Decimal.from(taken));
    expect(changeTexts(lots.changes())).toEqual(expected);
  });

  test('average writes the pooled lot in its place', () => {
    const lots = openLots('AVERAGE', three.slice(0, 1));
    lots.add(lot('9', '3', '40'));
    expect(changeTexts(lots.changes())).toEqual({ ended: undefined, written: ['1: 5 for 60'] });
    lots.take(Decimal.from('5'));
    expect(changeTexts(lots.changes())).toEqual({ ended: '1 to 1', written: [] });
  });

  test('the oldest are never passed over because they were not given', () => {
    const lots = openLots('FIFO', three.slice(0, 1), '6');
    lots.add(lot('9', '5', '60'));
    expect(lots.take(Decimal.from('2')).cost.toString()).toBe('20');
    expect(changeTexts(lots.changes())).toEqual({ ended: '1 to 1', written: ['4: 5 for 60'] });
    expect(() => lots.take(Decimal.one)).toThrow(RangeError);
  });

  test('what was taken and what remains are what was added', () => {
    const usual = fc.tuple(decimalBetween(1n, 100_000n, 4), decimalBetween(1n, 10n ** 12n, 8));
    // Up to 10^20 units of a coin of eighteen places.
    const huge = fc.tuple(decimalBetween(1n, 10n ** 38n, 18), decimalBetween(1n, 10n ** 38n, 36));
    const piece = fc.oneof(usual, huge);
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(lotMethod, fc.array(fc.tuple(piece, share), { maxLength: 40 }), (method, steps) => {
        const lots = new OpenLots(method, noLots, Decimal.zero);
        let [quantity, cost] = [Decimal.zero, Decimal.zero];
        for (const [[size, price], percent] of steps) {
          lots.add({
            origin: { fillId: fillId('fill'), instrumentId: coin },
            openedAt: 0,
            quantity: size,
            cost: price,
          });
          const part = quantity
            .plus(size)
            .times(Decimal.fromInteger(percent))
            .dividedBy(Decimal.from('100'), 4, 'down');
          cost = cost.plus(price).minus(lots.take(part).cost);
          quantity = quantity.plus(size).minus(part);
          expect(Decimal.sum(lots.list().map((each) => each.quantity))).toEqual(quantity);
          expect(Decimal.sum(lots.list().flatMap((each) => each.cost ?? []))).toEqual(cost);
        }
      }),
    );
  });
});
