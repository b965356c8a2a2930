import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyReports } from '#src/application/orders/apply-reports.ts';
import { createIngestReports } from '#src/application/orders/ingest-reports.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(quantity: string): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy(quantity, '99') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function report({ accountId: of, clientOrderId }: Order, fact: OrderFact): VenueReport {
  const time = desk.clock.now();
  return {
    accountId: of,
    clientOrderId,
    brokerOrderId: 'V1',
    source: 'stream',
    time,
    receivedAt: time,
    ...fact,
  };
}

/** The numbers of the fills, which the venue gave them. */
function fills(order: Order, from: number, to: number): readonly VenueReport[] {
  return Array.from({ length: to - from }, (_, at) =>
    report(order, {
      type: 'filled',
      fill: {
        venueTradeId: `t${from + at}`,
        quantity: Decimal.one,
        price: Decimal.from('99'),
        fee: undefined,
        liquidity: 'MAKER',
        venueSequence: from + at + 1,
      },
    }),
  );
}

const counted = ['orders', 'trades', 'positions', 'ledger', 'instruments', 'accounts', 'portfolios'] as const;

/** Notes each call of a repository, "orders.update". */
function noting(unit: Repositories, calls: string[]): Repositories {
  const noted = { ...unit };
  for (const name of counted) {
    Object.assign(noted, {
      [name]: new Proxy(unit[name], {
        get(target, method) {
          const call: unknown = Reflect.get(target, method);
          if (typeof call !== 'function') return call;
          return (...values: unknown[]): unknown => {
            calls.push(`${name}.${String(method)}`);
            return Reflect.apply(call, target, values);
          };
        },
      }),
    });
  }
  return noted;
}

async function callsOf(reports: readonly VenueReport[]): Promise<readonly string[]> {
  const calls: string[] = [];
  await desk.run.store.transact((unit) => applyReports(noting(unit, calls), reports));
  return calls;
}

describe('reports of one order', () => {
  test('cost the same after few and after many, and never read its history', async () => {
    const order = await place('500');
    const first = await callsOf(fills(order, 0, 1));
    await desk.run.store.transact((unit) => applyReports(unit, fills(order, 1, 300)));
    const later = await callsOf(fills(order, 300, 301));
    expect(later.toSorted()).toEqual([...first, 'positions.lots', 'trades.find'].toSorted());
    expect(later).not.toContain('trades.ofOrder');
    expect(later).not.toContain('orders.events');
  });

  test('in one batch read and write the order and its position once', async () => {
    const order = await place('500');
    const calls = await callsOf(fills(order, 0, 200));
    const times = (name: string) => calls.filter((call) => call === name).length;
    for (const once of [
      'orders.findByClientOrderId',
      'orders.update',
      'orders.appendEvents',
      'positions.last',
      'positions.saveMany',
      'positions.changeLots',
      'trades.saveMany',
      'ledger.moveCash',
    ]) {
      expect([once, times(once)]).toEqual([once, 1]);
    }
    const known = await desk.run.store.read.orders.get(order.id);
    expect([known.status, known.filledQuantity.toString(), known.filledValue.toString()]).toEqual([
      'PARTIALLY_FILLED',
      '200',
      '19800',
    ]);
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 202 }, (_, at) => at + 1));
    const [position] = await desk.run.store.read.positions.active([account]);
    expect(position?.quantity.toString()).toBe('200');
  });

  test('in one batch, repeated and of several orders, end as they would one by one', async () => {
    const [one, other] = [await place('3'), await place('2')];
    const [a, b, c] = fills(one, 0, 3);
    const [d, e] = fills(other, 3, 5);
    const ended = report(other, { type: 'cancelled', reason: 'by the trader' });
    const batch = [d, a, ended, b, a, e, c, d].filter((each) => each !== undefined);
    const changes = await desk.run.store.transact((unit) => applyReports(unit, batch));
    expect(changes.filter(({ type }) => type === 'fillAdded')).toHaveLength(5);
    for (const [id, filled] of [
      [one.id, '3'],
      [other.id, '2'],
    ] as const) {
      const { status, filledQuantity } = await desk.run.store.read.orders.get(id);
      expect([status, filledQuantity.toString()]).toEqual(['FILLED', filled]);
    }
    const [position] = await desk.run.store.read.positions.active([account]);
    expect(position?.quantity.toString()).toBe('5');
    const twice = await desk.run.store.transact((unit) => applyReports(unit, batch));
    expect(twice).toEqual([]);
  });
});

test('reports of two instruments and two accounts in one batch each move their own position', async () => {
  const eth = { ...btc, id: instrumentId('test:ETHUSDT'), symbol: 'ETHUSDT', base: currency('ETH') };
  const second = accountId('second');
  await desk.run.store.transact(async (unit) => {
    await unit.instruments.saveMany([eth]);
    await unit.accounts.save({ ...(await unit.accounts.get(account)), id: second, name: 'Second' });
  });
  const asked = [{}, { instrumentId: eth.id }, { accountId: second }];
  const orders: Order[] = [];
  for (const other of asked) {
    const placed = await desk.run.placeOrder({ terms: { ...limitBuy('9', '99'), ...other } });
    if (placed.ok) orders.push(placed.value.order);
  }
  const batch = orders.flatMap((order, at) => fills(order, 10 * at, 11 * at + 1));
  await desk.run.store.transact((unit) => applyReports(unit, batch));
  const positions = await desk.run.store.read.positions.active([account, second]);
  expect(
    positions.map((position) => [position.accountId, position.instrumentId, position.quantity.toString()]),
  ).toEqual(
    expect.arrayContaining([
      [account, btc.id, '1'],
      [account, eth.id, '2'],
      [second, btc.id, '3'],
    ]),
  );
  expect(positions).toHaveLength(3);
});

test('between two units of work of a storm of reports others have their turn', async () => {
  const order = await place('1000');
  let units = 0;
  const { record } = desk.run.files;
  const store: RecordStore = {
    read: record.read,
    begin: () => record.begin(),
    transact: (work, importance) => {
      units += 1;
      return record.transact(work, importance);
    },
  };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ingest = createIngestReports({
    store,
    publish: () => undefined,
    clock: desk.clock,
    log: silent,
    reconcile: () => undefined,
  });
  for (const each of fills(order, 0, 1000)) ingest.ingest(each);
  const seen: number[] = [];
  let over = false;
  function look(): void {
    seen.push(units);
    if (!over) setImmediate(look);
  }
  setImmediate(look);
  await ingest.recorded();
  over = true;
  expect((await record.read.orders.get(order.id)).status).toBe('FILLED');
  expect(new Set(seen).size).toBeGreaterThanOrEqual(units - 1);
});
