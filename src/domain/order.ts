import { Decimal } from './decimal.ts';
import type { Fill, Side } from './fill.ts';
import type { AccountId, ClientOrderId, DraftId, InstrumentId, OrderId } from './ids.ts';
import { notionalOf, type Instrument } from './instrument.ts';
import type { OrderReason } from './order-reason.ts';

export const orderTypes = ['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'] as const;
export type OrderType = (typeof orderTypes)[number];

export const timesInForce = ['GTC', 'IOC', 'FOK', 'DAY'] as const;
export type TimeInForce = (typeof timesInForce)[number];

export const orderStatuses = [
  'PENDING',
  'UNCONFIRMED',
  'SUBMITTED',
  'PARTIALLY_FILLED',
  'FILLED',
  'CANCELLED',
  'REJECTED',
  'EXPIRED',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export const endStatuses = ['CANCELLED', 'REJECTED', 'EXPIRED'] as const;
export type EndStatus = (typeof endStatuses)[number];

/** What a trader decides. Immutable but for amendments, which the venue confirms. */
export type OrderTerms = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  readonly side: Side;
  readonly type: OrderType;
  readonly quantity: Decimal;
  readonly limitPrice: Decimal | undefined;
  readonly stopPrice: Decimal | undefined;
  readonly timeInForce: TimeInForce;
};

/**
 * An order with every fact known of it. `status` is derived from the facts (order-lifecycle.ts), so the same
 * facts in any order of arrival give the same order.
 */
export type Order = OrderTerms & {
  readonly id: OrderId;
  readonly clientOrderId: ClientOrderId;
  readonly brokerOrderId: string | undefined;
  readonly status: OrderStatus;
  /** The sum of the fills, never a counter. */
  readonly filledQuantity: Decimal;
  /** Sum of quantity × price over the fills. */
  readonly filledValue: Decimal;
  readonly createdAt: number;
  /** The venue's time of the last fact. */
  readonly updatedAt: number;
  /** When the venue first said that it has the order. */
  readonly acknowledgedAt: number | undefined;
  /** When the outcome of sending it became unknown. */
  readonly unconfirmedAt: number | undefined;
  readonly triggeredAt: number | undefined;
  readonly amendedAt: number | undefined;
  readonly lastFillAt: number | undefined;
  readonly ended: OrderEnd | undefined;
  /** Opened elsewhere and adopted. */
  readonly external: boolean;
  /** The order that the trader sent again as this one. */
  readonly replaces: OrderId | undefined;
  readonly strategy: string | undefined;
  /** The draft that it spent, where it came from a ticket. */
  readonly draftId: DraftId | undefined;
};

export type OrderEnd = {
  readonly status: EndStatus;
  readonly at: number;
  readonly reason: OrderReason;
  /** Concluded by recovery from the venue's silence, and void as soon as the venue says that it has the order. */
  readonly presumed: boolean;
};

export type NewOrder = OrderTerms &
  Pick<Order, 'id' | 'clientOrderId' | 'createdAt' | 'replaces' | 'strategy' | 'draftId'>;

export function newOrder(decided: NewOrder): Order {
  return {
    ...decided,
    brokerOrderId: undefined,
    status: 'PENDING',
    filledQuantity: Decimal.zero,
    filledValue: Decimal.zero,
    updatedAt: decided.createdAt,
    acknowledgedAt: undefined,
    unconfirmedAt: undefined,
    triggeredAt: undefined,
    amendedAt: undefined,
    lastFillAt: undefined,
    ended: undefined,
    external: false,
  };
}

const openStatuses = [
  'PENDING',
  'UNCONFIRMED',
  'SUBMITTED',
  'PARTIALLY_FILLED',
] as const satisfies readonly OrderStatus[];

export const activeStatuses: readonly OrderStatus[] = openStatuses;

/** Of a record: each is looked at with every price, and a venue takes some hundreds. */
export const mostWorking = 20_000;

export function isActive(status: OrderStatus): boolean {
  return activeStatuses.includes(status);
}

export function remainingQuantity(order: Order): Decimal {
  return withoutFilled(order, order.filledQuantity).quantity;
}

/** What of the terms is still to fill once as much has filled: an amendment counts that in. */
export function withoutFilled<Terms extends OrderTerms>(terms: Terms, filled: Decimal): Terms {
  return { ...terms, quantity: Decimal.max(terms.quantity.minus(filled), Decimal.zero) };
}

/** Undefined until something has filled. */
export function averageFillPrice(order: Order): Decimal | undefined {
  if (order.filledQuantity.isZero()) return undefined;
  return order.filledValue.per(order.filledQuantity);
}

/** What the order would move at its limit, else its stop, else the reference price; undefined when none is known. */
export function orderNotional(
  terms: OrderTerms,
  instrument: Instrument,
  reference: Decimal | undefined,
): Decimal | undefined {
  const price = terms.limitPrice ?? terms.stopPrice ?? reference;
  return price === undefined ? undefined : notionalOf(instrument, terms.quantity, price);
}

/** The order's sums with one more of its fills. Each fill is added once, so they stay the sums over all of them. */
export function plusFill(
  { filledQuantity, filledValue, lastFillAt }: FillSums,
  { quantity, price, time }: Pick<Fill, 'quantity' | 'price' | 'time'>,
): FillSums {
  return {
    lastFillAt: later(lastFillAt, time),
    filledQuantity: filledQuantity.plus(quantity),
    filledValue: filledValue.plus(quantity.times(price)),
  };
}

export type FillSums = Pick<Order, 'filledQuantity' | 'filledValue' | 'lastFillAt'>;

function later(latest: number | undefined, time: number): number {
  return latest === undefined || time > latest ? time : latest;
}
