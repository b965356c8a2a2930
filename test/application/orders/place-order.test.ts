import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId } from '#src/domain/ids.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ ...noLimits, maxNotional: Decimal.from('5000'), maxOpenOrders: 2 });
});

afterEach(() => desk.close());

async function place(quantity: string, price: string) {
  const placed = await desk.run.placeOrder({ terms: limitBuy(quantity, price) });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

describe('placing an order', () => {
  test('the intent and then "sending" are durable before the venue hears of it', async () => {
    const seen: string[] = [];
    desk.exchange.onArrival(async () => {
      const [order] = await desk.run.store.read.orders.active();
      const [entry] = await desk.run.store.read.outbox.unresolved();
      seen.push(`${order?.status} ${entry?.state} ${entry?.sendingAt === desk.clock.now()}`);
    });
    const order = await place('1', '99.50');
    expect(seen).toEqual(['PENDING sending true']);
    expect(order.status).toBe('SUBMITTED');
    expect(order.clientOrderId).toMatch(/^td-/);
    expect(await desk.run.store.read.outbox.unresolved()).toEqual([]);
  });

  test('its history tells every step', async () => {
    const order = await place('1', '99.50');
    const events = await desk.run.store.read.orders.events(order.id);
    expect(
      events.map(({ sequence, type, source, status, detail }) => [sequence, type, source, status, detail]),
    ).toEqual([
      [1, 'created', 'trader', 'PENDING', ''],
      [2, 'accepted', 'answer', 'SUBMITTED', { code: 'ACCEPTED_AS', order: 'V1' }],
    ]);
    expect(events[0]).toMatchObject({ time: order.createdAt, receivedAt: order.createdAt });
  });

  test('a refusal is the end of the order, with the venue’s reason', async () => {
    desk.exchange.answer('place', { code: 'REFUSED', venueCode: '-2010', reason: 'insufficient balance' });
    const order = await place('1', '99.50');
    expect([order.status, order.ended?.reason]).toEqual(['REJECTED', 'insufficient balance']);
  });

  test.each([
    ['terms that break the instrument’s rules', limitBuy('1', '99.505'), { code: 'INVALID_TERMS' }],
    ['a notional over the limit', limitBuy('60', '99.50'), { code: 'RISK_LIMIT', limit: 'maxNotional' }],
    [
      'an unknown account',
      { ...limitBuy('1', '99'), accountId: accountId('nobody') },
      { code: 'NOT_FOUND', what: 'account', id: 'nobody' },
    ],
    [
      'an unknown instrument',
      { ...limitBuy('1', '99'), instrumentId: instrumentId('test:NONE') },
      { code: 'NOT_FOUND', what: 'instrument', id: 'test:NONE' },
    ],
  ])('%s is refused and nothing is written or sent', async (_case, terms, error) => {
    const placed = await desk.run.placeOrder({ terms });
    expect(placed).toMatchObject({ ok: false, error });
    expect(desk.exchange.requests).toEqual([]);
    expect(await desk.run.store.read.orders.count({})).toBe(0);
  });

  test('the limit of open orders holds also for orders placed at the same moment', async () => {
    const placed = await Promise.all(
      ['1', '2', '3', '4'].map((quantity) => desk.run.placeOrder({ terms: limitBuy(quantity, '99') })),
    );
    expect(placed.filter(({ ok }) => ok)).toHaveLength(2);
    expect(desk.exchange.requests).toHaveLength(2);
  });

  test('a limit that needs the market’s price refuses when there is none', async () => {
    desk.setPrice(undefined);
    const terms = { ...limitBuy('1', '99'), type: 'MARKET', limitPrice: undefined } as const;
    expect(await desk.run.placeOrder({ terms })).toMatchObject({
      ok: false,
      error: { code: 'PRICE_UNKNOWN' },
    });
  });

  test('fills in the answer become fills, ledger entries and a position', async () => {
    desk.exchange.answer('place', [
      { type: 'accepted' },
      {
        type: 'filled',
        fill: {
          venueTradeId: 't1',
          quantity: Decimal.from('2'),
          price: Decimal.from('99.4'),
          fee: { currency: btc.settle, amount: Decimal.from('0.2') },
          liquidity: 'TAKER',
          venueSequence: undefined,
        },
      },
    ]);
    const order = await place('2', '99.50');
    const { read } = desk.run.store;
    const [position] = await read.positions.active([order.accountId]);
    const [cash] = await read.ledger.cash(order.accountId);
    expect(order.status).toBe('FILLED');
    expect(position?.quantity.toString()).toBe('2');
    expect(position?.cost.toString()).toBe('198.8');
    expect(cash?.amount.toString()).toBe('99801');
  });
});
