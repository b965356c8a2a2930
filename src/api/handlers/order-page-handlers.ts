import type { CallRequest } from '#src/contract/contract.ts';
import type { FeeSchedule } from '#src/domain/fee-schedule.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, ClientOrderId, OrderId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { presentFill, presentOrder, presentOrderEvent } from '#src/api/present/present-order.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { totalOf } from './total-of.ts';
import { fillFilterOf, orderFilterOf } from './row-filters.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

type PageCalls = 'orders.page' | 'orders.strategies' | 'orders.history' | 'fills.page';

/** An order may have tens of thousands, and whoever looks at it asks again with each. */
const eventsAtOnce = 200;

/** Orders and fills of the record, a page at a time. */
export function createOrderPageHandlers(current: CurrentWorkspace): Pick<Handlers, PageCalls> {
  return {
    'orders.page': within(current, async ({ store }, input: CallRequest<'orders.page'>) => {
      const filter = orderFilterOf(input.filter);
      const page = await store.read.orders.page(filter, input.sort, input);
      const rows = page.rows.map(presentOrder);
      const total = await totalOf(store.read.orders, filter, input, rows.length);
      return ok({ rows, next: page.next, previous: page.previous, ...total });
    }),
    'orders.strategies': within(current, async ({ store }) =>
      ok([...(await store.read.orders.strategies())]),
    ),
    'orders.history': within(current, async ({ store, session }, input: CallRequest<'orders.history'>) => {
      const order = await store.read.orders.find(input.orderId);
      if (order === undefined) return notFound('order', input.orderId);
      const events = await store.read.orders.events(order.id, { before: input.before, most: eventsAtOnce });
      await session.catalogue.learn([order]);
      return ok({
        order: presentOrder(order),
        events: events.map((event) => presentOrderEvent(event, order)),
      });
    }),
    'fills.page': within(current, async ({ store, session }, input: CallRequest<'fills.page'>) => {
      const filter = fillFilterOf(input.filter);
      const page = await store.read.trades.page(filter, input.direction, input);
      await session.catalogue.learn(page.rows);
      const names = await namesOf(store.read, page.rows);
      const schedules = await schedulesOf(store.read, page.rows);
      const rows = page.rows.map((fill) =>
        presentFill(
          fill,
          session.catalogue.get(fill.instrumentId),
          fill.orderId && names.get(fill.orderId),
          schedules.get(fill.accountId),
        ),
      );
      const total = await totalOf(store.read.trades, filter, input, rows.length);
      return ok({ rows, next: page.next, previous: page.previous, ...total });
    }),
  };
}

/** Of the accounts of those whose fee nobody told. */
async function schedulesOf(
  { feeSchedules }: Pick<Repositories, 'feeSchedules'>,
  fills: readonly Fill[],
): Promise<ReadonlyMap<AccountId, readonly FeeSchedule[]>> {
  const accounts = new Set(fills.filter(({ fee }) => fee === undefined).map(({ accountId }) => accountId));
  const schedules = new Map<AccountId, readonly FeeSchedule[]>();
  for (const account of accounts) schedules.set(account, await feeSchedules.of(account));
  return schedules;
}

/** What the orders of some fills are called. */
async function namesOf(
  { orders }: Pick<Repositories, 'orders'>,
  fills: readonly Fill[],
): Promise<ReadonlyMap<OrderId, ClientOrderId>> {
  const names = new Map<OrderId, ClientOrderId>();
  for (const id of new Set(fills.map((fill) => fill.orderId))) {
    const order = id === undefined ? undefined : await orders.find(id);
    if (order !== undefined) names.set(order.id, order.clientOrderId);
  }
  return names;
}
