import { describe, expect, test } from 'vitest';

import {
  answerOf,
  balancesOf,
  bookOf,
  coin,
  engineWith,
  ladder,
  noon,
  orderOf,
  show,
  told,
  tradeOf,
} from './matching-fixtures.ts';

describe('stops', () => {
  test.each([
    [
      'a sell stop takes at any price',
      { side: 'SELL', stop: '99.0', quantity: 8 },
      '99.0',
      ['o triggered', 'o TAKER 5 @ 99.9', 'o TAKER 3 @ 99.8'],
    ],
    [
      'a buy stop-limit rests beyond its limit',
      { stop: '101.0', limit: '100.1', quantity: 8 },
      '101.0',
      ['o triggered', 'o TAKER 4 @ 100'],
    ],
    ['a buy stop waits below its price', { stop: '101.0', quantity: 8 }, '100.9', []],
  ] as const)('%s', (_, terms, price, expected) => {
    const engine = engineWith('100000', '50');
    show(engine, ladder, [], '100.0');
    expect(answerOf(engine.place(orderOf(terms), noon))).toEqual(['o accepted']);
    const trades = [tradeOf(price, 1, 'SELL')];
    const triggers = expected.length > 0;
    expect(engine.needsDepth({ instrumentId: coin.id, book: ladder, trades, last: price })).toBe(triggers);
    expect(told(show(engine, ladder, trades, price))).toEqual(expected);
  });

  test('a touch between two looks triggers, although the last trade is back', () => {
    const engine = engineWith('100000', '50');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ side: 'SELL', stop: '99.0' }), noon);
    const events = show(engine, ladder, [tradeOf('98.9', 1, 'SELL'), tradeOf('100.0', 1, 'BUY')], '100.0');
    expect(told(events)[0]).toBe('o triggered');
  });

  test('without a trade ever seen, the best price that it would take counts', () => {
    const engine = engineWith('100000', '50');
    show(engine, ladder);
    engine.place(orderOf({ side: 'SELL', stop: '99.0' }), noon);
    expect(told(show(engine, bookOf([['99.0', '50']], [], 2)))).toEqual(['o triggered', 'o TAKER 10 @ 99']);
  });

  test('of a buyer too, and none while no book is known', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ stop: '101.0', quantity: 1 }), noon);
    expect(told(show(engine, undefined))).toEqual([]);
    expect(told(show(engine, bookOf([['100.9', '5']], [['101.0', '5']], 2)))).toEqual([
      'o triggered',
      'o TAKER 1 @ 101',
    ]);
  });

  test('a trade of before the order releases no stop', () => {
    const engine = engineWith('100000');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ stop: '101.0', quantity: 1 }), noon);
    expect(told(show(engine, ladder, [tradeOf('101.0', 1, 'BUY', 0)], '100.0'))).toEqual([]);
  });

  test('once a trade was seen, the best price that it would take does not count', () => {
    const engine = engineWith('100000', '50');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ side: 'SELL', stop: '99.0' }), noon);
    expect(told(show(engine, bookOf([['98.0', '50']], [], 2)))).toEqual([]);
    expect(told(show(engine, undefined, [], '99.0'))).toEqual(['o triggered']);
  });

  test('triggered without a book, it takes from the next one', () => {
    const engine = engineWith('100000', '50');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ side: 'SELL', stop: '99.0' }), noon);
    expect(told(show(engine, undefined, [], '98.0'))).toEqual(['o triggered']);
    expect(engine.needsDepth({ instrumentId: coin.id, book: ladder, trades: [], last: undefined })).toBe(
      true,
    );
    expect(told(show(engine, bookOf([['97.0', '50']], [], 1)))).toEqual(['o TAKER 10 @ 97']);
  });

  test('a triggered stop that cannot be paid for is rejected, and nothing is spent', () => {
    const engine = engineWith('1100');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ stop: '101.0' }), noon);
    const gapped = bookOf([], [['150.0', '50']], 2);
    expect(told(show(engine, gapped, [], '150.0'))).toEqual(['o triggered', 'o rejected']);
    expect(balancesOf(engine.balances())).toBe('0 COIN, 1100 USDT');
  });
});
