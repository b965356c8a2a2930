import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OrderBook } from '#src/domain/book.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { BookLevel } from '#src/domain/market.ts';

const instrument = instrumentId('venue:ABC');

function bookOf(bids: readonly BookLevel[], asks: readonly BookLevel[]): OrderBook {
  const book = new OrderBook(instrument);
  expect(book.replace(1, bids, asks, 1000)).toBe(true);
  return book;
}

describe('an order book', () => {
  it('has no more levels than any market, and begins anew with what adds to them without an end', () => {
    const book = new OrderBook(instrument);
    const bids = Array.from({ length: 200_000 }, (_, at): BookLevel => [String(at + 1), '1']);
    expect(book.apply(1, bids, [], 1)).toBe(true);
    expect(book.apply(2, [['7', '2']], [['300000', '1']], 2)).toBe(true);
    expect(book.apply(3, [['200001', '1']], [], 3)).toBe(false);
    expect([book.bidCount, book.askCount]).toEqual([0, 0]);
  });

  it('knows nothing at first', () => {
    const book = new OrderBook(instrument);
    expect(book.bestBid()).toBeUndefined();
    expect(book.bestAsk()).toBeUndefined();
    expect(book.snapshot()).toEqual({ instrumentId: instrument, bids: [], asks: [], updateId: 0, time: 0 });
  });

  it('sorts bids from the highest and asks from the lowest, in the text of the wire', () => {
    const book = bookOf(
      [
        ['9.5', '1.00'],
        ['10.10', '2'],
      ],
      [
        ['11', '3'],
        ['10.9000', '4.5'],
      ],
    );
    expect(book.bestBid()).toEqual(['10.10', '2']);
    expect(book.bestAsk()).toEqual(['10.9000', '4.5']);
    expect(book.snapshot(1)).toEqual({
      instrumentId: instrument,
      bids: [['10.10', '2']],
      asks: [['10.9000', '4.5']],
      updateId: 1,
      time: 1000,
    });
    expect(book.snapshot().bids.map(([price]) => price)).toEqual(['10.10', '9.5']);
    expect(book.snapshot().asks.map(([price]) => price)).toEqual(['10.9000', '11']);
  });

  it('replaces a quantity, removes at zero, and does not mind the removal of an unknown price', () => {
    const book = bookOf([['10', '1']], [['11', '1']]);
    expect(
      book.apply(
        2,
        [['10', '7']],
        [
          ['11', '0.00000000'],
          ['12', '0'],
        ],
        2000,
      ),
    ).toBe(true);
    expect(book.snapshot()).toMatchObject({ bids: [['10', '7']], asks: [], updateId: 2, time: 2000 });
    expect([book.bidCount, book.askCount]).toEqual([1, 0]);
  });

  it('takes differently written texts of one price for one level', () => {
    const book = bookOf([['0.352', '1']], []);
    book.apply(2, [['0.35200000', '5']], [], 2000);
    expect(book.snapshot().bids).toEqual([['0.35200000', '5']]);
  });

  it('starts over from a snapshot', () => {
    const book = bookOf([['10', '1']], [['11', '1']]);
    book.replace(9, [['8', '1']], [], 3000);
    expect(book.snapshot()).toMatchObject({ bids: [['8', '1']], asks: [], updateId: 9, time: 3000 });
  });

  it('does not change a snapshot that was handed out', () => {
    const book = bookOf([['10', '1']], []);
    const before = book.snapshot();
    book.apply(
      2,
      [
        ['10', '2'],
        ['9', '1'],
      ],
      [],
      2000,
    );
    expect(before.bids).toEqual([['10', '1']]);
  });

  it('keeps prices of 15 digits apart, and large ones with the zeros of the wire', () => {
    const book = bookOf(
      [
        ['0.123456789012345', '1'],
        ['0.123456789012346', '1'],
        ['1500000000.00000000', '1'],
      ],
      [],
    );
    expect(book.snapshot().bids.map(([price]) => price)).toEqual([
      '1500000000.00000000',
      '0.123456789012346',
      '0.123456789012345',
    ]);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '-1',
    '1e5',
    '1.2.3',
    ' 1',
    'NaN',
    '0',
    '0.00',
    '1234567890.1234567',
    '1234567890123456',
  ])('refuses the price "%s" and is empty then', (price) => {
    const book = bookOf([['10', '1']], [['11', '1']]);
    expect(book.apply(2, [['10', '2']], [[price, '1']], 2000)).toBe(false);
    expect(book.snapshot()).toMatchObject({ bids: [], asks: [], updateId: 0 });
  });

  it.each(['', '.', '1.', '.5', '-1', '1e5', '1.2.3', 'abc'])('refuses the quantity "%s"', (quantity) => {
    const book = bookOf([['10', '1']], []);
    expect(book.apply(2, [['10', quantity]], [], 2000)).toBe(false);
    expect(book.bidCount).toBe(0);
  });

  it('keeps a quantity of any length to the last digit', () => {
    const quantity = '123456789012345678901234567890.123456789';
    expect(bookOf([['10', quantity]], []).bestBid()).toEqual(['10', quantity]);
  });

  it('agrees with a map of decimals after any changes', () => {
    const price = fc.record({
      ticks: fc.integer({ min: 1, max: 60 }),
      zeros: fc.integer({ min: 0, max: 4 }),
    });
    const change = fc.record({ price, quantity: fc.integer({ min: 0, max: 3 }), bid: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 30 }), (updates) => {
        const book = new OrderBook(instrument);
        const model = { bids: new Map<string, BookLevel>(), asks: new Map<string, BookLevel>() };
        for (const [index, changes] of updates.entries()) {
          const bids: BookLevel[] = [];
          const asks: BookLevel[] = [];
          for (const { price: written, quantity, bid } of changes) {
            const decimal = Decimal.fromInteger(written.ticks).times(Decimal.from('0.05'));
            const level: BookLevel = [decimal.toFixed(2 + written.zeros, 'down'), String(quantity)];
            (bid ? bids : asks).push(level);
            const side = bid ? model.bids : model.asks;
            if (quantity === 0) side.delete(decimal.toString());
            else side.set(decimal.toString(), level);
          }
          expect(book.apply(index + 1, bids, asks, index)).toBe(true);
        }
        const bids = [...model.bids.values()].toSorted(ascending).toReversed();
        const asks = [...model.asks.values()].toSorted(ascending);
        expect(book.snapshot()).toMatchObject({ bids, asks });
        expect(book.snapshot(3)).toMatchObject({ bids: bids.slice(0, 3), asks: asks.slice(0, 3) });
        expect(book.bestBid()).toEqual(bids[0]);
        expect(book.bestAsk()).toEqual(asks[0]);
        expect([book.bidCount, book.askCount]).toEqual([bids.length, asks.length]);
      }),
    );
  });
});

function ascending([left]: BookLevel, [right]: BookLevel): number {
  return Decimal.from(left).compare(Decimal.from(right));
}
