import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, clientOrderId, instrumentId, orderId, type OrderId } from '#src/domain/ids.ts';
import { newOrder } from '#src/domain/order.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { account, btc, limitBuy, openDesk, portfolio, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

/** What was told of orders. */
const told = () =>
  desk.published.flatMap((change) =>
    change.type === 'orderChanged' ? [change.order.status] : [change.type],
  );
const kinds = () => desk.exchange.requests.map(({ kind }) => kind);

async function outboxOf(id: OrderId) {
  const entries = await desk.run.store.read.outbox.ofOrder(id);
  return entries.map(({ request, state }) => `${request.kind} ${state}`);
}

async function place(terms = limitBuy('1', '99.50')) {
  const placed = await desk.run.placeOrder({ terms });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

/** An order whose intent is durable, and nothing more. */
async function intend() {
  const order = newOrder({
    ...limitBuy('1', '99'),
    id: orderId('intended'),
    clientOrderId: clientOrderId('td-intended'),
    createdAt: desk.clock.now(),
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  const about = { id: 'entry', now: desk.clock.now(), digest: (text: string) => text };
  const entry = newOutboxEntry(order, { kind: 'place' }, about);
  await desk.run.store.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.outbox.insert(entry);
  });
  return { order, entry };
}

describe('one intent', () => {
  test('that is dispatched twice is sent once, at once or later', async () => {
    const { order, entry } = await intend();
    const [first, second] = await Promise.all([
      desk.run.dispatch(entry, order),
      desk.run.dispatch(entry, order),
    ]);
    expect(first.failure).toBeUndefined();
    expect(second.failure).toEqual({ code: 'NOT_SENT', reason: { code: 'DEALT_WITH' } });
    // What it says then must not depend on how old it is: an order that was sent has not expired unsent.
    await desk.clock.advance(60_000);
    await desk.run.dispatch(entry, order);
    expect(kinds()).toEqual(['place']);
    expect(told()).toEqual(['SUBMITTED']);
    expect((await desk.run.store.read.orders.get(order.id)).status).toBe('SUBMITTED');
    expect(await outboxOf(order.id)).toEqual(['place sent']);
  });

  test('is sent until the end of its time, and expires after it', async () => {
    desk.holdWrites();
    const late = place();
    await desk.clock.advance(0);
    desk.letWrite();
    await desk.clock.advance(30_001);
    desk.freeWrites();
    const order = await late;
    expect([order.status, order.ended?.reason]).toEqual(['EXPIRED', { code: 'WAITED_TOO_LONG' }]);
    expect(await outboxOf(order.id)).toEqual(['place dropped']);

    desk.holdWrites();
    const timely = place();
    await desk.clock.advance(0);
    desk.letWrite();
    await desk.clock.advance(30_000);
    desk.freeWrites();
    expect((await timely).status).toBe('SUBMITTED');
    expect(kinds()).toEqual(['place']);
  });

  test('of an account that is not connected ends, and says so', async () => {
    desk.disconnect();
    const order = await place();
    expect([order.status, order.ended?.reason]).toEqual(['EXPIRED', { code: 'NOT_CONNECTED' }]);
    expect(await outboxOf(order.id)).toEqual(['place dropped']);
    expect([kinds(), told()]).toEqual([[], ['PENDING', 'EXPIRED']]);
  });

  test('whose answer is lost is unconfirmed by Tapedeck’s own word', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    const order = await place();
    const [, unconfirmed] = await desk.run.store.read.orders.events(order.id);
    expect(unconfirmed).toMatchObject({
      type: 'unconfirmed',
      source: 'recovery',
      detail: 'socket hang up',
      time: desk.clock.now(),
    });
    // First the lock, then the order: nothing can be placed between the two.
    expect(told()).toEqual(['PENDING', 'accountChanged', 'UNCONFIRMED', 'alertRaised']);
  });

  test('that the venue refuses is its word: no presumption, no lock, and the request is dealt with', async () => {
    desk.exchange.answer('place', { code: 'REFUSED', venueCode: '-2010', reason: 'insufficient balance' });
    const order = await place();
    expect(order.ended).toMatchObject({ status: 'REJECTED', presumed: false });
    expect(await outboxOf(order.id)).toEqual(['place sent']);
    expect(desk.run.locks.reason(account)).toBeUndefined();
    const [, rejected] = await desk.run.store.read.orders.events(order.id);
    expect(rejected).toMatchObject({ type: 'rejected', source: 'answer' });
  });
});

const eth = { ...btc, id: instrumentId('test:ETHUSDT'), symbol: 'ETHUSDT' };
const second = accountId('second');

async function openSecond(): Promise<void> {
  await desk.run.store.transact(async (unit) => {
    await unit.instruments.saveMany([eth]);
    await unit.accounts.save({ ...(await unit.accounts.get(account)), id: second, name: 'Second' });
  });
}

async function limitTo(limits: Parameters<typeof openDesk>[0]): Promise<void> {
  await desk.run.store.transact((unit) => unit.portfolios.setLimits(portfolio, limits ?? noLimits));
}

describe('a limit', () => {
  test('is kept by an amendment, which opens no order', async () => {
    await limitTo({ ...noLimits, maxNotional: Decimal.from('150'), maxOpenOrders: 1 });
    const order = await place();
    const change = { limitPrice: Decimal.from('99'), stopPrice: undefined };
    expect(
      await desk.run.amendOrder(order.id, { ...change, quantity: Decimal.from('2') }, order),
    ).toMatchObject({
      error: { code: 'RISK_LIMIT', limit: 'maxNotional', asked: Decimal.from('198') },
    });
    expect(kinds()).toEqual(['place']);
    desk.exchange.answer('amend', [{ type: 'amended', ...change, quantity: Decimal.one }]);
    expect(await desk.run.amendOrder(order.id, { ...change, quantity: Decimal.one }, order)).toMatchObject({
      ok: true,
      value: { limitPrice: Decimal.from('99') },
    });
  });

  test('of working orders counts those that are open in the same account', async () => {
    await openSecond();
    await limitTo({ ...noLimits, maxOpenOrders: 1 });
    await desk.run.cancelOrder((await place()).id);
    await place({ ...limitBuy('1', '99'), accountId: second });
    const open = await place();
    expect(open.status).toBe('SUBMITTED');
    expect(await desk.run.placeOrder({ terms: limitBuy('1', '99') })).toMatchObject({
      error: { code: 'RISK_LIMIT', limit: 'maxOpenOrders' },
    });
  });

  test('of the distance from the market holds for a buy stop below it too', async () => {
    await limitTo({ ...noLimits, maxPriceDistance: Decimal.from('0.1') });
    const stop = { ...limitBuy('1', '99'), type: 'STOP', limitPrice: undefined } as const;
    const asked = { terms: { ...stop, stopPrice: Decimal.from('80') } };
    expect(await desk.run.placeOrder(asked)).toMatchObject({
      error: { code: 'RISK_LIMIT', limit: 'maxPriceDistance', asked: Decimal.from('0.2') },
    });
  });
});

describe('cancelling all', () => {
  test.each([
    ['of one symbol', { instrumentId: eth.id }, ['BTCUSDT account', 'BTCUSDT second']],
    ['of one account', { accountId: second }, ['BTCUSDT account', 'ETHUSDT account']],
    [
      'of one symbol in one account',
      { accountId: second, instrumentId: eth.id },
      ['BTCUSDT account', 'ETHUSDT account', 'BTCUSDT second'],
    ],
    ['of everything', {}, []],
  ])('%s leaves the others', async (_, scope, left) => {
    await openSecond();
    for (const held of [account, second]) {
      await place({ ...limitBuy('1', '99'), accountId: held });
      await place({ ...limitBuy('1', '99'), accountId: held, instrumentId: eth.id });
    }
    const { requested, failed } = await desk.run.cancelAll(scope);
    expect([requested, failed]).toEqual([4 - left.length, []]);
    const open = await desk.run.store.read.orders.active();
    const named = open.map(
      (order) =>
        `${order.instrumentId === eth.id ? 'ETHUSDT' : 'BTCUSDT'} ${order.accountId === second ? 'second' : 'account'}`,
    );
    expect(named).toEqual(left);
  });
});
