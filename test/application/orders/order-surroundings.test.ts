import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { surroundingsOf } from '#src/application/orders/order-surroundings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(terms: OrderTerms) {
  const placed = await desk.run.placeOrder({ terms });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

async function around(terms: OrderTerms, notional: string, amends?: OrderId) {
  const { read } = desk.run.store;
  return surroundingsOf(terms, {
    read,
    account: await read.accounts.get(account),
    instrument: btc,
    instrumentOf: () => btc,
    market: undefined,
    quoteAge: undefined,
    equity: undefined,
    notional: Decimal.from(notional),
    toFill: { size: Decimal.from(notional), shown: undefined },
    amends,
  });
}

async function waitingIds(amends?: OrderId) {
  return (await around(limitBuy('1', '99'), '99', amends)).waiting.map(({ id }) => id);
}

function sell(quantity: string): OrderTerms {
  return { ...limitBuy(quantity, '100'), side: 'SELL' };
}

function filledAt(price: string, quantity: string) {
  desk.exchange.answer('place', [{ type: 'accepted' }, fill(price, quantity)]);
}

function fill(price: string, quantity: string) {
  return {
    type: 'filled' as const,
    fill: {
      venueTradeId: `t${price}${quantity}`,
      venueSequence: undefined,
      quantity: Decimal.from(quantity),
      price: Decimal.from(price),
      fee: undefined,
      liquidity: 'TAKER' as const,
    },
  };
}

describe('what is usual', () => {
  test('is the middle of the last orders, those refused left out', async () => {
    for (const quantity of ['1', '2', '9']) await place(limitBuy(quantity, '99'));
    desk.exchange.answer('place', { code: 'REFUSED', venueCode: '1', reason: 'no' });
    await place(limitBuy('500', '99'));
    const { usualQuantity } = await around(limitBuy('1', '99'), '99');
    expect(usualQuantity?.toString()).toBe('2');
  });

  test('is not known of fewer than three', async () => {
    for (const quantity of ['1', '2']) await place(limitBuy(quantity, '99'));
    const { usualQuantity, usualNotional } = await around(limitBuy('1', '99'), '99');
    expect([usualQuantity, usualNotional]).toEqual([undefined, undefined]);
  });
});

test('orders that wait are in the way, but for the one that is being amended', async () => {
  const one = await place(limitBuy('1', '99'));
  const other = await place(limitBuy('1', '98'));
  expect(await waitingIds()).toEqual([one.id, other.id]);
  expect(await waitingIds(one.id)).toEqual([other.id]);
});

test('what is held, what would be filled and what of an order still waits are known', async () => {
  filledAt('100', '4');
  await place(limitBuy('4', '100'));
  desk.exchange.answer('place', [{ type: 'accepted' }, fill('110', '1')]);
  await place({ ...sell('3'), limitPrice: Decimal.from('110') });
  const known = await around(sell('4'), '400');
  expect(known.held?.toString()).toBe('3');
  expect(known.quantityToFill.toString()).toBe('4');
  expect(known.waiting.map(({ remaining }) => remaining.toString())).toEqual(['2']);
});

test('only what opens a position counts as put at risk', async () => {
  filledAt('100', '4');
  await place(limitBuy('4', '100'));
  expect((await around(sell('4'), '400')).openingNotional?.toString()).toBe('0');
  // Two of the six open a short: a third of 600.
  expect((await around(sell('6'), '600')).openingNotional?.toString()).toBe('200');
  expect((await around(limitBuy('1', '100'), '100')).openingNotional?.toString()).toBe('100');
});
