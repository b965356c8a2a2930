import type { OrderEvent } from '#test/venues/exchange/events.ts';
import type { ExchangeFill, ExchangeOrder } from '#test/venues/exchange/order.ts';
import { divided, unitsText } from '#test/venues/exchange/units.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Gemini counts orders and trades over all symbols; order numbers are beyond what a double can hold. */
const firstOrderId = 73_797_746_498_000_000n;
const firstTradeId = 2_840_140_956_000_000;

function orderNumber({ id }: Pick<ExchangeOrder, 'id'>): bigint {
  return firstOrderId + BigInt(id);
}

/** The exchange's own number of an order, from Gemini's. */
export function orderIdOf(text: string): number | undefined {
  return /^\d{1,18}$/.test(text) ? Number(BigInt(text) - firstOrderId) : undefined;
}

export function tradeNumber(tradeId: number): number {
  return firstTradeId + tradeId;
}

/** The exchange's own number of a trade, from Gemini's. */
export function tradeIdOf(text: string): string {
  return String(Number(text) - firstTradeId);
}

/** JSON in which a bigint is a number, digit by digit. */
export function exactJson(value: object): string {
  const mark = '\u{1}exact:';
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${mark}${part}` : part,
  );
  return text.replaceAll(/"\\u0001exact:(-?\d+)"/g, '$1');
}

/** Nanoseconds, of which the exchange's clock knows the milliseconds. */
export function nanoseconds(at: number): bigint {
  return BigInt(at) * 1_000_000n;
}

/** Without the zeros at the end. */
export function short(value: bigint): string {
  return unitsText(value).replace(/\.?0+$/, '');
}

function optionsOf({ timeInForce, postOnly }: ExchangeOrder): string[] {
  if (postOnly) return ['maker-or-cancel'];
  if (timeInForce === 'IOC') return ['immediate-or-cancel'];
  return timeInForce === 'FOK' ? ['fill-or-kill'] : [];
}

/** Why the exchange has ended an order, in Gemini's words. */
function reasonOf({ status, expiryReason }: ExchangeOrder): string | undefined {
  if (status === 'CANCELED') return 'Requested';
  if (status === 'EXPIRED_IN_MATCH') return 'SelfCrossPrevented';
  switch (expiryReason) {
    case 'POST_ONLY_WOULD_TAKE':
      return 'MakerOrCancelWouldTake';
    case 'UNFILLED_IOC_QUANTITY_EXPIRED':
      return 'ImmediateOrCancelWouldPost';
    case 'UNFILLED_FOK_ORDER_EXPIRED':
      return 'FillOrKillWouldNotFill';
    default:
      return expiryReason;
  }
}

export function isCancelled({ status }: ExchangeOrder): boolean {
  return status === 'CANCELED' || status === 'EXPIRED' || status === 'EXPIRED_IN_MATCH';
}

export function restOrder(order: ExchangeOrder, fills?: readonly ExchangeFill[]): Fields {
  const average = order.executed === 0n ? 0n : divided(order.executedQuote, order.executed);
  const reason = reasonOf(order);
  return {
    order_id: String(orderNumber(order)),
    id: String(orderNumber(order)),
    symbol: order.symbol.toLowerCase(),
    exchange: 'gemini',
    avg_execution_price: average === 0n ? '0.00' : short(average),
    side: order.side.toLowerCase(),
    type: order.stop === undefined ? 'exchange limit' : 'exchange stop limit',
    timestamp: String(Math.floor(order.createdAt / 1000)),
    timestampms: order.createdAt,
    is_live: order.status === 'NEW' || order.status === 'PARTIALLY_FILLED',
    is_cancelled: isCancelled(order),
    is_hidden: false,
    was_forced: false,
    executed_amount: short(order.executed),
    ...(order.clientOrderId === '' ? {} : { client_order_id: order.clientOrderId }),
    ...(reason === undefined ? {} : { reason }),
    options: optionsOf(order),
    ...(order.stop === undefined ? {} : { stop_price: short(order.stop.price) }),
    price: short(order.price ?? 0n),
    original_amount: short(order.quantity),
    remaining_amount: short(order.quantity - order.executed),
    ...(fills === undefined ? {} : { trades: fills.map((fill) => restTrade(fill, order)) }),
  };
}

export function restTrade(fill: ExchangeFill, order: ExchangeOrder): Fields {
  return {
    price: short(fill.price),
    amount: short(fill.quantity),
    timestamp: Math.floor(fill.at / 1000),
    timestampms: fill.at,
    type: fill.side === 'BUY' ? 'Buy' : 'Sell',
    aggressor: !fill.isMaker,
    fee_currency: fill.feeAsset,
    fee_amount: short(fill.fee),
    tid: tradeNumber(fill.tradeId),
    order_id: String(orderNumber(order)),
    exchange: 'gemini',
    is_clearing_fill: false,
    symbol: fill.symbol,
    ...(order.clientOrderId === '' ? {} : { client_order_id: order.clientOrderId }),
  };
}

/** `orders@account`. `Z` is of the last execution where something was filled, of all of them otherwise. */
export function orderEvent({ execution, order, fill, at }: OrderEvent): Fields {
  const status =
    execution === 'BOOKED'
      ? 'OPEN'
      : execution === 'REPLACED'
        ? 'MODIFIED'
        : isCancelled(order)
          ? 'CANCELED'
          : order.status;
  const executed = fill === undefined ? order.executed : fill.quantity;
  const reason = isCancelled(order) ? reasonOf(order) : undefined;
  return {
    e: 'orderUpdate',
    E: nanoseconds(at),
    s: order.symbol.toLowerCase(),
    i: orderNumber(order),
    ...(order.clientOrderId === '' ? {} : { c: order.clientOrderId }),
    S: order.side,
    o: order.stop === undefined ? 'LIMIT' : 'STOP_LIMIT',
    X: status,
    p: short(order.price ?? 0n),
    ...(order.stop === undefined ? {} : { P: short(order.stop.price) }),
    q: short(order.quantity),
    z: short(order.quantity - order.executed),
    ...(executed === 0n ? {} : { Z: short(executed) }),
    ...(fill === undefined ? {} : { L: short(fill.price), t: tradeNumber(fill.tradeId) }),
    ...(reason === undefined ? {} : { r: reason }),
    T: nanoseconds(at),
  };
}
