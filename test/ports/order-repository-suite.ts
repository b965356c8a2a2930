import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { orderId } from '#src/domain/ids.ts';
import { isActive, orderStatuses, type Order } from '#src/domain/order.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { OrderFilter, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import type { Count, Cursor, Page, PageRequest } from '#src/ports/page.ts';
import { EntityNotFoundError, IntegrityError, RepositoryError } from '#src/ports/store-errors.ts';
import {
  btc,
  btcElsewhere,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleOrder,
  startTime,
} from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const ended: Order = sampleOrder(1, {
  brokerOrderId: '77',
  status: 'CANCELLED',
  quantity: decimal('123456789.123456789012345678'),
  stopPrice: decimal('0.00000001'),
  filledQuantity: decimal('0.1'),
  filledValue: decimal('4200.01'),
  updatedAt: startTime + 9,
  acknowledgedAt: startTime + 2,
  unconfirmedAt: startTime + 3,
  triggeredAt: startTime + 4,
  amendedAt: startTime + 5,
  lastFillAt: startTime + 6,
  ended: { status: 'CANCELLED', at: startTime + 9, reason: 'by the trader', presumed: true },
  external: true,
  replaces: orderId('order-0'),
  strategy: 'breakout',
});

export function orderRepositorySuite(makeStore: MakeStore): void {
  describe('order repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function insert(...orders: readonly Order[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const order of orders) await unit.orders.insert(order);
      });
    }

    it.each([
      ['a new order', sampleOrder(1)],
      ['an order with every fact', ended],
    ])('gives back %s as it was', async (_, order) => {
      await store.record.transact((unit) => unit.orders.insert(order));
      expect(await store.record.read.orders.get(order.id)).toEqual(order);
      expect(await store.record.read.orders.findByClientOrderId(order.clientOrderId)).toEqual(order);
    });

    it('updates what the venue reports', async () => {
      await insert(sampleOrder(1), sampleOrder(2));
      await store.record.transact((unit) => unit.orders.update(ended));
      const { status, quantity, ended: end } = await store.record.read.orders.get(ended.id);
      expect({ status, quantity, end }).toEqual({
        status: ended.status,
        quantity: ended.quantity,
        end: ended.ended,
      });
      expect((await store.record.read.orders.get(orderId('order-2'))).status).toBe('PENDING');
    });

    it('saves many, those that are there in their place', async () => {
      await insert(sampleOrder(1));
      const { status, updatedAt, ended: end } = ended;
      const changed = { ...sampleOrder(1), status, updatedAt, ended: end };
      await store.record.transact(async (unit) => {
        await unit.orders.saveMany([sampleOrder(2), changed]);
        await unit.orders.save(sampleOrder(2, { status: 'SUBMITTED' }));
      });
      expect(await store.record.read.orders.get(orderId('order-1'))).toEqual(changed);
      expect((await store.record.read.orders.get(orderId('order-2'))).status).toBe('SUBMITTED');
      expect(await store.record.read.orders.count({})).toBe(2);
    });

    it('finds by broker order id within the account', async () => {
      await insert(ended, sampleOrder(2, { accountId: other, brokerOrderId: '77' }));
      expect((await store.record.read.orders.findByBrokerOrderId(other, '77'))?.id).toBe('order-2');
      expect(await store.record.read.orders.findByBrokerOrderId(other, '78')).toBeUndefined();
    });

    it('says which order is missing', async () => {
      await expect(store.record.read.orders.get(orderId('nobody'))).rejects.toThrow(EntityNotFoundError);
      await expect(store.record.transact((unit) => unit.orders.update(sampleOrder(9)))).rejects.toThrow(
        'order-9',
      );
      expect(await store.record.read.orders.find(orderId('nobody'))).toBeUndefined();
    });

    it.each([
      ['id', sampleOrder(2, { id: orderId('order-1') })],
      ['client order id', sampleOrder(2, { clientOrderId: sampleOrder(1).clientOrderId })],
    ])('refuses an order whose %s is taken', async (_, order) => {
      await insert(sampleOrder(1));
      await expect(insert(order)).rejects.toThrow(IntegrityError);
    });

    it('lists the active orders, oldest first', async () => {
      await insert(...orderStatuses.map((status, index) => sampleOrder(20 - index, { status })));
      const active = await store.record.read.orders.active();
      expect(active.map((order) => order.status)).toEqual(orderStatuses.filter(isActive).toReversed());
      expect(await store.record.read.orders.active(other)).toEqual([]);
    });

    describe('events', () => {
      it('are read in their sequence', async () => {
        await insert(sampleOrder(1), sampleOrder(2));
        await store.record.transact((unit) => unit.orders.appendEvents([event(1), event(2)]));
        await store.record.transact((unit) => unit.orders.appendEvents([event(3)]));
        expect(await store.record.read.orders.events(orderId('order-1'))).toEqual([
          event(1),
          event(2),
          event(3),
        ]);
        expect(await store.record.read.orders.events(orderId('order-2'))).toEqual([]);
      });

      it.each([2, 4])('of sequence %i do not follow the second', async (sequence) => {
        await insert(sampleOrder(1));
        await store.record.transact((unit) => unit.orders.appendEvents([event(1), event(2)]));
        const append = store.record.transact((unit) => unit.orders.appendEvents([event(sequence)]));
        await expect(append).rejects.toThrow(IntegrityError);
      });
    });

    describe('pages', () => {
      // Few different values, so that every sort has ties, which the row's age breaks.
      const orders = Array.from({ length: 61 }, (_, index): Order => {
        const market = index % 7 === 0;
        return sampleOrder(index, {
          accountId: index % 4 === 0 ? other : main,
          instrumentId: [btc, eth, btcElsewhere][index % 3] ?? btc,
          side: index % 5 === 0 ? 'SELL' : 'BUY',
          type: market ? 'MARKET' : 'LIMIT',
          status: orderStatuses[(index * 5) % orderStatuses.length] ?? 'FILLED',
          quantity: decimal(['9', '10', '0.5'][index % 3] ?? '1'),
          limitPrice: market ? undefined : decimal(['100', '99.5', '1000', '0.000001'][index % 4] ?? '1'),
          strategy: index % 6 === 0 ? 'breakout' : undefined,
          createdAt: startTime + Math.floor(((index * 37) % 61) / 4),
        });
      });

      const filters: readonly OrderFilter[] = [
        {},
        { instrumentId: btc },
        { statuses: ['FILLED'] },
        { statuses: ['REJECTED', 'FILLED', 'PENDING'] },
        { statuses: [] },
        { symbol: 'BTCUSDT' },
        { symbol: 'BTCUSDT', instrumentId: eth },
        { strategy: 'breakout' },
        { accountIds: [other, main] },
        { accountIds: [main, other], side: 'BUY' },
        { accountIds: [other], statuses: ['CANCELLED', 'SUBMITTED'] },
        { strategy: 'breakout', activeOnly: true },
        { activeOnly: true },
        { activeOnly: true, statuses: ['PENDING', 'FILLED'], instrumentId: eth },
        { from: startTime + 3, to: startTime + 9 },
        { from: startTime + 3, to: startTime + 9, instrumentId: eth, side: 'BUY' },
      ];
      const sorts = (['time', 'symbol', 'status', 'quantity', 'price'] as const).flatMap(
        (by): OrderSort[] => [
          { by, direction: 'ascending' },
          { by, direction: 'descending' },
        ],
      );

      beforeEach(() => insert(...orders));

      it.each(sorts)('by $by, $direction, hold every match once, forwards and backwards', async (sort) => {
        const read = store.record.read.orders;
        for (const filter of filters) {
          const expected = idsOf(orders.filter((order) => matches(order, filter)).toSorted(comparing(sort)));
          const forwards = await walk(read, filter, sort, 'next');
          expect({ filter, ids: forwards.ids }).toEqual({ filter, ids: expected });
          const backwards = await walk(read, filter, sort, 'previous', forwards.last);
          expect({ filter, ids: backwards.ids }).toEqual({ filter, ids: expected });
          expect(await read.count(filter)).toBe(expected.length);
          expect(await read.countSome(filter, 1_000)).toEqual({ count: expected.length, exact: true });
          expectSome(await read.countSome(filter, 10), expected.length);
        }
      });

      it('keep their place while orders are added', async () => {
        const sort: OrderSort = { by: 'time', direction: 'descending' };
        const first = await store.record.read.orders.page({}, sort, { limit: 10 });
        await insert(sampleOrder(500));
        const second = await store.record.read.orders.page({}, sort, { limit: 10, after: first.next });
        expect(idsOf([...first.rows, ...second.rows])).toEqual(
          idsOf(orders.toSorted(comparing(sort)).slice(0, 20)),
        );
      });

      it('refuse a cursor of another query, and one that is none', async () => {
        const { next } = await store.record.read.orders.page({}, byTime, { limit: 3 });
        const wrong = [next, 'nonsense', Buffer.from('["orders by price",null,1,2]').toString('base64url')];
        for (const after of wrong) {
          const page = store.record.read.orders.page(
            {},
            { by: 'price', direction: 'ascending' },
            { limit: 3, after },
          );
          await expect(page).rejects.toThrow(RepositoryError);
        }
      });

      function comparing({ by, direction }: OrderSort): (left: Order, right: Order) => number {
        const sign = direction === 'ascending' ? 1 : -1;
        return (left, right) =>
          sign *
          (compareBy[by](left, right) ||
            left.createdAt - right.createdAt ||
            orders.indexOf(left) - orders.indexOf(right));
      }
    });
  });
}

/** It may give up, and then it has counted too few. */
function expectSome({ count, exact }: Count, all: number): void {
  expect({ count, fits: exact ? count === all : count <= all }).toEqual({ count, fits: true });
}

function event(sequence: number): OrderEvent {
  return {
    orderId: orderId('order-1'),
    sequence,
    type: sequence === 1 ? 'created' : 'cancel-requested',
    source: 'trader',
    status: 'PENDING',
    time: startTime,
    receivedAt: startTime + sequence,
    detail: `step ${sequence}`,
  };
}

/** All pages from the first one on, or back from the given one; `ids` are in the query's order. */
async function walk(
  orders: OrderRepository,
  filter: OrderFilter,
  sort: OrderSort,
  way: 'next' | 'previous',
  from?: { readonly page: Page<Order>; readonly request: PageRequest },
): Promise<{ ids: readonly string[]; last: { page: Page<Order>; request: PageRequest } }> {
  let request: PageRequest = from?.request ?? { limit: 7 };
  let page = from?.page ?? (await orders.page(filter, sort, request));
  let ids = idsOf(page.rows);
  let cursor: Cursor | undefined = page[way];
  while (cursor !== undefined) {
    request = way === 'next' ? { limit: 7, after: cursor } : { limit: 7, before: cursor };
    page = await orders.page(filter, sort, request);
    ids = way === 'next' ? [...ids, ...idsOf(page.rows)] : [...idsOf(page.rows), ...ids];
    cursor = page[way];
  }
  return { ids, last: { page, request } };
}

const byTime: OrderSort = { by: 'time', direction: 'ascending' };

const compareBy: Record<OrderSort['by'], (left: Order, right: Order) => number> = {
  time: () => 0,
  symbol: (left, right) => compareText(symbolOf(left), symbolOf(right)),
  status: (left, right) => compareText(left.status, right.status),
  quantity: (left, right) => left.quantity.compare(right.quantity),
  // No price comes before every price.
  price: (left, right) => (left.limitPrice ?? decimal('-1')).compare(right.limitPrice ?? decimal('-1')),
};

function matches(order: Order, filter: OrderFilter): boolean {
  const { accountIds, instrumentId, symbol, statuses, side, strategy, activeOnly, from, to } = filter;
  return (
    (accountIds === undefined || accountIds.includes(order.accountId)) &&
    (instrumentId === undefined || instrumentId === order.instrumentId) &&
    (symbol === undefined || symbol === symbolOf(order)) &&
    (statuses === undefined || statuses.includes(order.status)) &&
    (side === undefined || side === order.side) &&
    (strategy === undefined || strategy === order.strategy) &&
    (activeOnly !== true || isActive(order.status)) &&
    (from === undefined || order.createdAt >= from) &&
    (to === undefined || order.createdAt < to)
  );
}

function symbolOf(order: Order): string {
  return order.instrumentId.split(':')[1] ?? '';
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function idsOf(orders: readonly Order[]): readonly string[] {
  return orders.map((order) => order.id);
}
