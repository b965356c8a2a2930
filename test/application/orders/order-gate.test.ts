import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unsentReason } from '#src/application/orders/order-gate.ts';
import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId, venueId } from '#src/domain/ids.ts';
import { applyReports } from '#src/application/orders/apply-reports.ts';
import { isActive, mostWorking, type Order } from '#src/domain/order.ts';
import { ok } from '#src/domain/result.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { noLimits, type RiskLimits } from '#src/domain/risk-limits.ts';
import type { OpenUnit } from '#src/ports/record-store.ts';
import { account, btc, limitBuy, openDesk, portfolio, type Desk } from '#test/application/desk.ts';

const stopped = { code: 'LOCKED_OUTCOME_UNKNOWN', order: 'another' } as const;

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const arrived = (kind: 'place' | 'amend' | 'cancel') =>
  desk.exchange.requests.filter((request) => request.kind === kind).length;
const states = async (id: Parameters<typeof desk.run.store.read.outbox.ofOrder>[0]) =>
  (await desk.run.store.read.outbox.ofOrder(id)).map(({ request, state }) => `${request.kind} ${state}`);

async function place(quantity = '1', price = '99.50') {
  const placed = await desk.run.placeOrder({ terms: limitBuy(quantity, price) });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

/** Has the record's next unit of work wait, from the moment at which the order's intent is durable. */
function holdSending(): Promise<OpenUnit> {
  return new Promise((resolve, reject) => {
    desk.onPublished((changes) => {
      if (!changes.some((change) => change.type === 'orderChanged' && change.order.status === 'PENDING'))
        return;
      desk.onPublished(() => undefined);
      desk.run.files.record.begin().then(resolve, reject);
    });
  });
}

function fillOf(order: Order): VenueReport {
  const time = desk.clock.now();
  return {
    accountId: account,
    clientOrderId: order.clientOrderId,
    brokerOrderId: 'V1',
    source: 'stream',
    time,
    receivedAt: time,
    type: 'filled',
    fill: {
      venueTradeId: 'T1',
      quantity: Decimal.one,
      price: Decimal.from('99.5'),
      fee: undefined,
      liquidity: 'MAKER',
      venueSequence: 1,
    },
  };
}

async function changeAccount(part: Partial<Account>): Promise<void> {
  await desk.run.store.transact(async ({ accounts }) =>
    accounts.save({ ...(await accounts.get(account)), ...part }),
  );
}

async function limitTo(limits: Partial<RiskLimits>): Promise<void> {
  await desk.run.store.transact((unit) => unit.portfolios.setLimits(portfolio, { ...noLimits, ...limits }));
}

describe('an order that was decided before the account was locked', () => {
  test('is not sent when another order’s outcome became unknown while it waited for the disk', async () => {
    const answer = Promise.withResolvers<void>();
    desk.exchange.onArrival(() => answer.promise);
    const first = place();
    await desk.clock.advance(0);
    const held = holdSending();
    const second = place('2');
    const unit = await held;
    answer.reject(new Error('socket hang up'));
    await desk.clock.advance(0);
    await unit.rollback();
    const refused = await second;
    expect((await first).status).toBe('UNCONFIRMED');
    expect(arrived('place')).toBe(1);
    expect([refused.status, refused.ended?.reason]).toEqual([
      'EXPIRED',
      { code: 'LOCKED_OUTCOME_UNKNOWN', order: (await first).clientOrderId },
    ]);
    expect(await states(refused.id)).toEqual(['place dropped']);
  });

  test('keeps its terms, and its amendment is not sent', async () => {
    const order = await place();
    const { record } = desk.run.files;
    const first = await record.begin();
    const change = { quantity: Decimal.from('2'), limitPrice: Decimal.from('98'), stopPrice: undefined };
    const amended = desk.run.amendOrder(order.id, change, order);
    await desk.clock.advance(0);
    const second = record.begin();
    await first.rollback();
    const held = await second;
    expect(await states(order.id)).toEqual(['place sent', 'amend intent']);
    desk.run.locks.lock(account, 'test', stopped);
    const told = desk.published.length;
    await held.rollback();
    expect(await amended).toEqual({
      ok: false,
      error: {
        code: 'NOT_SENT',
        reason: stopped,
      },
    });
    expect(arrived('amend')).toBe(0);
    expect(await states(order.id)).toEqual(['place sent', 'amend dropped']);
    expect(desk.published.slice(told)).toEqual([]);
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.map(({ type }) => type)).toEqual(['created', 'accepted', 'amend-requested']);
    expect((await desk.run.store.read.orders.get(order.id)).quantity.toString()).toBe('1');
  });

  test('is not sent when the kill switch was engaged while it waited for the disk', async () => {
    const held = holdSending();
    const waiting = place();
    const unit = await held;
    const engaged = { code: 'LOCKED_KILL_SWITCH', since: desk.clock.now() } as const;
    desk.run.locks.lockAll(engaged);
    await unit.rollback();
    const refused = await waiting;
    expect([refused.status, refused.ended?.reason]).toEqual(['EXPIRED', engaged]);
    expect(arrived('place')).toBe(0);
    desk.run.locks.lockAll(undefined);
    await place();
    expect(arrived('place')).toBe(1);
  });

  test('does not hold up a cancel, whatever it is locked by', async () => {
    const order = await place();
    const held = await desk.run.files.record.begin();
    const cancelled = desk.run.cancelOrder(order.id);
    desk.run.locks.lock(account, 'test', stopped);
    desk.run.locks.lockAll({ code: 'LOCKED_KILL_SWITCH', since: desk.clock.now() });
    await held.rollback();
    expect(await cancelled).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
  });
});

/** Orders of the record, as many as are followed and `fewer` less. */
async function fillRecord(fewer: number) {
  const first = await place();
  await desk.run.store.transact(async ({ orders }) => {
    for (let number = 1; number < mostWorking - fewer; number += 1) {
      await orders.insert({
        ...first,
        id: orderId(`${first.id}-${number}`),
        clientOrderId: clientOrderId(`${first.clientOrderId}-${number}`),
      });
    }
    return ok(undefined);
  });
  return first;
}

test('no more orders are placed than a record is opened with', async () => {
  const first = await fillRecord(1);
  expect((await place()).status).toBe('SUBMITTED');
  const sent = arrived('place');
  expect(await desk.run.placeOrder({ terms: limitBuy('1', '99.50') })).toEqual({
    ok: false,
    error: { code: 'TOO_MANY_WORKING', most: mostWorking },
  });
  expect(arrived('place')).toBe(sent);
  expect(await desk.run.store.read.orders.countWorking()).toBe(mostWorking);
  expect(await desk.run.cancelOrder(first.id)).toMatchObject({ ok: true });
  expect((await place()).status).toBe('SUBMITTED');
});

const disabled = { disabledAt: 1_700_000_000_001 };

describe('a disabled account', () => {
  test('places nothing and records nothing of it, and does again once it is enabled', async () => {
    await changeAccount(disabled);
    expect(await desk.run.placeOrder({ terms: limitBuy('1', '99.50') })).toEqual({
      ok: false,
      error: { code: 'ACCOUNT_DISABLED', accountId: account },
    });
    expect(await desk.run.store.read.orders.active()).toEqual([]);
    await changeAccount({ disabledAt: undefined });
    expect((await place()).status).toBe('SUBMITTED');
    expect(arrived('place')).toBe(1);
  });

  test('does not send what waited when it was disabled', async () => {
    const held = holdSending();
    const waiting = place();
    const unit = await held;
    const { accounts } = unit.repositories;
    await accounts.save({ ...(await accounts.get(account)), ...disabled });
    await unit.commit();
    const order = await waiting;
    expect([order.status, order.ended?.reason]).toEqual(['EXPIRED', { code: 'DISABLED' }]);
    expect(arrived('place')).toBe(0);
    expect(await states(order.id)).toEqual(['place dropped']);
  });

  test('amends nothing, and still takes fills and cancels of what works', async () => {
    const order = await place('2');
    await changeAccount(disabled);
    const lower = { quantity: Decimal.from('2'), limitPrice: Decimal.from('98'), stopPrice: undefined };
    expect(await desk.run.amendOrder(order.id, lower, order)).toMatchObject({
      error: { code: 'ACCOUNT_DISABLED' },
    });
    expect(arrived('amend')).toBe(0);
    desk.run.reports.ingest(fillOf(order));
    await desk.run.reports.recorded();
    expect((await desk.run.store.read.orders.get(order.id)).filledQuantity.toString()).toBe('1');
    expect(await desk.run.cancelOrder(order.id)).toMatchObject({ value: { status: 'CANCELLED' } });
  });
});

test('an account of history trades nothing', async () => {
  await changeAccount({ mode: 'history', environment: undefined });
  expect(await desk.run.placeOrder({ terms: limitBuy('1', '99.50') })).toEqual({
    ok: false,
    error: {
      code: 'ACCOUNT_LOCKED',
      accountId: account,
      reason: { code: 'LOCKED_HISTORY_ONLY' },
    },
  });
});

test('an account at another venue than the symbol is refused before anything is recorded', async () => {
  await changeAccount({ venue: venueId('other') });
  expect(await desk.run.placeOrder({ terms: limitBuy('1', '99.50') })).toEqual({
    ok: false,
    error: { code: 'INVALID_TERMS', problems: [{ field: 'instrumentId', code: 'OTHER_VENUE' }] },
  });
  expect([arrived('place'), await desk.run.store.read.orders.active()]).toEqual([0, []]);
});

describe('a limit that was set while an order waited to be sent', () => {
  test.each([
    [
      'of the quantity',
      { maxQuantity: Decimal.from('1') },
      { code: 'LIMIT_QUANTITY', asked: '2', allowed: '1' },
    ],
    [
      'of the worth',
      { maxNotional: Decimal.from('100') },
      { code: 'LIMIT_NOTIONAL', asked: '199', allowed: '100', currency: 'USDT' },
    ],
    [
      'of the distance from the market',
      { maxPriceDistance: Decimal.from('0.001') },
      { code: 'LIMIT_PRICE_DISTANCE', asked: '0.005', allowed: '0.001' },
    ],
    ['of working orders', { maxOpenOrders: 1 }, { code: 'LIMIT_OPEN_ORDERS', asked: '2', allowed: '1' }],
  ])('%s is kept', async (_, limits, reason) => {
    await place();
    const held = holdSending();
    const waiting = place('2');
    const unit = await held;
    await unit.repositories.portfolios.setLimits(portfolio, { ...noLimits, ...limits });
    await unit.commit();
    const order = await waiting;
    expect([order.status, order.ended?.reason]).toEqual(['EXPIRED', reason]);
    expect(arrived('place')).toBe(1);
  });

  test('is kept where the market’s price, which it needs, is not known any more', async () => {
    const held = holdSending();
    const waiting = place();
    const unit = await held;
    const limits = { ...noLimits, maxPriceDistance: Decimal.from('0.1') };
    await unit.repositories.portfolios.setLimits(portfolio, limits);
    desk.setPrice(undefined);
    await unit.commit();
    expect((await waiting).ended?.reason).toEqual({
      code: 'LIMIT_NEEDS_PRICE',
      limit: 'maxPriceDistance',
    });
    expect(arrived('place')).toBe(0);
  });

  test('counts the order itself once', async () => {
    await limitTo({ maxOpenOrders: 2 });
    expect(isActive((await place()).status)).toBe(true);
    expect(isActive((await place()).status)).toBe(true);
    expect(await desk.run.placeOrder({ terms: limitBuy('1', '99.50') })).toMatchObject({
      error: { code: 'RISK_LIMIT', limit: 'maxOpenOrders' },
    });
    expect(arrived('place')).toBe(2);
  });
});

test('a worth over its limit by less than a cent is told as more than is allowed', () => {
  const asked = { asked: Decimal.from('100.0049'), allowed: Decimal.from('100.004'), currency: btc.settle };
  expect(unsentReason({ code: 'RISK_LIMIT', limit: 'maxNotional', ...asked })).toEqual({
    code: 'LIMIT_NOTIONAL',
    asked: '100.01',
    allowed: '100',
    currency: 'USDT',
  });
});

test('no more orders are adopted than a record is opened with', async () => {
  await fillRecord(0);
  const report: VenueReport = {
    accountId: account,
    clientOrderId: clientOrderId('elsewhere'),
    brokerOrderId: 'V9',
    source: 'stream',
    time: desk.clock.now(),
    receivedAt: desk.clock.now(),
    placed: { ...limitBuy('1', '99.50'), createdAt: desk.clock.now() },
    type: 'accepted',
  };
  await expect(desk.run.store.transact((unit) => applyReports(unit, [report]))).rejects.toThrow(
    'more than 20000 orders would be working',
  );
  expect(await desk.run.store.read.orders.countWorking()).toBe(mostWorking);
});
