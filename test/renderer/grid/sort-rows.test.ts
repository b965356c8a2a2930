import { describe, expect, it } from 'vitest';
import { sortRows } from '#renderer/grid/sort-rows.ts';
import { ids, trade, tradeColumn, tradeId } from './trade.ts';

describe('sortRows', () => {
  const unpriced = { ...trade('x'), price: undefined };
  const { price: _none, ...withoutPrice } = unpriced;
  const rows = [
    trade('a', { price: '9' }),
    withoutPrice,
    trade('b', { price: '10' }),
    trade('c', { price: '-2.5' }),
  ];

  it('orders numbers by value, not by their text', () => {
    expect(ids(sortRows(rows, tradeColumn('price'), false, tradeId))).toBe('c a b x');
  });

  it('keeps unknown values last in either direction', () => {
    expect(ids(sortRows(rows, tradeColumn('price'), true, tradeId))).toBe('b a c x');
  });

  it('orders choices by the words that are shown', () => {
    const sides = [trade('buy', { side: 'BUY' }), trade('sell', { side: 'SELL' })];
    expect(ids(sortRows(sides, tradeColumn('side'), false, tradeId))).toBe('sell buy');
  });

  it('breaks ties by id, so that rows do not jump when one of them changes', () => {
    const tied = [trade('b'), trade('c'), trade('a')];
    expect(ids(sortRows(tied, tradeColumn('time'), false, tradeId))).toBe('a b c');
    expect(ids(sortRows(tied, tradeColumn('time'), true, tradeId))).toBe('c b a');
  });
});
