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

describe('orders that take', () => {
  test.each([
    ['a market buy takes level by level', { quantity: 12 }, ['4 @ 100', '6 @ 100.2', '2 @ 101']],
    ['a market sell takes bids', { side: 'SELL', quantity: 6 }, ['5 @ 99.9', '1 @ 99.8']],
    ['an exhausted book expires the rest', { quantity: 41 }, ['4 @ 100', '6 @ 100.2', '30 @ 101', 'expired']],
    ['a limit takes up to its price', { quantity: 10, limit: '100.2' }, ['4 @ 100', '6 @ 100.2']],
    ['a limit rests with what is left', { quantity: 11, limit: '100.2' }, ['4 @ 100', '6 @ 100.2']],
    [
      'IOC drops what is left',
      { quantity: 11, limit: '100.2', timeInForce: 'IOC' },
      ['4 @ 100', '6 @ 100.2', 'expired'],
    ],
    ['FOK takes all', { quantity: 10, limit: '100.2', timeInForce: 'FOK' }, ['4 @ 100', '6 @ 100.2']],
    ['FOK takes nothing', { quantity: 11, limit: '100.2', timeInForce: 'FOK' }, ['expired']],
    ['a market FOK takes nothing beyond the book', { quantity: 41, timeInForce: 'FOK' }, ['expired']],
  ] as const)('%s', (_, terms, expected) => {
    const engine = engineWith('100000', '100');
    show(engine, ladder);
    const lines = expected.map((line) => (line.includes('@') ? `o TAKER ${line}` : `o ${line}`));
    expect(answerOf(engine.place(orderOf(terms), noon))).toEqual(['o accepted', ...lines]);
  });

  test('fills cost price and fee, to the last digit', () => {
    const engine = engineWith('2000', '10');
    show(engine, ladder);
    const placed = engine.place(orderOf({ quantity: 6 }), noon);
    if (!placed.ok) throw new Error(placed.error.venueCode);
    const fills = placed.value.flatMap((event) => (event.type === 'filled' ? [event.fill] : []));
    expect(
      fills.map(({ venueTradeId, fee }) => [venueTradeId, fee?.amount.toString(), fee?.currency]),
    ).toEqual([
      ['o-0001', '0.8', 'USDT'],
      ['o-0002', '0.4008', 'USDT'],
    ]);
    // 2000 − 4 × 100 − 2 × 100.2 − 0.8 − 0.4008
    expect(balancesOf(engine.balances())).toBe('16 COIN, 1398.3992 USDT');
    engine.place(orderOf({ id: 's', side: 'SELL', quantity: 5 }), noon);
    // + 5 × 99.9 − 0.999
    expect(balancesOf(engine.balances())).toBe('11 COIN, 1896.9002 USDT');
  });

  test('what was taken is gone: what others take comes out of the rest, and only what they add is new', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ id: 'a', quantity: 3 }), noon);
    show(engine, { ...ladder, updateId: 2 });
    expect(answerOf(engine.place(orderOf({ id: 'b', quantity: 2 }), noon))).toEqual([
      'b accepted',
      'b TAKER 1 @ 100',
      'b TAKER 1 @ 100.2',
    ]);
    const shows = (quantity: string, updateId: number) =>
      show(
        engine,
        bookOf(
          ladder.bids,
          [
            ['100.0', quantity],
            ['100.2', '6'],
          ],
          updateId,
        ),
      );
    const most = { limit: '100.0', quantity: 9, timeInForce: 'IOC' } as const;
    // The four of it are ours.
    shows('3.999', 3);
    expect(answerOf(engine.place(orderOf({ ...most, id: 'c' }), noon))).toEqual(['c accepted', 'c expired']);
    shows('1', 4);
    shows('6', 5);
    expect(answerOf(engine.place(orderOf({ ...most, id: 'd' }), noon))).toEqual([
      'd accepted',
      'd TAKER 5 @ 100',
      'd expired',
    ]);
    shows('0', 6);
    shows('2', 7);
    expect(answerOf(engine.place(orderOf({ ...most, id: 'e' }), noon))).toContain('e TAKER 2 @ 100');
  });

  test('an older book does not replace a newer one', () => {
    const engine = engineWith('100000');
    show(engine, bookOf([], [['100.0', '4']], 7));
    show(engine, bookOf([], [['90.0', '4']], 6));
    expect(answerOf(engine.place(orderOf({ quantity: 1 }), noon))).toContain('o TAKER 1 @ 100');
  });
});

describe('orders that rest', () => {
  test('a trade at the price serves the queue first, then us, as maker', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    expect(told(show(engine, ladder, [tradeOf('99.8', 6, 'SELL')]))).toEqual([]);
    expect(told(show(engine, ladder, [tradeOf('99.8', 3, 'SELL')]))).toEqual(['o MAKER 2 @ 99.8']);
    expect(told(show(engine, ladder, [tradeOf('99.8', 100, 'SELL')]))).toEqual(['o MAKER 8 @ 99.8']);
    // 100000 − 998 − 0.998
    expect(balancesOf(engine.balances())).toBe('10 COIN, 99001.002 USDT');
  });

  test('a buyer at our bid is no seller to us, and what traded before we came is none of ours', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.7' }), noon);
    expect(told(show(engine, ladder, [tradeOf('99.7', 50, 'BUY')]))).toEqual([]);
    expect(told(show(engine, ladder, [tradeOf('99.7', 50, 'SELL', 0)]))).toEqual([]);
    // At the very time of the book: it is in the book already.
    expect(told(show(engine, ladder, [tradeOf('99.6', 50, 'SELL', 0.5)]))).toEqual([]);
    expect(told(show(engine, ladder, [tradeOf('99.7', 50, 'SELL')]))).toEqual(['o MAKER 10 @ 99.7']);
  });

  test('a trade through the price would have met us first, for its quantity', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    expect(told(show(engine, ladder, [tradeOf('99.7', 4, 'SELL')]))).toEqual(['o MAKER 4 @ 99.8']);
  });

  test('a buyer through our offer would have met us first, for its quantity', () => {
    const engine = engineWith('100000', '10');
    show(engine, ladder);
    engine.place(orderOf({ side: 'SELL', limit: '100.2' }), noon);
    expect(told(show(engine, ladder, [tradeOf('100.3', 4, 'BUY')]))).toEqual(['o MAKER 4 @ 100.2']);
    expect(told(show(engine, ladder, [tradeOf('100.1', 4, 'BUY')]))).toEqual([]);
  });

  test('a shrinking level shortens the queue', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    show(
      engine,
      bookOf(
        [
          ['99.9', '5'],
          ['99.8', '2'],
        ],
        ladder.asks,
        2,
      ),
    );
    expect(told(show(engine, undefined, [tradeOf('99.8', 5, 'SELL', 2)]))).toEqual(['o MAKER 3 @ 99.8']);
  });

  test('a level out of view tells nothing of its queue', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.5' }), noon);
    show(engine, bookOf([['99.9', '5']], ladder.asks, 2));
    expect(told(show(engine, undefined, [tradeOf('99.5', 20, 'SELL', 2)]))).toEqual([]);
    expect(told(show(engine, undefined, [tradeOf('99.5', 1, 'SELL', 2)]))).toEqual(['o MAKER 1 @ 99.5']);
  });

  test('the opposite best crossing the price fills us at our price, once for what it shows', () => {
    const engine = engineWith('100000', '50');
    show(engine, ladder);
    engine.place(orderOf({ side: 'SELL', limit: '101.0' }), noon);
    const crossed = bookOf(
      [
        ['101.5', '3'],
        ['101.0', '1'],
        ['100.9', '9'],
      ],
      [['101.6', '1']],
      2,
    );
    expect(told(show(engine, crossed))).toEqual(['o MAKER 4 @ 101']);
    expect(told(show(engine, { ...crossed, updateId: 3 }))).toEqual([]);
  });

  test('better price first, then who came first', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ id: 'first', limit: '99.6', quantity: 3 }), noon);
    engine.place(orderOf({ id: 'second', limit: '99.6', quantity: 3 }), noon);
    engine.place(orderOf({ id: 'better', limit: '99.7', quantity: 3 }), noon);
    expect(told(show(engine, ladder, [tradeOf('99.6', 7, 'SELL')]))).toEqual([
      'better MAKER 3 @ 99.7',
      'first MAKER 3 @ 99.6',
      'second MAKER 1 @ 99.6',
    ]);
  });

  test('of offers the cheaper is served first, then who came first', () => {
    const engine = engineWith('100000', '100');
    show(engine, ladder);
    engine.place(orderOf({ id: 'first', side: 'SELL', limit: '100.6', quantity: 3 }), noon);
    engine.place(orderOf({ id: 'second', side: 'SELL', limit: '100.6', quantity: 3 }), noon);
    engine.place(orderOf({ id: 'cheaper', side: 'SELL', limit: '100.5', quantity: 3 }), noon);
    expect(told(show(engine, ladder, [tradeOf('100.6', 7, 'BUY')]))).toEqual([
      'cheaper MAKER 3 @ 100.5',
      'first MAKER 3 @ 100.6',
      'second MAKER 1 @ 100.6',
    ]);
  });

  test('DAY ends with the UTC day, at its end, however late that is noticed', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }), noon);
    const midnight = Date.UTC(2026, 2, 11);
    expect(engine.nextExpiry()).toBe(midnight);
    expect(engine.onTime(midnight - 1)).toEqual([]);
    expect(engine.onTime(midnight + 5_000)).toMatchObject([{ type: 'expired', time: midnight }]);
  });
});

describe('refusals', () => {
  test.each([
    ['off tick', { limit: '99.85' }, 'PRICE_OFF_TICK'],
    ['off lot', { limit: '99.8', quantity: '1.5' }, 'QUANTITY_OFF_LOT'],
    ['below the minimum notional', { limit: '0.4' }, 'NOTIONAL_TOO_SMALL'],
    ['more cash than there is', { limit: '99.8', quantity: 101 }, 'INSUFFICIENT_BALANCE'],
    ['cash for the price, none for the fee', { limit: '100.0', quantity: 100 }, 'INSUFFICIENT_BALANCE'],
    ['a market buy of more than the book has costs what the book has', { quantity: 100_000 }, 'o accepted'],
    ['selling what is not held', { side: 'SELL', limit: '101.0', quantity: 11 }, 'INSUFFICIENT_BALANCE'],
    ['a stop beyond the market', { stop: '100.0' }, 'STOP_WOULD_TRIGGER'],
    ['IOC for a stop', { stop: '101.0', timeInForce: 'IOC' }, 'TIME_IN_FORCE_NOT_ALLOWED'],
  ] as const)('%s', (_, terms, code) => {
    const engine = engineWith('10000', '10');
    show(engine, ladder, [], '100.0');
    expect(answerOf(engine.place(orderOf(terms), noon))[0]).toBe(code);
  });

  test('a market buy that its levels make too dear', () => {
    const engine = engineWith('1003');
    show(engine, ladder);
    // 400 + 601.2, and 2.0024 of fee
    expect(answerOf(engine.place(orderOf({ quantity: 10 }), noon))).toEqual(['INSUFFICIENT_BALANCE']);
    expect(answerOf(engine.place(orderOf({ quantity: 9 }), noon))[0]).toBe('o accepted');
  });

  test('open orders keep what they need', () => {
    const engine = engineWith('1500', '15');
    show(engine, ladder);
    engine.place(orderOf({ id: 'b', limit: '99.0' }), noon);
    engine.place(orderOf({ id: 's', side: 'SELL', limit: '105.0' }), noon);
    expect(answerOf(engine.place(orderOf({ id: 'b2', limit: '99.0', quantity: 6 }), noon))).toEqual([
      'INSUFFICIENT_BALANCE',
    ]);
    expect(
      answerOf(engine.place(orderOf({ id: 's2', side: 'SELL', limit: '105.0', quantity: 6 }), noon)),
    ).toEqual(['INSUFFICIENT_BALANCE']);
    engine.cancel(orderOf({ id: 'b' }).clientOrderId, noon);
    expect(answerOf(engine.place(orderOf({ id: 'b2', limit: '99.0', quantity: 6 }), noon))).toEqual([
      'b2 accepted',
    ]);
  });

  test.each([
    ['no book', coin, undefined, 'NO_MARKET_DATA'],
    ['halted', { ...coin, tradable: false }, ladder, 'NOT_TRADABLE'],
    ['margined', { ...coin, kind: 'perpetual' as const }, ladder, 'KIND_NOT_SUPPORTED'],
  ])('%s', (_, instrument, book, code) => {
    const engine = engineWith('100000', '0', instrument);
    show(engine, book);
    expect(answerOf(engine.place(orderOf({ quantity: 1 }), noon))).toEqual([code]);
  });
});

describe('two orders of one account', () => {
  test.each([
    ['a limit', { limit: '100.0' }],
    ['a market order that would pass by it', { quantity: 9 }],
  ])('never trade with each other: %s that would meet its own is refused', (_, terms) => {
    const engine = engineWith('100000', '100');
    show(
      engine,
      bookOf(
        [['99.0', '5']],
        [
          ['100.1', '5'],
          ['101.0', '20'],
        ],
      ),
    );
    engine.place(orderOf({ id: 'own', side: 'SELL', limit: '100.0' }), noon);
    expect(answerOf(engine.place(orderOf({ id: 'meets', ...terms }), noon))).toEqual([
      'WOULD_MEET_OWN_ORDER',
    ]);
    expect(answerOf(engine.place(orderOf({ id: 'beside', limit: '99.9' }), noon))).toEqual([
      'beside accepted',
    ]);
    expect(answerOf(engine.place(orderOf({ id: 'same', side: 'SELL', limit: '100.0' }), noon))).toEqual([
      'same accepted',
    ]);
    engine.cancel(orderOf({ id: 'own' }).clientOrderId, noon);
    engine.cancel(orderOf({ id: 'same' }).clientOrderId, noon);
    expect(answerOf(engine.place(orderOf({ id: 'again', ...terms }), noon))).toContain('again accepted');
  });
});
