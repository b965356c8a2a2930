import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { instrumentId } from '#src/domain/ids.ts';
import { MatchingEngine } from '#src/domain/matching/matching-engine.ts';
import type { Order } from '#src/domain/order.ts';
import { bookOf, coin, engineWith, ladder, noon, orderOf, show, told, tradeOf } from './matching-fixtures.ts';

const elsewhere = { ...orderOf({ limit: '99.8' }), instrumentId: instrumentId('test:OTHER') };

test('fills are numbered on from the account’s last one', () => {
  const engine = new MatchingEngine({
    fees: { maker: Decimal.zero, taker: Decimal.zero },
    balances: [{ currency: coin.settle, amount: Decimal.from('100000') }],
    instruments: () => coin,
    lastFill: 41,
  });
  show(engine, ladder);
  const placed = engine.place(orderOf({}), noon);
  const numbers = (placed.ok ? placed.value : []).flatMap((event) =>
    event.type === 'filled' ? [event.fill.venueSequence] : [],
  );
  expect(numbers).toEqual([42, 43]);
});

test('what is not traded here is neither placed nor taken up', () => {
  const engine = engineWith('100000');
  expect(engine.place(elsewhere, noon)).toEqual({
    ok: false,
    error: {
      code: 'REFUSED',
      venueCode: 'UNKNOWN_INSTRUMENT',
      reason: { code: 'UNKNOWN_INSTRUMENT', instrument: 'test:OTHER' },
    },
  });
  expect(() => engine.restore(elsewhere, [])).toThrow(TypeError);
  const { instrumentId: id } = elsewhere;
  expect(engine.onMarket({ instrumentId: id, book: undefined, trades: [], last: undefined }, noon)).toEqual(
    [],
  );
});

describe('an amendment', () => {
  test('of a stop’s price is refused once it has triggered, and taken before', () => {
    const order = orderOf({ stop: '105.0', limit: '105.0' });
    const moved = { ...order, stopPrice: Decimal.from('106') };
    const engine = engineWith('100000');
    show(engine, ladder, [], '100.0');
    engine.place(order, noon);
    expect(engine.amend(order.clientOrderId, moved, noon)).toMatchObject({
      value: [{ type: 'amended', stopPrice: Decimal.from('106') }],
    });
    // Nobody offers at 105 or less: what has triggered rests.
    const far = bookOf([['99.9', '5']], [['107.0', '5']], 2);
    show(engine, far, [tradeOf('106.0', 1, 'BUY', 2)], '106.0');
    expect(engine.amend(order.clientOrderId, order, noon)).toEqual({
      ok: false,
      error: {
        code: 'REFUSED',
        venueCode: 'ALREADY_TRIGGERED',
        reason: { code: 'ALREADY_TRIGGERED' },
      },
    });
  });

  test('of a stop that has triggered and rests is no new stop: the market is beyond it', () => {
    const order = orderOf({ stop: '101.0', limit: '100.1' });
    const engine = engineWith('100000');
    show(engine, ladder, [], '100.0');
    engine.place(order, noon);
    show(engine, ladder, [], '101.0');
    expect(engine.amend(order.clientOrderId, { ...order, quantity: Decimal.from('9') }, noon)).toMatchObject({
      value: [{ type: 'amended' }],
    });
  });

  test('that would take from the book needs one; a smaller quantity needs none', () => {
    const order: Order = { ...orderOf({ limit: '99.8' }), acknowledgedAt: noon };
    const engine = engineWith('100000');
    engine.restore(order, []);
    expect(engine.amend(order.clientOrderId, { ...order, limitPrice: Decimal.from('101') }, noon)).toEqual({
      ok: false,
      error: {
        code: 'REFUSED',
        venueCode: 'NO_MARKET_DATA',
        reason: { code: 'NO_MARKET_DATA', symbol: 'COIN-USDT' },
      },
    });
    expect(engine.amend(order.clientOrderId, { ...order, quantity: Decimal.from('4') }, noon)).toMatchObject({
      ok: true,
    });
  });

  test('has the time of the venue, and below what has filled is refused in words', () => {
    const order = orderOf({ limit: '100.0' });
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(order, noon);
    expect(
      engine.amend(order.clientOrderId, { ...order, quantity: Decimal.from('9') }, noon + 7),
    ).toMatchObject({ value: [{ type: 'amended', time: noon + 7 }] });
    expect(engine.amend(order.clientOrderId, { ...order, quantity: Decimal.from('3') }, noon)).toMatchObject({
      error: { reason: { code: 'QUANTITY_BELOW_FILLED', filled: '4' } },
    });
  });
});

test('an order is refused in words while no book is known', () => {
  expect(engineWith('100000').place(orderOf({}), noon)).toEqual({
    ok: false,
    error: {
      code: 'REFUSED',
      venueCode: 'NO_MARKET_DATA',
      reason: { code: 'NO_MARKET_DATA', symbol: 'COIN-USDT' },
    },
  });
});

test('one of several stops that triggers needs the whole book', () => {
  const engine = engineWith('100000');
  show(engine, ladder, [], '100.0');
  for (const stop of ['105.0', '110.0']) engine.place(orderOf({ id: stop, stop, quantity: 1 }), noon);
  const seen = { instrumentId: coin.id, book: ladder, trades: [] };
  expect(engine.needsDepth({ ...seen, last: '104.9' })).toBe(false);
  expect(engine.needsDepth({ ...seen, last: '105.0' })).toBe(true);
});

test('a last trade is known when the next book tells of none', () => {
  const engine = engineWith('100000');
  show(engine, ladder);
  show(engine, ladder, [], '104.0');
  expect(engine.place(orderOf({ stop: '103.0' }), noon)).toMatchObject({
    error: {
      venueCode: 'STOP_WOULD_TRIGGER',
      reason: { code: 'STOP_WOULD_TRIGGER', market: '104' },
    },
  });
});

test.each([
  ['a market order that the book cannot fill', { quantity: 50 }, 'BOOK_EXHAUSTED'],
  ['the rest of an order at once', { limit: '100.0', timeInForce: 'IOC' }, 'NO_MORE_AT_LIMIT'],
  ['an order of all or nothing', { limit: '100.0', timeInForce: 'FOK' }, 'TOO_LITTLE_DEPTH'],
] as const)('%s ends, and says why', (_, terms, code) => {
  const engine = engineWith('100000');
  show(engine, ladder);
  const placed = engine.place(orderOf(terms), noon);
  expect(placed.ok && placed.value.at(-1)).toMatchObject({ type: 'expired', reason: { code } });
});

test('a cancel says that it was asked for, and one of nothing that there is none', () => {
  const engine = engineWith('100000');
  show(engine, ladder);
  const { clientOrderId } = orderOf({});
  engine.place(orderOf({ limit: '99.8' }), noon);
  expect(engine.cancel(clientOrderId, noon)).toMatchObject({
    value: [{ type: 'cancelled', reason: { code: 'CANCELLED_ON_REQUEST' } }],
  });
  expect(engine.cancel(clientOrderId, noon)).toMatchObject({
    error: { code: 'REFUSED', venueCode: 'UNKNOWN_ORDER', reason: { code: 'UNKNOWN_ORDER', order: 'o' } },
  });
  expect(told(show(engine, ladder, [tradeOf('99.0', 50, 'SELL')]))).toEqual([]);
});
