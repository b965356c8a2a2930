import { describe, expect, it } from 'vitest';
import { createRowOrder } from '#renderer/grid/sort-rows.ts';
import { ids, trade, tradeColumn, tradeId } from './trade.ts';

describe('createRowOrder', () => {
  const unpriced = { ...trade('x'), price: undefined };
  const { price: _none, ...withoutPrice } = unpriced;
  const rows = [
    trade('a', { price: '9' }),
    withoutPrice,
    trade('b', { price: '10' }),
    trade('c', { price: '-2.5' }),
  ];

  it('orders numbers by value, not by their text', () => {
    expect(ids(createRowOrder(tradeColumn('price'), false, tradeId).sorted(rows))).toBe('c a b x');
  });

  it('keeps unknown values last in either direction', () => {
    expect(ids(createRowOrder(tradeColumn('price'), true, tradeId).sorted(rows))).toBe('b a c x');
  });

  it('orders choices by the words that are shown', () => {
    const sides = [trade('buy', { side: 'BUY' }), trade('sell', { side: 'SELL' })];
    expect(ids(createRowOrder(tradeColumn('side'), false, tradeId).sorted(sides))).toBe('sell buy');
  });

  it('breaks ties by id, so that rows do not jump when one of them changes', () => {
    const tied = [trade('b'), trade('c'), trade('a')];
    expect(ids(createRowOrder(tradeColumn('time'), false, tradeId).sorted(tied))).toBe('a b c');
    expect(ids(createRowOrder(tradeColumn('time'), true, tradeId).sorted(tied))).toBe('c b a');
  });
});
