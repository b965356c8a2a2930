import { afterEach, beforeEach, expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import type { TradingRules } from '#src/domain/trading-rules.ts';
import { btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

/** As the venue lists it, kept in the record and read back. */
async function listWith(rules: TradingRules): Promise<void> {
  await desk.run.store.transact((unit) => unit.instruments.saveMany([{ ...btc, rules }]));
}

async function problemsOf(terms: OrderTerms): Promise<unknown> {
  const placed = await desk.run.placeOrder({ terms });
  if (placed.ok) return placed.value.order.status;
  return placed.error.code === 'INVALID_TERMS'
    ? JSON.parse(JSON.stringify(placed.error.problems))
    : placed.error.code;
}

test('an order beyond the venue’s band is not sent, and told at its price', async () => {
  const band = { lowest: Decimal.from('0.2'), highest: Decimal.from('5'), ofLast: false };
  await listWith({ buyBand: band, maxPrice: Decimal.from('1000') });
  expect(await problemsOf(limitBuy('1', '501'))).toMatchObject([
    { field: 'limitPrice', code: 'PRICE_ABOVE_BAND', bound: '500', times: '5', basis: 'last' },
  ]);
  expect(await problemsOf(limitBuy('1', '1001'))).toMatchObject([{ code: 'PRICE_TOO_HIGH' }]);
  expect(desk.exchange.requests).toEqual([]);
  expect(await problemsOf(limitBuy('1', '500'))).toBe('SUBMITTED');
});

test('no more orders and stops are sent than the venue allows in the symbol', async () => {
  await listWith({ maxOrders: 2, maxStops: 1 });
  const stop: OrderTerms = {
    ...limitBuy('1', '120'),
    type: 'STOP_LIMIT',
    stopPrice: Decimal.from('110'),
  };
  expect(await problemsOf(stop)).toBe('SUBMITTED');
  expect(await problemsOf(stop)).toEqual([{ field: 'instrumentId', code: 'TOO_MANY_STOPS', most: 1 }]);
  expect(await problemsOf(limitBuy('1', '99'))).toBe('SUBMITTED');
  expect(await problemsOf(limitBuy('1', '99'))).toEqual([
    { field: 'instrumentId', code: 'TOO_MANY_ORDERS', most: 2 },
  ]);
});

test('no more is bought than the venue allows in all, also by an amendment', async () => {
  await listWith({ maxPosition: Decimal.from('3') });
  const placed = await desk.run.placeOrder({ terms: limitBuy('2', '99') });
  if (!placed.ok) throw new Error(placed.error.code);
  expect(await problemsOf(limitBuy('2', '99'))).toEqual([
    { field: 'quantity', code: 'POSITION_TOO_LARGE', maximum: '3', room: '1', lotSize: '0.001' },
  ]);
  const { order } = placed.value;
  const amended = (quantity: string) =>
    desk.run.amendOrder(order.id, { ...order, quantity: Decimal.from(quantity) }, order);
  expect(await amended('4')).toMatchObject({
    ok: false,
    error: { code: 'INVALID_TERMS', problems: [{ code: 'POSITION_TOO_LARGE' }] },
  });
  // The order itself is not in its own way.
  expect(await amended('3')).toMatchObject({ ok: true });
});
