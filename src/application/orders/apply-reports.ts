import { applyReport, type AppliedReport } from '#src/domain/order-lifecycle.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import { termChangesText } from '#src/domain/terms-change.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { bookFill } from './book-fill.ts';
import type { Alert, Change } from '#src/application/changes.ts';

/**
 * The one way in for everything that happens to an order, whether it came as an answer, over a stream, from a
 * query after a crash or from an import. Runs within a unit of work and returns what to publish after it.
 */
export async function applyReports(
  unit: Repositories,
  reports: readonly OrderReport[],
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const report of reports) changes.push(...(await applyOne(unit, report)));
  return changes;
}

async function applyOne(unit: Repositories, report: OrderReport): Promise<readonly Change[]> {
  const order = await unit.orders.findByClientOrderId(report.clientOrderId);
  if (order === undefined) return [{ type: 'alertRaised', alert: strangerAlert(report) }];
  const applied = applyReport(order, await unit.trades.ofOrder(order.id), report);
  if (!applied.changed) return [];
  await unit.orders.update(applied.order);
  await unit.orders.appendEvents(await eventsOf(unit, order, applied, report));
  const changes: Change[] = [{ type: 'orderChanged', order: applied.order }];
  if (applied.fill !== undefined) {
    changes.push({ type: 'fillAdded', fill: applied.fill });
    const booked = await bookFill(unit, applied.fill);
    // It is new to this order, so the one that is there is another's: the sums of one of them would be wrong.
    if (booked === undefined) {
      throw new IntegrityError(`fill ${applied.fill.id} is recorded for another order already`);
    }
    changes.push(...booked);
  }
  const alert = alertOf(applied, order.ended?.presumed === true, report);
  return alert === undefined ? changes : [...changes, { type: 'alertRaised', alert }];
}

async function eventsOf(
  unit: Repositories,
  before: Order,
  { order, overfilledBy }: AppliedReport,
  report: OrderReport,
): Promise<readonly OrderEvent[]> {
  const known = await unit.orders.events(order.id);
  const { source, time, receivedAt } = report;
  const common = { orderId: order.id, source, status: order.status, time, receivedAt };
  const event: OrderEvent = {
    ...common,
    sequence: known.length + 1,
    type: report.type,
    detail: detailOf(before, report),
  };
  if (overfilledBy === undefined) return [event];
  const detail = `filled ${overfilledBy.toString()} more than was ordered`;
  return [event, { ...common, sequence: known.length + 2, type: 'overfilled', detail }];
}

function detailOf(before: Order, report: OrderReport): string {
  switch (report.type) {
    case 'accepted':
      return report.brokerOrderId === undefined
        ? 'accepted by the venue'
        : `accepted as ${report.brokerOrderId}`;
    case 'triggered':
      return 'stop price reached';
    case 'filled':
      return `${report.fill.quantity.toString()} at ${report.fill.price.toString()}`;
    case 'amended':
      return termChangesText(before, report);
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unconfirmed':
      return report.reason;
  }
}

function strangerAlert(report: OrderReport): Alert {
  return {
    severity: 'warning',
    title: 'A report for an unknown order',
    message: `The venue reported "${report.type}" for order ${report.clientOrderId}, which is not in this record. Check the account at the venue.`,
  };
}

function alertOf(
  { order, overfilledBy }: AppliedReport,
  wasPresumed: boolean,
  report: OrderReport,
): Alert | undefined {
  if (overfilledBy !== undefined) {
    return {
      severity: 'critical',
      title: `Overfilled: ${order.instrumentId}`,
      message: `The venue filled ${overfilledBy.toString()} more than order ${order.clientOrderId} asked for. The fills are recorded as reported; check the position and contact the venue.`,
    };
  }
  if (wasPresumed && report.source !== 'recovery') {
    return {
      severity: 'critical',
      title: `The venue has an order that was presumed not placed: ${order.instrumentId}`,
      message: `Order ${order.clientOrderId} is ${order.status.toLowerCase().replace('_', ' ')} at the venue. The record now says so; check whether you want it.`,
    };
  }
  if (report.type === 'unconfirmed') {
    return {
      severity: 'critical',
      title: `Outcome unknown: ${order.instrumentId}`,
      message: `It is not known whether the venue has order ${order.clientOrderId}. It is not sent again; the venue is being asked, and trading on this account waits for the answer.`,
    };
  }
  return undefined;
}
