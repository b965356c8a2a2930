import { expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { TradingRules } from '#src/domain/trading-rules.ts';
import { answerOf, coin, engineWith, ladder, noon, orderOf, show } from './matching-fixtures.ts';

function engine(rules: TradingRules, held = '0') {
  const engineOf = engineWith('100000', held, { ...coin, rules } satisfies Instrument);
  show(engineOf, ladder);
  return engineOf;
}

test('of orders and stops the account may have so many open', () => {
  const venue = engine({ maxOrders: 3, maxStops: 1 }, '10');
  expect(answerOf(venue.place(orderOf({ id: 's1', side: 'SELL', quantity: 1, stop: '90' }), noon))).toEqual([
    's1 accepted',
  ]);
  expect(answerOf(venue.place(orderOf({ id: 's2', side: 'SELL', quantity: 1, stop: '80' }), noon))).toEqual([
    'TOO_MANY_STOPS',
  ]);
  for (const id of ['a', 'b']) venue.place(orderOf({ id, limit: '99' }), noon);
  expect(answerOf(venue.place(orderOf({ id: 'c', limit: '99' }), noon))).toEqual(['TOO_MANY_ORDERS']);
  venue.cancel(orderOf({ id: 'a' }).clientOrderId, noon);
  expect(answerOf(venue.place(orderOf({ id: 'd', limit: '99' }), noon))).toEqual(['d accepted']);
});

test('what is held, and what open buys may add, is bounded', () => {
  const venue = engine({ maxPosition: Decimal.from('20') }, '5');
  venue.place(orderOf({ id: 'a', quantity: 10, limit: '99' }), noon);
  expect(answerOf(venue.place(orderOf({ id: 'b', quantity: 6, limit: '99' }), noon))).toEqual([
    'POSITION_TOO_LARGE',
  ]);
  expect(answerOf(venue.place(orderOf({ id: 'c', quantity: 5, limit: '99' }), noon))).toEqual(['c accepted']);
});

test('an order is reduced in its place so often; a new price is another matter', () => {
  const venue = engine({ maxAmendments: 1 });
  const order = orderOf({ quantity: 10, limit: '99' });
  venue.place(order, noon);
  const amended = (quantity: string, limit: string) =>
    answerOf(
      venue.amend(
        order.clientOrderId,
        { quantity: Decimal.from(quantity), limitPrice: Decimal.from(limit), stopPrice: undefined },
        noon,
      ),
    );
  expect(amended('9', '99')).toEqual(['o amended']);
  expect(amended('8', '99')).toEqual(['TOO_MANY_AMENDMENTS']);
  expect(amended('8', '98')).toEqual(['o amended']);
});

test('the venue’s average bounds a price, and its last price where it tells none', () => {
  const twice = { highest: Decimal.from('2'), ofLast: false };
  const venue = engine({ buyBand: twice });
  const price = (limit: string) => answerOf(venue.place(orderOf({ id: limit, quantity: 1, limit }), noon));
  // The middle of the book is 99.95.
  expect(price('200')).toEqual(['PRICE_ABOVE_BAND']);
  const seen = { instrumentId: coin.id, book: { ...ladder, updateId: 2 }, trades: [], last: '150' };
  venue.onMarket(seen, noon);
  expect(price('200')).toEqual(['200 accepted', '200 TAKER 1 @ 100']);
  venue.onMarket({ ...seen, average: '90' }, noon);
  expect(price('190')).toEqual(['PRICE_ABOVE_BAND']);
});

test('a halted symbol takes no order and no amendment, and lets an order be cancelled', () => {
  let tradable = true;
  const venue = engine({});
  const listed = engineWith('100000', '0', {
    ...coin,
    get tradable() {
      return tradable;
    },
  });
  show(listed, ladder);
  listed.place(orderOf({ id: 'a', limit: '99' }), noon);
  tradable = false;
  expect(answerOf(listed.place(orderOf({ id: 'b', limit: '99' }), noon))).toEqual(['NOT_TRADABLE']);
  const { clientOrderId, quantity } = orderOf({ id: 'a', limit: '99' });
  const less = {
    quantity: quantity.minus(Decimal.one),
    limitPrice: Decimal.from('99'),
    stopPrice: undefined,
  };
  expect(answerOf(listed.amend(clientOrderId, less, noon))).toEqual(['NOT_TRADABLE']);
  expect(answerOf(listed.cancel(clientOrderId, noon))).toEqual(['a cancelled']);
  expect(venue.hasOpenOrders(coin.id)).toBe(false);
});
