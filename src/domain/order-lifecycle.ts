import { saidToText } from './coded.ts';
import type { Decimal } from './decimal.ts';
import { fillIdOf, type FillId } from './ids.ts';
import type { Fill } from './fill.ts';
import { plusFill, type EndStatus, type Order, type OrderEnd, type OrderStatus } from './order.ts';
import type { OrderFact, OrderReport } from './order-report.ts';

/**
 * The life of an order.
 *
 * Venues repeat, delay and reorder what they say. So a report only ever adds a fact to the order, facts merge
 * commutatively (the earliest acknowledgement, the latest amendment, the highest-ranking end, the set of fills),
 * and the status is a function of the facts. The table says which status may follow which; it is exhaustive, and
 * applying a report checks it.
 */
const followers: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['UNCONFIRMED', 'SUBMITTED', 'PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  // A venue's word always wins over our not knowing.
  UNCONFIRMED: ['SUBMITTED', 'PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  // A venue may accept and then reject: a stop that would trigger at once, a margin check on release.
  SUBMITTED: ['PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  PARTIALLY_FILLED: ['FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  // An amendment that enlarged the order can be reported after the fill that completed the smaller one.
  FILLED: ['PARTIALLY_FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  // Venues do report a fill that beat the cancel. The other rows of an end that comes undone are recovery's: it
  // presumes "never sent" or "not placed", and the venue knows better when it acknowledges, fills or ends it.
  CANCELLED: ['SUBMITTED', 'PARTIALLY_FILLED', 'FILLED', 'REJECTED', 'EXPIRED'],
  REJECTED: ['SUBMITTED', 'PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'EXPIRED'],
  EXPIRED: ['SUBMITTED', 'PARTIALLY_FILLED', 'FILLED', 'CANCELLED', 'REJECTED'],
};

export function mayFollow(before: OrderStatus, after: OrderStatus): boolean {
  return before === after || followers[before].includes(after);
}

const endRank: Record<EndStatus, number> = { REJECTED: 0, EXPIRED: 1, CANCELLED: 2 };

type KnownFills = readonly Pick<Fill, 'id'>[];

export type AppliedReport = {
  readonly order: Order;
  /** The fill that this report added; undefined where it was known or the report is no fill. */
  readonly fill: Fill | undefined;
  /** False when the report said nothing new: nothing is written and nobody is told. */
  readonly changed: boolean;
  /** By how much the fills exceed the order's quantity, when this report (a fill, a smaller amendment) added to it. */
  readonly overfilledBy: Decimal | undefined;
};

/**
 * Adds one report to an order. `known` are fills that it has already, at least the one that the report tells, if it
 * is one of them. Idempotent, and independent of the order of arrival. Throws when the report is another order's, or
 * tells of a fill of nothing or less.
 */
export function applyReport(order: Order, known: KnownFills, report: OrderReport): AppliedReport {
  if (report.clientOrderId !== order.clientOrderId) {
    throw new TypeError(`a report for ${report.clientOrderId} was applied to ${order.clientOrderId}`);
  }
  // It would be booked as the opposite of what the order is.
  if (report.type === 'filled' && !report.fill.quantity.isPositive())
    throw new RangeError(`${report.fill.venueTradeId} is a fill of ${report.fill.quantity.toString()}`);
  const fill = newFill(order, known, report);
  const merged = mergeFact(order, report);
  const identified = withBrokerOrderId(merged, report.brokerOrderId);
  const summed = fill === undefined ? identified : { ...identified, ...plusFill(identified, fill) };
  const status = deriveStatus(summed);
  if (!mayFollow(order.status, status)) throw new RangeError(`${status} cannot follow ${order.status}`);
  const changed = fill !== undefined || identified !== order;
  const excess = excessOf(summed);
  return {
    order: changed ? { ...summed, status, updatedAt: lastFactTime(summed) } : order,
    fill,
    changed,
    overfilledBy: excess.isPositive() && excess.greaterThan(excessOf(order)) ? excess : undefined,
  };
}

function excessOf(order: Order): Decimal {
  return order.filledQuantity.minus(order.quantity);
}

/** Which fill the report tells of; undefined where it tells of none. */
export function reportedFillId(
  { accountId, instrumentId }: Pick<Order, 'accountId' | 'instrumentId'>,
  report: OrderReport,
): FillId | undefined {
  return report.type === 'filled' ? fillIdOf(accountId, instrumentId, report.fill.venueTradeId) : undefined;
}

/** Of a trade between two orders of one account venues give both fills one trade id: the second has its side in its name. */
export function namedBySide({ side }: Pick<Order, 'side'>, report: OrderReport): OrderReport {
  if (report.type !== 'filled') return report;
  return { ...report, fill: { ...report.fill, venueTradeId: `${report.fill.venueTradeId}/${side}` } };
}

function newFill(order: Order, known: KnownFills, report: OrderReport): Fill | undefined {
  const id = reportedFillId(order, report);
  if (report.type !== 'filled' || id === undefined || known.some((fill) => fill.id === id)) return undefined;
  return {
    ...report.fill,
    id,
    accountId: order.accountId,
    instrumentId: order.instrumentId,
    orderId: order.id,
    side: order.side,
    source: 'venue',
    place: undefined,
    time: report.time,
    receivedAt: report.receivedAt,
  };
}

/** Two ids for one order are the venue's contradiction; the smaller text is kept, whichever came first. */
function withBrokerOrderId(order: Order, brokerOrderId: string | undefined): Order {
  if (brokerOrderId === undefined) return order;
  if (order.brokerOrderId !== undefined && order.brokerOrderId <= brokerOrderId) return order;
  return { ...order, brokerOrderId };
}

function lastFactTime(order: Order): number {
  const { createdAt, acknowledgedAt, unconfirmedAt, triggeredAt, amendedAt, lastFillAt, ended } = order;
  const times = [acknowledgedAt, unconfirmedAt, triggeredAt, amendedAt, lastFillAt, ended?.at];
  return Math.max(createdAt, ...times.filter((time) => time !== undefined));
}

/** Returns the same object when the fact adds nothing. */
function mergeFact(order: Order, report: OrderReport & OrderFact): Order {
  switch (report.type) {
    case 'accepted':
      return earliest(order, 'acknowledgedAt', report.time);
    case 'triggered':
      return earliest(order, 'triggeredAt', report.time);
    case 'unconfirmed':
      return earliest(order, 'unconfirmedAt', report.time);
    case 'filled':
      return order;
    case 'amended':
      return withAmendment(order, report);
    case 'cancelled':
      return withEnd(order, endOf('CANCELLED', report));
    case 'rejected':
      return withEnd(order, endOf('REJECTED', report));
    case 'expired':
      return withEnd(order, endOf('EXPIRED', report));
  }
}

type Amendment = Extract<OrderFact, { readonly type: 'amended' }>;

/** The latest wins; of two at the same time the larger terms, any fixed choice that ignores arrival. */
function withAmendment(order: Order, amendment: Amendment & { readonly time: number }): Order {
  const { quantity, limitPrice, stopPrice, time } = amendment;
  if (order.amendedAt !== undefined) {
    if (order.amendedAt > time) return order;
    if (order.amendedAt === time && compareTerms(order, amendment) >= 0) return order;
  }
  return { ...order, quantity, limitPrice, stopPrice, amendedAt: time };
}

function compareTerms(left: AmendedTerms, right: AmendedTerms): number {
  return (
    left.quantity.compare(right.quantity) ||
    comparePrices(left.limitPrice, right.limitPrice) ||
    comparePrices(left.stopPrice, right.stopPrice)
  );
}

type AmendedTerms = Pick<Order, 'quantity' | 'limitPrice' | 'stopPrice'>;

function comparePrices(left: Decimal | undefined, right: Decimal | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return left.compare(right);
}

function earliest(
  order: Order,
  field: 'acknowledgedAt' | 'triggeredAt' | 'unconfirmedAt',
  time: number,
): Order {
  const known = order[field];
  return known !== undefined && known <= time ? order : { ...order, [field]: time };
}

function endOf(status: EndStatus, report: OrderReport & Pick<OrderEnd, 'reason'>): OrderEnd {
  return { status, at: report.time, reason: report.reason, presumed: report.source === 'recovery' };
}

/** The venue's word outranks a presumption; then rank, then the earliest, then the text: any fixed choice that ignores arrival. */
function withEnd(order: Order, end: OrderEnd): Order {
  const known = order.ended;
  if (known === undefined) return { ...order, ended: end };
  if (known.presumed !== end.presumed) return known.presumed ? { ...order, ended: end } : order;
  const rank = endRank[end.status] - endRank[known.status];
  if (rank !== 0) return rank > 0 ? { ...order, ended: end } : order;
  if (end.at !== known.at) return end.at < known.at ? { ...order, ended: end } : order;
  return saidToText(end.reason) < saidToText(known.reason) ? { ...order, ended: end } : order;
}

function deriveStatus(order: Order): OrderStatus {
  const partlyFilled = order.filledQuantity.isPositive();
  if (partlyFilled && order.filledQuantity.atLeast(order.quantity)) return 'FILLED';
  const onVenue = [order.acknowledgedAt, order.triggeredAt, order.amendedAt].some((at) => at !== undefined);
  if (order.ended !== undefined && !(order.ended.presumed && (onVenue || partlyFilled)))
    return order.ended.status;
  if (partlyFilled) return 'PARTIALLY_FILLED';
  if (onVenue) return 'SUBMITTED';
  return order.unconfirmedAt === undefined ? 'PENDING' : 'UNCONFIRMED';
}
