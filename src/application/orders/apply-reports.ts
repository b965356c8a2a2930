import type { Decimal } from '#src/domain/decimal.ts';
import { leastAfter } from '#src/domain/dust.ts';
import type { Fill } from '#src/domain/fill.ts';
import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { AccountId, ClientOrderId, FillId, OrderId } from '#src/domain/ids.ts';
import { adopted } from '#src/domain/reconciliation/adopted-order.ts';
import { applyReport, namedBySide, reportedFillId, type AppliedReport } from '#src/domain/order-lifecycle.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { OrderDetail } from '#src/domain/order-reason.ts';
import { mostWorking, type Order } from '#src/domain/order.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import { termChangesText } from '#src/domain/terms-change.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { bookFills } from './book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import type { Alert } from '#src/domain/alert.ts';

/** Of a venue, or what this program itself says of an order. */
export type AnyReport = OrderReport & Partial<Pick<VenueReport, 'accountId' | 'placed'>>;

/** What a batch of reports has made of one order so far. */
type Batched = {
  order: Order;
  readonly events: OrderEvent[];
  /** Of the last event that was recorded before. */
  readonly lastSequence: number;
};

/**
 * The one way in for everything that happens to an order, whether it came as an answer, over a stream, from a
 * query after a crash or from an import. Runs within a unit of work and returns what to publish after it. Each order is
 * read once and written once, however many of the reports are about it and however long its history is.
 */
export async function applyReports(
  unit: Repositories,
  reports: readonly AnyReport[],
  /** Of an order that nobody placed here: whether it is taken up, or told of. */
  admit: (account: AccountId) => boolean = () => true,
): Promise<readonly Change[]> {
  const orders = new Map<OrderId, Batched>();
  /** By what a report calls its order. */
  const called = new Map<string, Batched | 'left' | undefined>();
  const fills = new Map<FillId, Fill>();
  const alerts: Alert[] = [];
  const inDoubt = new Set<AccountId>();
  for (const report of reports) {
    const name = JSON.stringify([report.accountId, report.clientOrderId, report.brokerOrderId]);
    if (!called.has(name)) called.set(name, await takeUp(unit, orders, report, admit));
    const batched = called.get(name);
    if (batched === 'left') continue;
    if (batched === undefined) alerts.push(strangerAlert(report));
    else {
      const { clientOrderId } = batched.order;
      alerts.push(...(await applyOne(unit, batched, fills, { ...report, clientOrderId })));
    }
    if (batched?.order.status === 'UNCONFIRMED' && report.type === 'unconfirmed')
      inDoubt.add(batched.order.accountId);
  }
  const changes: Change[] = [];
  const names = new Map<OrderId, ClientOrderId>();
  for (const batched of orders.values()) {
    const { order, events } = batched;
    if (events.length === 0) continue;
    names.set(order.id, order.clientOrderId);
    await unit.orders.update(order);
    await unit.orders.appendEvents(events);
    changes.push({ type: 'orderChanged', order });
  }
  const added = await withLeast(unit, [...orders.values()], fills);
  for (const fill of added) {
    changes.push({ type: 'fillAdded', fill, clientOrderId: fill.orderId && names.get(fill.orderId) });
  }
  changes.push(...(await bookFills(unit, added)));
  for (const account of inDoubt) alerts.push(await unconfirmedAlert(unit, account));
  return [...changes, ...alerts.map((alert) => ({ type: 'alertRaised', alert }) as const)];
}

/** Of one that nobody placed here it makes one, where the report says what it is, and where it is admitted. */
async function takeUp(
  unit: Repositories,
  batch: Map<OrderId, Batched>,
  report: AnyReport,
  admit: (account: AccountId) => boolean,
): Promise<Batched | 'left' | undefined> {
  const known = await find(unit, report);
  if (known === undefined && report.accountId !== undefined && !admit(report.accountId)) return 'left';
  const order = known ?? (await adopt(unit, report));
  if (order === undefined) return undefined;
  const batched = batch.get(order.id) ?? {
    order,
    events: known === undefined ? [adoptedEvent(order, report)] : [],
    lastSequence: await unit.orders.lastSequence(order.id),
  };
  batch.set(order.id, batched);
  return batched;
}

/** By our own id; an order that was amended elsewhere has another one since, and its venue's number still. */
async function find({ orders }: Repositories, report: AnyReport): Promise<Order | undefined> {
  const { accountId, brokerOrderId, placed } = report;
  const named = await orders.findByClientOrderId(report.clientOrderId);
  if (accountId === undefined || named?.accountId === accountId) return named;
  if (brokerOrderId === undefined || placed === undefined) return undefined;
  return orders.findByBrokerOrderId(accountId, placed.instrumentId, brokerOrderId);
}

async function adopt({ orders, instruments }: Repositories, report: AnyReport): Promise<Order | undefined> {
  const { accountId, brokerOrderId, placed } = report;
  if (accountId === undefined || brokerOrderId === undefined || placed === undefined) return undefined;
  if ((await instruments.find(placed.instrumentId)) === undefined) return undefined;
  // One more, and the record is not opened again.
  if ((await orders.countWorking()) >= mostWorking)
    throw new IntegrityError(`more than ${mostWorking} orders would be working`);
  const order = adopted(accountId, brokerOrderId, placed);
  await orders.insert(order);
  return order;
}

function adoptedEvent(order: Order, { source, receivedAt }: AnyReport): OrderEvent {
  const { id: orderId, status, createdAt: time } = order;
  const detail = { code: 'PLACED_ELSEWHERE' } as const;
  return { orderId, sequence: 1, type: 'created', source, status, time, receivedAt, detail };
}

/** Adds to the batch, and returns what the trader must be told. */
async function applyOne(
  unit: Repositories,
  batched: Batched,
  fills: Map<FillId, Fill>,
  told: OrderReport,
): Promise<readonly Alert[]> {
  const before = batched.order;
  const { report, known } = await asOwn(unit, before, fills, told);
  const applied = applyReport(before, known, report);
  if (!applied.changed) return [];
  batched.order = applied.order;
  batched.events.push(...eventsOf(before, applied, report, batched.lastSequence + batched.events.length));
  if (applied.fill !== undefined) fills.set(applied.fill.id, applied.fill);
  const alert = alertOf(applied, before.ended?.presumed === true, report);
  return alert === undefined ? [] : [alert];
}

/** The fills, with what could be traded after each: of all but the last of an order it has gone on. */
async function withLeast(
  { instruments }: Repositories,
  batches: readonly Batched[],
  fills: ReadonlyMap<FillId, Fill>,
): Promise<readonly Fill[]> {
  const own = Map.groupBy(fills.values(), ({ orderId }) => orderId);
  const least = new Map<FillId, Decimal>();
  for (const batched of batches) {
    const filled = inFoldOrder(own.get(batched.order.id) ?? []);
    const last = filled.at(-1);
    if (last === undefined) continue;
    const instrument = await instruments.get(batched.order.instrumentId);
    for (const { id } of filled) least.set(id, instrument.lotSize);
    least.set(last.id, leastAfter(instrument, batched.order, last.price));
  }
  return [...fills.values()].map((fill) => ({ ...fill, least: least.get(fill.id) }));
}

/**
 * The report with the fill that it tells of, where that is known. The other side of a trade with another of the trader's
 * own orders is a fill of its own. Throws an IntegrityError where it is another order's.
 */
async function asOwn(
  { trades }: Repositories,
  order: Order,
  fills: ReadonlyMap<FillId, Fill>,
  told: OrderReport,
): Promise<{ readonly report: OrderReport; readonly known: readonly Fill[] }> {
  for (const report of [told, namedBySide(order, told)]) {
    const id = reportedFillId(order, report);
    if (id === undefined) return { report, known: [] };
    const known = fills.get(id) ?? (await trades.find(order.accountId, order.instrumentId, id));
    if (known === undefined) return { report, known: [] };
    if (known.orderId === order.id) return { report, known: [known] };
    if (known.side === order.side) break;
  }
  // The sums of one of the two would be wrong.
  throw new IntegrityError(`fill ${reportedFillId(order, told)} is recorded for another order already`);
}

function eventsOf(
  before: Order,
  { order, overfilledBy }: AppliedReport,
  report: OrderReport,
  lastSequence: number,
): readonly OrderEvent[] {
  const { source, time, receivedAt } = report;
  const common = { orderId: order.id, source, status: order.status, time, receivedAt };
  const event: OrderEvent = {
    ...common,
    sequence: lastSequence + 1,
    type: report.type,
    detail: detailOf(before, report),
  };
  if (overfilledBy === undefined) return [event];
  const detail = { code: 'OVERFILLED', quantity: overfilledBy.toString() } as const;
  return [event, { ...common, sequence: lastSequence + 2, type: 'overfilled', detail }];
}

function detailOf(before: Order, report: OrderReport): OrderDetail {
  switch (report.type) {
    case 'accepted':
      return report.brokerOrderId === undefined ? '' : { code: 'ACCEPTED_AS', order: report.brokerOrderId };
    case 'triggered':
      return '';
    case 'filled':
      return {
        code: 'FILL',
        quantity: report.fill.quantity.toString(),
        price: report.fill.price.toString(),
      };
    case 'amended':
      return termChangesText(before, report) ?? { code: 'SAME_TERMS' };
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unconfirmed':
      return report.reason;
  }
}

function strangerAlert({ clientOrderId: order, type: report }: OrderReport): Alert {
  return { severity: 'warning', code: 'REPORT_OF_STRANGER', order, report };
}

function alertOf(
  { order: { instrumentId: instrument, clientOrderId: order, status }, overfilledBy }: AppliedReport,
  wasPresumed: boolean,
  report: OrderReport,
): Alert | undefined {
  const severity = 'critical';
  if (overfilledBy !== undefined)
    return { severity, code: 'OVERFILLED', instrument, order, quantity: overfilledBy.toString() };
  if (wasPresumed && report.source !== 'recovery')
    return { severity, code: 'PRESUMED_IS_THERE', instrument, order, status };
  return undefined;
}

/** One for all orders of the account whose outcome is not known now: a crash may leave a hundred at once. */
async function unconfirmedAlert({ accounts, orders }: Repositories, id: AccountId): Promise<Alert> {
  const { name: account } = await accounts.get(id);
  const unconfirmed = await orders.count({ accountIds: [id], statuses: ['UNCONFIRMED'] });
  return { severity: 'critical', code: 'ORDERS_UNCONFIRMED', account, orders: unconfirmed };
}
