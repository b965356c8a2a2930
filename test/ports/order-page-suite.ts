import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isActive, orderStatuses, type Order } from '#src/domain/order.ts';
import type { OrderFilter, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import type { Count, Cursor, Page, PageRequest } from '#src/ports/page.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
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

/** Few different values, so that every sort has ties, which the row's age breaks. */
function mixedOrder(index: number, createdAt: number): Order {
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
    createdAt,
  });
}

const sorts = (['time', 'symbol', 'status', 'quantity', 'price'] as const).flatMap((by): OrderSort[] => [
  { by, direction: 'ascending' },
  { by, direction: 'descending' },
]);

export function orderPageSuite(makeStore: MakeStore): void {
  describe('pages of orders', () => {
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

    describe('few', () => {
      const orders = Array.from({ length: 61 }, (_, index) =>
        mixedOrder(index, startTime + Math.floor(((index * 37) % 61) / 4)),
      );

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

      beforeEach(() => insert(...orders));

      it('work, as many as are told, of all accounts', async () => {
        const working = orders.filter((order) => matches(order, { activeOnly: true }));
        expect(new Set(working.map(({ accountId }) => accountId)).size).toBe(2);
        expect(await store.record.read.orders.countWorking()).toBe(working.length);
      });

      it.each(sorts)('by $by, $direction, hold every match once, forwards and backwards', async (sort) => {
        const read = store.record.read.orders;
        for (const filter of filters) {
          const expected = idsOf(orders.filter((order) => matches(order, filter)).toSorted(comparing(sort)));
          const forwards = await walk(read, filter, sort, 'next', { limit: 7 });
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
    });

    describe('many', () => {
      const day = 86_400_000;
      const length = 4_000;
      // Three hundred days, many at one time.
      const orders = Array.from({ length }, (_, index) =>
        mixedOrder(index, Math.floor((((index * 1009) % length) / length) * 600) * (day / 2)),
      );
      const time = fc.oneof(
        fc.constantFrom(0, -1, 1, 3 * day, -3 * day, 3 * day - 1, 1 - 3 * day, Number.MAX_SAFE_INTEGER),
        fc.integer({ min: -20 * day, max: 320 * day }),
      );
      const filter: fc.Arbitrary<OrderFilter> = fc.record(
        {
          from: time,
          to: time,
          accountIds: fc.subarray([main, other]),
          statuses: fc.subarray([...orderStatuses]),
          symbol: fc.constantFrom('BTCUSDT', 'ETHUSDT'),
          side: fc.constantFrom('BUY', 'SELL'),
          strategy: fc.constantFrom('breakout', 'unknown'),
        },
        { requiredKeys: [] },
      );
      // Whether they are read from an index, merged or sorted depends on how many match: each has its turn.
      const range = fc.record({ from: time, to: time }, { requiredKeys: [] });

      it('are those of a sort of all, in any order, filter and range of time, both ways', async () => {
        await insert(...orders);
        const read = store.record.read.orders;
        const cases = fc.tuple(
          fc.oneof(filter, range),
          fc.constantFrom(...sorts),
          fc.integer({ min: 1, max: 700 }),
        );
        await fc.assert(
          fc.asyncProperty(cases, async ([wanted, sort, limit]) => {
            const sorted = orders.filter((order) => matches(order, wanted)).toSorted(comparing(sort));
            // Walked to the end where that takes a few pages.
            const expected = idsOf(sorted).slice(0, limit * mostPages);
            const forwards = await walk(read, wanted, sort, 'next', { limit });
            expect(forwards.ids).toEqual(expected);
            const backwards = await walk(read, wanted, sort, 'previous', forwards.last);
            expect(backwards.ids).toEqual(expected);
          }),
          { numRuns: 150 },
        );
      });
    });
  });
}

/** It may give up, and then it has counted too few. */
function expectSome({ count, exact }: Count, all: number): void {
  expect({ count, fits: exact ? count === all : count <= all }).toEqual({ count, fits: true });
}

type Walked = { readonly page: Page<Order>; readonly request: PageRequest };

const mostPages = 12;

/** Pages from the first one on, or back from the given one; `ids` are in the query's order. */
async function walk(
  orders: OrderRepository,
  filter: OrderFilter,
  sort: OrderSort,
  way: 'next' | 'previous',
  from: PageRequest | Walked,
): Promise<{ ids: readonly string[]; last: Walked }> {
  let { page, request }: Walked =
    'page' in from ? from : { page: await orders.page(filter, sort, from), request: from };
  const { limit } = request;
  let ids = idsOf(page.rows);
  for (let pages = 1; pages < mostPages; pages += 1) {
    const cursor: Cursor | undefined = page[way];
    if (cursor === undefined) break;
    request = way === 'next' ? { limit, after: cursor } : { limit, before: cursor };
    page = await orders.page(filter, sort, request);
    ids = way === 'next' ? [...ids, ...idsOf(page.rows)] : [...idsOf(page.rows), ...ids];
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

function comparing({ by, direction }: OrderSort): (left: Order, right: Order) => number {
  const sign = direction === 'ascending' ? 1 : -1;
  return (left, right) =>
    sign *
    (compareBy[by](left, right) || left.createdAt - right.createdAt || numberOf(left) - numberOf(right));
}

/** In the order in which they were saved. */
function numberOf({ id }: Order): number {
  return Number(id.slice('order-'.length));
}
