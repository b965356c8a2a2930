import { describe, expect, test } from 'vitest';
import { instrumentId } from '#src/domain/ids.ts';
import {
  answerOf,
  bookOf,
  coin,
  engineWith,
  ladder,
  noon,
  orderOf,
  show,
  told,
  tradeOf,
  type TermsText,
} from './matching-fixtures.ts';

const day = 86_400_000;
const midnight = Date.UTC(2026, 2, 11);

/** Fees are 0.1 % for a maker and 0.2 % for a taker. */
function answer(usdt: string, terms: TermsText, held = '0') {
  const engine = engineWith(usdt, held);
  show(engine, ladder);
  return engine.place(orderOf(terms), noon);
}

describe('what an order needs', () => {
  test('is its worth at its limit with the dearer fee', () => {
    // 10 × 99.8 × 1.002
    expect(answerOf(answer('999.996', { limit: '99.8' }))).toEqual(['o accepted']);
    expect(answer('999.995', { limit: '99.8' })).toMatchObject({
      error: {
        venueCode: 'INSUFFICIENT_BALANCE',
        // To the cent: what is needed rounded up, what is free rounded down.
        reason: { code: 'INSUFFICIENT_BALANCE', needed: '1000', free: '999.99', currency: 'USDT' },
      },
    });
  });

  test('is a waiting stop’s worth at its stop, whatever the book asks now', () => {
    // 10 × 101 × 1.002
    expect(answerOf(answer('1012.02', { stop: '101.0' }))).toEqual(['o accepted']);
    expect(answerOf(answer('1012.01', { stop: '101.0' }))).toEqual(['INSUFFICIENT_BALANCE']);
  });

  test('is not taken by what is reserved in another currency', () => {
    const engine = engineWith('999.996', '10');
    show(engine, ladder);
    expect(answerOf(engine.place(orderOf({ id: 's', side: 'SELL', limit: '200.0' }), noon))).toEqual([
      's accepted',
    ]);
    expect(answerOf(engine.place(orderOf({ limit: '99.8' }), noon))).toEqual(['o accepted']);
  });
});

describe('the market that an order is held against', () => {
  test('is the best price that it would take', () => {
    // One at 4 is worth less than the least of 5.
    const engine = engineWith('100000');
    show(engine, bookOf([['3.9', '9']], [['4.0', '9']]));
    expect(answerOf(engine.place(orderOf({ quantity: 1 }), noon))).toEqual(['NOTIONAL_TOO_SMALL']);
    expect(answerOf(engine.place(orderOf({ stop: '4.0' }), noon))).toEqual(['STOP_WOULD_TRIGGER']);
    expect(answerOf(engine.place(orderOf({ stop: '4.1' }), noon))).toEqual(['o accepted']);
  });

  test('is the last trade where one was seen', () => {
    const trades = ['99.0', '102.0', '99.5'].map((price) => tradeOf(price, 1, 'SELL', 0));
    const engine = engineWith('100000');
    show(engine, ladder, trades);
    // The best ask of 100 has no say.
    expect(answerOf(engine.place(orderOf({ id: 'a', stop: '99.5' }), noon))).toEqual(['STOP_WOULD_TRIGGER']);
    expect(answerOf(engine.place(orderOf({ id: 'a', stop: '99.6' }), noon))).toEqual(['a accepted']);
    const quoted = engineWith('100000');
    show(quoted, ladder, [], '101.0');
    expect(answerOf(quoted.place(orderOf({ stop: '100.5' }), noon))).toEqual(['STOP_WOULD_TRIGGER']);
  });

  test('is known from a venue’s very first book, and from the whole of a book that came in part', () => {
    const engine = engineWith('100000');
    show(engine, bookOf([], [['100.0', '4']], 0));
    expect(answerOf(engine.place(orderOf({ id: 'a', quantity: 4 }), noon))).toEqual([
      'a accepted',
      'a TAKER 4 @ 100',
    ]);
    show(engine, bookOf([], [['100.0', '1']], 1));
    show(engine, ladder);
    expect(answerOf(engine.place(orderOf({ id: 'b', limit: '100.0' }), noon))).toEqual([
      'b accepted',
      'b TAKER 3 @ 100',
    ]);
  });
});

describe('what rests', () => {
  test('an offer waits behind what is offered at its price', () => {
    const engine = engineWith('0', '10');
    show(engine, ladder);
    engine.place(orderOf({ side: 'SELL', limit: '100.2' }), noon);
    expect(told(show(engine, ladder, [tradeOf('100.2', 6, 'BUY')]))).toEqual([]);
    expect(told(show(engine, ladder, [tradeOf('100.2', 4, 'BUY')]))).toEqual(['o MAKER 4 @ 100.2']);
  });

  test('loses its place to one of the same price when it is enlarged', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    const [first, second] = [orderOf({ id: 'a', limit: '99.8' }), orderOf({ id: 'b', limit: '99.8' })];
    engine.place(first, noon);
    engine.place(second, noon);
    engine.amend(first.clientOrderId, { ...first, quantity: first.quantity.plus(coin.lotSize) }, noon);
    expect(told(show(engine, ladder, [tradeOf('99.7', 10, 'SELL')]))).toEqual(['b MAKER 10 @ 99.8']);
  });

  test('a stop that waits for its price is met by no trade at its limit', () => {
    const engine = engineWith('100000');
    show(engine, ladder, [], '100.0');
    engine.place(orderOf({ stop: '105.0', limit: '105.0' }), noon);
    expect(told(show(engine, ladder, [tradeOf('99.0', 50, 'SELL')]))).toEqual([]);
  });

  test('is open in its own instrument', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    expect([coin.id, instrumentId('test:OTHER')].map((id) => engine.hasOpenOrders(id))).toEqual([
      true,
      false,
    ]);
  });
});

describe('the end of a day', () => {
  test('is waited for where an order ends with it, the nearest first', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ id: 'lasts', limit: '99.8' }), noon);
    expect(engine.nextExpiry()).toBeUndefined();
    engine.place(orderOf({ id: 'tomorrow', limit: '99.8', timeInForce: 'DAY' }), noon + day);
    engine.place(orderOf({ id: 'today', limit: '99.8', timeInForce: 'DAY' }), noon);
    expect(engine.nextExpiry()).toBe(midnight);
    expect(engine.onTime(midnight)).toMatchObject([
      { clientOrderId: 'today', type: 'expired', reason: { code: 'DAY_ENDED' }, time: midnight },
    ]);
    expect(engine.nextExpiry()).toBe(midnight + day);
  });

  test('is that of the day on which the venue took the order', () => {
    const engine = engineWith('100000');
    const order = orderOf({ limit: '99.8', timeInForce: 'DAY' });
    engine.restore({ ...order, acknowledgedAt: noon + day }, []);
    expect(engine.nextExpiry()).toBe(midnight + day);
    const unknown = engineWith('100000');
    unknown.restore(order, []);
    expect(unknown.nextExpiry()).toBe(midnight);
  });

  test('is that of today where the clock ran days ahead when the order was placed, and was set right since', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }), noon + 400 * day);
    expect(engine.onTime(noon)).toEqual([]);
    expect(engine.nextExpiry()).toBe(midnight);
    expect(engine.onTime(midnight)).toMatchObject([{ type: 'expired', time: midnight }]);
  });

  test('stays what it was where the clock is put right by seconds, back over midnight', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }), midnight + 1_000);
    expect(engine.onTime(midnight - 1_000)).toEqual([]);
    expect(engine.onTime(midnight + 2_000)).toEqual([]);
    expect(engine.nextExpiry()).toBe(midnight + day);
  });
});

describe('after a restart', () => {
  test('a stop that had not triggered waits on', () => {
    const engine = engineWith('100000');
    engine.restore(orderOf({ stop: '105.0', limit: '106.0' }), []);
    expect(told(show(engine, ladder))).toEqual([]);
    expect(told(show(engine, ladder, [tradeOf('105.0', 1, 'BUY')], '105.0'))[0]).toBe('o triggered');
  });

  test.each(['IOC', 'FOK'] as const)('what was to be done at once, %s, is not done later', (timeInForce) => {
    const engine = engineWith('100000');
    engine.restore({ ...orderOf({ limit: '100.0', timeInForce }), updatedAt: noon - 5 }, []);
    expect(show(engine, ladder)).toMatchObject([
      { type: 'expired', reason: { code: 'INTERRUPTED' }, time: noon - 5 },
    ]);
  });
});
