import { dayOrderEnd } from '#src/domain/day-order.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill, Side } from '#src/domain/fill.ts';
import type { ClientOrderId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { MarketTrade } from '#src/domain/market.ts';
import type { OrderReason } from '#src/domain/order-reason.ts';
import type { Order, OrderTerms } from '#src/domain/order.ts';
import type { MarketObservation, ObservedMarket } from './observed-market.ts';
import { hasStop } from '#src/domain/order-type.ts';

/** `waiting`: a stop that has not triggered. `arriving`: takes from the book as soon as one is known. */
export type OrderPhase = 'waiting' | 'arriving' | 'resting';

export type WorkingOrder = OrderTerms & {
  readonly clientOrderId: ClientOrderId;
  readonly instrument: Instrument;
  readonly phase: OrderPhase;
  /** Time priority among the orders here. */
  readonly sequence: number;
  readonly filled: Decimal;
  readonly fillCount: number;
  readonly amendedAt: number | undefined;
  /** How often it gave some of its quantity up in its place, since it was taken up here. */
  readonly amendments: number;
  /** `passed`: whatever the clock says now, which may have been set back. */
  readonly expiry:
    | { readonly at: number; readonly reason: OrderReason; readonly passed: boolean }
    | undefined;
  /** Displayed quantity that stands before a resting order at its price; undefined until its level is in view. */
  readonly queueAhead: Decimal | undefined;
  /** Market time up to which trades cannot concern the order: they came before it. */
  readonly marketTime: number;
};

/** One that waits in the book at its limit. */
export type RestingOrder = WorkingOrder & { readonly limitPrice: Decimal };

export function isResting(order: WorkingOrder): order is RestingOrder {
  return order.phase === 'resting' && order.limitPrice !== undefined;
}

export function workingOrder(
  order: Order,
  instrument: Instrument,
  sequence: number,
  time: number,
): WorkingOrder {
  return {
    accountId: order.accountId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    stopPrice: order.stopPrice,
    timeInForce: order.timeInForce,
    clientOrderId: order.clientOrderId,
    instrument,
    phase: hasStop(order.type) ? 'waiting' : 'arriving',
    sequence,
    filled: Decimal.zero,
    fillCount: 0,
    amendedAt: order.amendedAt,
    amendments: 0,
    expiry:
      order.timeInForce === 'DAY'
        ? { at: dayOrderEnd(time), reason: { code: 'DAY_ENDED' }, passed: false }
        : undefined,
    queueAhead: undefined,
    marketTime: 0,
  };
}

/**
 * An order taken up again after a restart. A limit rests, at the end of the queue; a triggered stop still protects
 * and takes at once. An order that never rests was interrupted: what is left of it must not trade hours later.
 */
export function restoredOrder(
  order: Order,
  fills: readonly Fill[],
  instrument: Instrument,
  sequence: number,
): WorkingOrder {
  const fresh = workingOrder(order, instrument, sequence, order.acknowledgedAt ?? order.createdAt);
  const untriggered = hasStop(order.type) && order.triggeredAt === undefined;
  const rests = order.limitPrice !== undefined && !untriggered;
  const interrupted = order.type === 'MARKET' || order.timeInForce === 'IOC' || order.timeInForce === 'FOK';
  return {
    ...fresh,
    phase: untriggered ? 'waiting' : rests ? 'resting' : 'arriving',
    filled: Decimal.sum(fills.map((fill) => fill.quantity)),
    fillCount: fills.length,
    expiry: interrupted
      ? { at: order.updatedAt, reason: { code: 'INTERRUPTED' }, passed: true }
      : fresh.expiry,
  };
}

export function unfilled(order: WorkingOrder): Decimal {
  return order.quantity.minus(order.filled);
}

/** Whether a price at `reference` releases the stop. */
export function triggersAt(order: WorkingOrder, reference: Decimal): boolean {
  if (order.stopPrice === undefined) return false;
  return order.side === 'BUY' ? reference.atLeast(order.stopPrice) : reference.atMost(order.stopPrice);
}

/**
 * Whether a trade came after the order. A market whose clock was set back since shows books that are older than the
 * order: then those tell.
 */
export function concerns(trade: MarketTrade, order: WorkingOrder, market: ObservedMarket): boolean {
  return trade.time > Math.min(order.marketTime, market.time());
}

/** Stops go by the trades since they came, else by the last one known, else by the best price that they would take. */
export function isTriggered(
  order: WorkingOrder,
  market: ObservedMarket,
  { trades, last, book }: MarketObservation,
): boolean {
  if (order.phase !== 'waiting') return false;
  const traded = trades.filter((trade) => concerns(trade, order, market)).map((trade) => trade.price);
  if (traded.some((price) => triggersAt(order, Decimal.from(price)))) return true;
  const best = (order.side === 'BUY' ? book?.asks : book?.bids)?.[0]?.[0];
  const text = last ?? traded.at(-1);
  const reference = text === undefined ? market.lastTrade() : Decimal.from(text);
  if (reference !== undefined) return triggersAt(order, reference);
  return best !== undefined && triggersAt(order, Decimal.from(best));
}

/**
 * What a trade at that price serves before the order: one through its limit would have met the order first. Undefined
 * where the trade does not come to it, or its place in the queue is not known.
 */
export function queueBefore(order: RestingOrder, price: Decimal, aggressor: Side): Decimal | undefined {
  const { side, limitPrice, queueAhead } = order;
  if (side === 'BUY' ? price.lessThan(limitPrice) : price.greaterThan(limitPrice)) return Decimal.zero;
  return price.equals(limitPrice) && aggressor !== side ? queueAhead : undefined;
}

/** Price, then time: who is served first. */
export function comparePriority(left: RestingOrder, right: RestingOrder): number {
  const price = left.limitPrice.compare(right.limitPrice);
  if (price === 0) return left.sequence - right.sequence;
  return left.side === 'BUY' ? -price : price;
}
