import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ExchangeFill, ExchangeOrder } from '#test/venues/exchange/order.ts';
import { divided } from '#test/venues/exchange/units.ts';
import { productOf, text, timestamp } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;

const perMarket = 1_000_000_000;

/** Its numbers of orders and trades are UUIDs, each of them of one market. */
function uuid(kind: string, market: number, id: number): string {
  const digits = (market * perMarket + id).toString(16).padStart(12, '0');
  return `${kind}0000000-0000-4000-8000-${digits}`;
}

/** The number that the exchange has for what the venue calls so. */
export function numberOf(id: string): string {
  return String(Number.parseInt(id.slice(-12), 16) % perMarket);
}

export function orderIdOf(exchange: Exchange, { symbol, id }: Pick<ExchangeOrder, 'symbol' | 'id'>): string {
  return uuid('0', marketOf(exchange, symbol), id);
}

function tradeIdOf(exchange: Exchange, { symbol, tradeId }: ExchangeFill): string {
  return uuid('f', marketOf(exchange, symbol), tradeId);
}

function marketOf(exchange: Exchange, symbol: string): number {
  return exchange.instruments().findIndex((known) => known.symbol === symbol);
}

export function productOfSymbol(exchange: Exchange, symbol: string): string {
  const instrument = exchange.instruments().find((known) => known.symbol === symbol);
  if (instrument === undefined) throw new Error(`the exchange has no ${symbol}`);
  return productOf(instrument);
}

export function statusOf({ status }: ExchangeOrder): string {
  if (status === 'FILLED') return status;
  return status === 'NEW' || status === 'PARTIALLY_FILLED' ? 'OPEN' : 'CANCELLED';
}

function timeInForceOf({ price, timeInForce }: ExchangeOrder): string {
  if (price === undefined || timeInForce === 'IOC') return 'IMMEDIATE_OR_CANCEL';
  return timeInForce === 'FOK' ? 'FILL_OR_KILL' : 'GOOD_UNTIL_CANCELLED';
}

function configurationOf(order: ExchangeOrder): Fields {
  const { price, quantity, stop, timeInForce, postOnly: post_only } = order;
  const base_size = text(quantity);
  if (price === undefined) return { market_market_ioc: { base_size } };
  const limited = { base_size, limit_price: text(price) };
  if (stop !== undefined) {
    const stop_direction = stop.when === 'rises' ? 'STOP_DIRECTION_STOP_UP' : 'STOP_DIRECTION_STOP_DOWN';
    return { stop_limit_stop_limit_gtc: { ...limited, stop_price: text(stop.price), stop_direction } };
  }
  if (timeInForce === 'IOC') return { sor_limit_ioc: limited };
  if (timeInForce === 'FOK') return { limit_limit_fok: limited };
  return { limit_limit_gtc: { ...limited, post_only } };
}

function averageOf({ executed, executedQuote }: ExchangeOrder): string {
  return text(executed === 0n ? 0n : divided(executedQuote, executed));
}

function feesOf(exchange: Exchange, order: ExchangeOrder): readonly ExchangeFill[] {
  return exchange
    .fills(order.account)
    .filter(({ orderId, symbol }) => orderId === order.id && symbol === order.symbol);
}

function triggerOf({ stop, workingAt }: ExchangeOrder): string {
  if (stop === undefined) return 'INVALID_ORDER_TYPE';
  return workingAt === undefined ? 'STOP_PENDING' : 'STOP_TRIGGERED';
}

function typeOf({ price, stop }: ExchangeOrder): string {
  if (stop !== undefined) return 'STOP_LIMIT';
  return price === undefined ? 'MARKET' : 'LIMIT';
}

/** https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/get-order */
export function orderFields(exchange: Exchange, order: ExchangeOrder): Fields {
  const fills = feesOf(exchange, order);
  const status = statusOf(order);
  return {
    order_id: orderIdOf(exchange, order),
    product_id: productOfSymbol(exchange, order.symbol),
    user_id: order.account,
    order_configuration: configurationOf(order),
    side: order.side,
    client_order_id: order.clientOrderId,
    status,
    time_in_force: timeInForceOf(order),
    created_time: timestamp(order.createdAt),
    completion_percentage: text(divided(order.executed * 100n, order.quantity)),
    filled_size: text(order.executed),
    average_filled_price: averageOf(order),
    fee: '',
    number_of_fills: String(fills.length),
    filled_value: text(order.executedQuote),
    pending_cancel: false,
    size_in_quote: false,
    total_fees: text(fills.reduce((sum, { fee }) => sum + fee, 0n)),
    size_inclusive_of_fees: false,
    trigger_status: triggerOf(order),
    order_type: typeOf(order),
    reject_reason: 'REJECT_REASON_UNSPECIFIED',
    settled: status === 'FILLED',
    product_type: 'SPOT',
    reject_message: '',
    cancel_message: order.status === 'CANCELED' ? 'User requested cancel' : '',
  };
}

/** https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/list-fills */
export function fillFields(exchange: Exchange, fill: ExchangeFill): Fields {
  const id = tradeIdOf(exchange, fill);
  return {
    entry_id: `entry ${id}`,
    trade_id: id,
    order_id: orderIdOf(exchange, { symbol: fill.symbol, id: fill.orderId }),
    trade_time: timestamp(fill.at),
    trade_type: 'FILL',
    price: text(fill.price),
    size: text(fill.quantity),
    commission: text(fill.fee),
    product_id: productOfSymbol(exchange, fill.symbol),
    sequence_timestamp: timestamp(fill.at),
    liquidity_indicator: fill.isMaker ? 'MAKER' : 'TAKER',
    size_in_quote: false,
    user_id: fill.account,
    side: fill.side,
  };
}

/** Of the channel `user`. */
export function updateFields(exchange: Exchange, order: ExchangeOrder): Fields {
  const fills = feesOf(exchange, order);
  return {
    order_id: orderIdOf(exchange, order),
    client_order_id: order.clientOrderId,
    cumulative_quantity: text(order.executed),
    leaves_quantity: text(order.quantity - order.executed),
    avg_price: averageOf(order),
    total_fees: text(fills.reduce((sum, { fee }) => sum + fee, 0n)),
    status: statusOf(order),
    product_id: productOfSymbol(exchange, order.symbol),
    creation_time: timestamp(order.createdAt),
    order_side: order.side,
    order_type:
      typeOf(order) === 'STOP_LIMIT' ? 'Stop Limit' : typeOf(order) === 'MARKET' ? 'Market' : 'Limit',
    cancel_reason: order.status === 'CANCELED' ? 'User requested cancel' : '',
    reject_reason: '',
    product_type: 'SPOT',
    time_in_force: timeInForceOf(order),
    trigger_status: triggerOf(order),
  };
}
