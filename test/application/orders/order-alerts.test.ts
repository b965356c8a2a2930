import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, type ClientOrderId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const current = ({ id }: Order) => desk.run.store.read.orders.get(id);
const alerts = () =>
  desk.published.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));

async function place(): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function reportOf(id: ClientOrderId, fact: OrderFact): VenueReport {
  const time = desk.clock.now();
  return {
    accountId: account,
    clientOrderId: id,
    brokerOrderId: 'V1',
    source: 'stream',
    time,
    receivedAt: time,
    ...fact,
  };
}

function fill(venueTradeId: string, quantity: string): OrderFact {
  return {
    type: 'filled',
    fill: {
      venueTradeId,
      quantity: Decimal.from(quantity),
      price: Decimal.from('99'),
      fee: undefined,
      liquidity: 'TAKER',
      venueSequence: undefined,
    },
  };
}

describe('what the trader must look at is told', () => {
  test('when a venue fills more than was ordered', async () => {
    const order = await place();
    desk.run.reports.ingest(reportOf(order.clientOrderId, fill('1', '0.8')));
    desk.run.reports.ingest(reportOf(order.clientOrderId, fill('2', '0.5')));
    await desk.run.reports.recorded();
    expect((await current(order)).filledQuantity).toEqual(Decimal.from('1.3'));
    expect(alerts()).toMatchObject([
      {
        severity: 'critical',
        code: 'OVERFILLED',
        instrument: 'test:BTCUSDT',
        order: order.clientOrderId,
        quantity: '0.3',
      },
    ]);
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.slice(-2).map(({ type, detail }) => [type, detail])).toEqual([
      ['filled', { code: 'FILL', quantity: '0.5', price: '99' }],
      ['overfilled', { code: 'OVERFILLED', quantity: '0.3' }],
    ]);
  });

  test('when it reports an order that is not in the record', async () => {
    desk.run.reports.ingest(reportOf(clientOrderId('td-stranger'), { type: 'accepted' }));
    await desk.run.reports.recorded();
    expect(alerts()).toMatchObject([
      { severity: 'warning', code: 'REPORT_OF_STRANGER', order: 'td-stranger', report: 'accepted' },
    ]);
  });

  test('when the outcome of an order is not known', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    await place();
    expect(alerts()).toEqual([
      { severity: 'critical', code: 'ORDERS_UNCONFIRMED', account: 'Test', orders: 1 },
    ]);
  });

  test('when the venue filled a part of an order that was presumed not placed', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    const order = await place();
    await desk.clock.advance(20_000);
    expect((await current(order)).status).toBe('EXPIRED');
    desk.run.reports.ingest(reportOf(order.clientOrderId, fill('1', '0.4')));
    await desk.run.reports.recorded();
    expect(alerts().at(-1)).toMatchObject({
      severity: 'critical',
      code: 'PRESUMED_IS_THERE',
      instrument: 'test:BTCUSDT',
      order: order.clientOrderId,
      status: 'PARTIALLY_FILLED',
    });
  });

  test('when the venue’s answer could not be recorded', async () => {
    desk.fillDisk(2);
    const order = await place();
    expect(order.status).toBe('PENDING');
    expect(alerts()[0]).toMatchObject({
      severity: 'critical',
      code: 'ANSWER_NOT_RECORDED',
      instrument: 'test:BTCUSDT',
      cause: expect.stringContaining('the disk is full'),
    });
  });

  test('that the account is locked and free again, with the reason', async () => {
    const seen: unknown[] = [];
    desk.onPublished((changes) => {
      if (changes.some(({ type }) => type === 'accountChanged')) seen.push(desk.run.locks.reason(account));
    });
    desk.exchange.answer('place', new Error('socket hang up'));
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    const order = await place();
    await desk.clock.advance(2_000);
    expect(seen).toEqual([{ code: 'LOCKED_OUTCOME_UNKNOWN', order: order.clientOrderId }, undefined]);
  });
});

test('the history of an order tells each report', async () => {
  const terms = { ...limitBuy('1', '101'), type: 'STOP_LIMIT', stopPrice: Decimal.from('101') } as const;
  const placed = await desk.run.placeOrder({ terms });
  if (!placed.ok) throw new Error(placed.error.code);
  const { id, clientOrderId: client } = placed.value.order;
  desk.run.reports.ingest({ ...reportOf(client, { type: 'accepted' }), brokerOrderId: undefined, time: 1 });
  for (const fact of [
    { type: 'triggered' },
    {
      type: 'amended',
      quantity: Decimal.from('2'),
      limitPrice: terms.limitPrice,
      stopPrice: terms.stopPrice,
    },
    fill('1', '0.8'),
    { type: 'rejected', reason: 'margin check on release' },
    { type: 'expired', reason: 'end of the day' },
    { type: 'cancelled', reason: 'by the trader' },
  ] satisfies OrderFact[]) {
    await desk.run.reports.recorded();
    desk.run.reports.ingest(reportOf(client, fact));
  }
  await desk.run.reports.recorded();
  const events = await desk.run.store.read.orders.events(id);
  expect(events.map(({ type, detail }) => [type, detail])).toEqual([
    ['created', ''],
    ['accepted', { code: 'ACCEPTED_AS', order: 'V1' }],
    ['accepted', ''],
    ['triggered', ''],
    ['amended', 'quantity from 1 to 2'],
    ['filled', { code: 'FILL', quantity: '0.8', price: '99' }],
    ['rejected', 'margin check on release'],
    ['expired', 'end of the day'],
    ['cancelled', 'by the trader'],
  ]);
});
