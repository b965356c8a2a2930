import { alertToText } from '#src/domain/alert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { newOrder, type Order } from '#src/domain/order.ts';
import type { OutboxRequest, OutboxState } from '#src/ports/outbox-repository.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const sent = (kind: string) => desk.exchange.requests.filter((request) => request.kind === kind).length;
const isLocked = () => desk.run.locks.reason(account) !== undefined;
const alerts = () =>
  desk.published.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));
const current = ({ id }: Order) => desk.run.store.read.orders.get(id);

async function place(): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99.50') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

async function stateOf({ id }: Order, kind: OutboxRequest['kind']) {
  const entries = await desk.run.store.read.outbox.ofOrder(id);
  return entries.find(({ request }) => request.kind === kind)?.state;
}

describe('an order whose outcome is not known', () => {
  test('keeps its account locked as long as the venue cannot be asked', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const order = await place();
    for (let hours = 0; hours < 3; hours += 1) {
      await desk.clock.advance(3_600_000);
      expect([isLocked(), (await current(order)).status]).toEqual([true, 'UNCONFIRMED']);
    }
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    await desk.clock.advance(2_000);
    expect([isLocked(), (await current(order)).status]).toEqual([false, 'SUBMITTED']);
    expect(sent('place')).toBe(1);
  });

  test('is not proven unplaced by one empty answer, nor by one and a silence', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const order = await place();
    await desk.clock.advance(60_000);
    const silence = { code: 'OUTCOME_UNKNOWN', reason: 'no route' } as const;
    desk.exchange.answer('query', [], silence);
    await desk.clock.advance(60_000);
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'UNCONFIRMED']);
    desk.exchange.answer('query', [], silence);
    await desk.clock.advance(2_000);
    expect([isLocked(), (await current(order)).status]).toEqual([false, 'EXPIRED']);
    expect(await stateOf(order, 'place')).toBe('dropped');
  });

  test('that the venue acknowledges by itself is not told as never placed, whatever its empty answers say', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    const order = await place();
    const time = desk.clock.now();
    const { clientOrderId: id } = order;
    const common = {
      accountId: account,
      clientOrderId: id,
      brokerOrderId: 'V1',
      source: 'stream',
      time,
      receivedAt: time,
    } as const;
    desk.run.reports.ingest({ ...common, type: 'accepted' });
    await desk.clock.advance(60_000);
    expect([isLocked(), (await current(order)).status]).toEqual([false, 'SUBMITTED']);
    expect(await stateOf(order, 'place')).toBe('sent');
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.map(({ type }) => type)).toEqual(['created', 'unconfirmed', 'accepted']);
  });

  test('is asked about again after a restart, and not sent', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    const order = await place();
    expect(await stateOf(order, 'place')).toBe('unknown');
    await desk.restart();
    await desk.run.recovery.recoverAll();
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'UNCONFIRMED']);
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    await desk.clock.advance(2_000);
    expect([isLocked(), (await current(order)).status, sent('place')]).toEqual([false, 'SUBMITTED', 1]);
  });

  test('leaves no timer when the workspace is closed, and asks no more', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    await place();
    await desk.clock.advance(5_000);
    const asked = sent('query');
    desk.run.recovery.stop();
    expect(desk.clock.pending()).toBe(0);
    await desk.clock.advance(60_000);
    expect(sent('query')).toBe(asked);
  });

  test('nor when it is closed while the venue is being asked, and takes up nothing after that', async () => {
    const answer = Promise.withResolvers<void>();
    desk.exchange.onQuery(() => answer.promise);
    desk.exchange.answer('place', new Error('socket hang up'));
    const order = await place();
    desk.run.recovery.stop();
    answer.resolve();
    await desk.clock.advance(0);
    expect(desk.clock.pending()).toBe(0);
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(60_000);
    expect([desk.clock.pending(), sent('query')]).toEqual([0, 1]);
  });

  test('is waited for in silence while its account is not connected', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const order = await place();
    desk.disconnect();
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(60_000);
    expect(alerts().map((alert) => alertToText(alert).title)).toEqual(['ORDERS_UNCONFIRMED']);
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'UNCONFIRMED']);
  });

  test('becomes known on a full disk too, out of the reserve', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', [], [{ type: 'accepted' }]);
    const order = await place();
    desk.leaveReserve();
    await desk.clock.advance(2_000);
    expect([isLocked(), (await current(order)).status]).toEqual([false, 'SUBMITTED']);
    expect(await stateOf(order, 'place')).toBe('sent');
  });

  test('whose look-up fails is told once, however often it is tried', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', new TypeError('truncated JSON'));
    await place();
    await desk.clock.advance(60_000);
    expect(alerts().map((alert) => alertToText(alert).title)).toEqual([
      'ORDERS_UNCONFIRMED',
      'ORDERS_NOT_RECOVERED',
    ]);
    expect(alerts()[1]).toMatchObject({
      severity: 'critical',
      account: 'Test',
      orders: 1,
      cause: 'truncated JSON',
    });
  });
});

const cancel = { kind: 'cancel' } as const;
const amend = {
  kind: 'amend',
  quantity: Decimal.from('2'),
  limitPrice: Decimal.from('98'),
  stopPrice: undefined,
} as const;
const amended = { ...amend, type: 'amended' } as const;

/** A crash, with a request about an open order as far as `state`. */
async function crash(request: OutboxRequest, state: OutboxState, order?: Order): Promise<Order> {
  order ??= await place();
  const now = desk.clock.now();
  const entry = newOutboxEntry(order, request, { id: 'entry', now, digest: (text) => text });
  const sendingAt = state === 'intent' ? undefined : now;
  await desk.run.store.transact((unit) => unit.outbox.insert({ ...entry, state, sendingAt }));
  await desk.restart();
  await desk.run.recovery.recoverAll();
  return order;
}

describe('a crash', () => {
  test.each([
    ['cancel', cancel],
    ['amendment', amend],
  ])('before a %s was sent leaves the order as it is', async (_, request) => {
    const order = await crash(request, 'intent');
    expect([isLocked(), await stateOf(order, request.kind)]).toEqual([false, 'dropped']);
    await desk.clock.advance(60_000);
    expect((await current(order)).status).toBe('SUBMITTED');
    expect(sent(request.kind)).toBe(0);
  });

  test.each([
    ['cancel', 'sending', cancel, { type: 'cancelled', reason: 'by the trader' }, 'CANCELLED 1'],
    ['cancel', 'unknown', cancel, { type: 'cancelled', reason: 'by the trader' }, 'CANCELLED 1'],
    ['amendment', 'sending', amend, amended, 'SUBMITTED 2'],
    ['amendment', 'unknown', amend, amended, 'SUBMITTED 2'],
  ] as const)('with a %s in "%s" asks the venue, and sends nothing', async (_, state, request, fact, end) => {
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const placed = await place();
    const before = desk.published.length;
    const order = await crash(request, state, placed);
    // It says nothing of the order itself, which stays what it was.
    expect(desk.published.slice(before)).toEqual([{ type: 'accountChanged', accountId: account }]);
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'SUBMITTED']);
    expect(await stateOf(order, request.kind)).toBe('unknown');
    const events = await desk.run.store.read.orders.events(order.id);
    expect([events.map(({ type }) => type), alerts()]).toEqual([['created', 'accepted'], []]);
    desk.exchange.answer('query', [{ type: 'accepted' }, fact]);
    await desk.clock.advance(2_000);
    const { status, quantity } = await current(order);
    expect([isLocked(), `${status} ${quantity.toString()}`]).toEqual([false, end]);
    expect([await stateOf(order, request.kind), sent(request.kind)]).toEqual(['sent', 0]);
  });

  // What the venue says of an order that is still as it was may be older than a request that is on its way.
  test.each([
    ['cancel', cancel, { type: 'cancelled', reason: 'by the trader' }, 'CANCELLED 1'],
    ['amendment', amend, amended, 'SUBMITTED 2'],
  ] as const)('with a %s on its way keeps asking until it is carried out', async (_, request, fact, end) => {
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    const order = await crash(request, 'sending');
    await desk.clock.advance(10_000);
    expect([isLocked(), await stateOf(order, request.kind)]).toEqual([true, 'unknown']);
    desk.exchange.answer('query', [{ type: 'accepted' }, fact]);
    await desk.clock.advance(2_000);
    const { status, quantity } = await current(order);
    expect([isLocked(), `${status} ${quantity.toString()}`]).toEqual([false, end]);
    expect(await stateOf(order, request.kind)).toBe('sent');
  });

  test.each([
    ['cancel', cancel],
    ['amendment', amend],
  ])('with a %s that is not carried out knows it when its time is over', async (_, request) => {
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    const order = await crash(request, 'sending');
    await desk.clock.advance(14_000);
    expect([isLocked(), await stateOf(order, request.kind)]).toEqual([true, 'unknown']);
    await desk.clock.advance(2_000);
    expect([isLocked(), await stateOf(order, request.kind)]).toEqual([false, 'sent']);
    const { status, quantity } = await current(order);
    expect(`${status} ${quantity.toString()}`).toBe('SUBMITTED 1');
    expect(sent(request.kind)).toBe(0);
  });

  test('with an order in "sending" that has ended meanwhile asks the venue: it may know of fills', async () => {
    const order = await place();
    await desk.run.cancelOrder(order.id);
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    await crash({ kind: 'place' }, 'sending', await current(order));
    expect([sent('query'), sent('place'), (await current(order)).status]).toEqual([1, 1, 'CANCELLED']);
  });

  // The venue takes a request for 15 seconds after it was sent, and is asked every two seconds.
  test.each([
    ['when it was sent', 0, 0, 18_000],
    ['a second before', 1_000, 1_000, 16_000],
    ['long after it was decided', 20_000, 0, 18_000],
    ['20 seconds before', 20_000, 20_000, 2_000],
  ])('%s proves an order unplaced after two empty answers', async (_, decided, left, proven) => {
    const createdAt = desk.clock.now() - decided;
    const order = newOrder({
      ...limitBuy('1', '99'),
      id: orderId('crashed'),
      clientOrderId: clientOrderId('td-crashed'),
      createdAt,
      replaces: undefined,
      strategy: undefined,
      draftId: undefined,
    });
    const about = { id: 'entry', now: createdAt, digest: (text: string) => text };
    const entry = newOutboxEntry(order, { kind: 'place' }, about);
    await desk.run.store.transact(async (unit) => {
      await unit.orders.insert(order);
      await unit.outbox.insert({ ...entry, state: 'sending', sendingAt: desk.clock.now() - left });
    });
    await desk.restart();
    await desk.run.recovery.recoverAll();
    await desk.clock.advance(proven - 1);
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'UNCONFIRMED']);
    await desk.clock.advance(1);
    expect([isLocked(), (await current(order)).ended]).toMatchObject([
      false,
      { status: 'EXPIRED', reason: { code: 'VENUE_NEVER_HAD_IT' }, presumed: true },
    ]);
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.map(({ type, detail, source }) => [type, detail, source])).toEqual([
      ['unconfirmed', { code: 'ENDED_BEFORE_ANSWER' }, 'recovery'],
      ['expired', { code: 'VENUE_NEVER_HAD_IT' }, 'recovery'],
    ]);
  });

  test('with a cancel of an order that has ended asks nobody', async () => {
    const order = await place();
    await desk.run.cancelOrder(order.id);
    const entry = newOutboxEntry(order, cancel, {
      id: 'late',
      now: desk.clock.now(),
      digest: (text) => text,
    });
    await desk.run.store.transact((unit) => unit.outbox.insert({ ...entry, state: 'sending' }));
    await desk.restart();
    await desk.run.recovery.recoverAll();
    expect(isLocked()).toBe(false);
    const entries = await desk.run.store.read.outbox.ofOrder(order.id);
    expect(entries.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(sent('query')).toBe(0);
  });
});
