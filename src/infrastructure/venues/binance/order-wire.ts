import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { OrderFact, ReportedFill } from '#src/domain/order-report.ts';
import type { OrderReason } from '#src/domain/order-reason.ts';
import { timesInForce, type Order, type OrderType } from '#src/domain/order.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import type { SeenOrder } from '#src/infrastructure/venues/told-fills.ts';
import type { AtVenue, PlacedTerms, VenueReport } from '#src/ports/exchange-client.ts';
import { binance } from './binance-config.ts';
import type { Parameters } from './rest-dialect.ts';
import { amount, asset, name, positiveOrNone, quoted, time } from '#src/infrastructure/venues/wire-values.ts';

const typeNames = {
  MARKET: 'MARKET',
  LIMIT: 'LIMIT',
  STOP: 'STOP_LOSS',
  STOP_LIMIT: 'STOP_LOSS_LIMIT',
} as const;

/** Orders of other kinds, which are placed elsewhere, by what they do here: they rest, or wait for a price. */
const types = new Map<string, OrderType>([
  ['MARKET', 'MARKET'],
  ['LIMIT', 'LIMIT'],
  ['LIMIT_MAKER', 'LIMIT'],
  ['STOP_LOSS', 'STOP'],
  ['TAKE_PROFIT', 'STOP'],
  ['STOP_LOSS_LIMIT', 'STOP_LIMIT'],
  ['TAKE_PROFIT_LIMIT', 'STOP_LIMIT'],
]);

/** Prices and quantities go out as they stand. */
export function placeParameters(order: Order, symbol: string): Parameters {
  const { side, type, quantity, limitPrice, stopPrice, timeInForce, clientOrderId: id } = order;
  return {
    symbol,
    side,
    type: typeNames[type],
    ...(limitPrice !== undefined && { timeInForce, price: limitPrice.toString() }),
    quantity: quantity.toString(),
    ...(stopPrice !== undefined && { stopPrice: stopPrice.toString() }),
    newClientOrderId: id,
    newOrderRespType: 'FULL',
  };
}

/** One that was placed elsewhere has an id of ours that the venue does not know. */
export function nameParameters(
  order: Pick<Order, 'external' | 'clientOrderId' | 'brokerOrderId'>,
): Parameters {
  return order.external ? { orderId: order.brokerOrderId ?? '' } : { origClientOrderId: order.clientOrderId };
}

const number = z.int().nonnegative().transform(String);

/** What answers, queries and the stream have in common of an order. */
const fields = z.object({
  symbol: name,
  orderId: number,
  clientOrderId: name,
  /** Of a cancel: `clientOrderId` is that of the request then. */
  origClientOrderId: name.optional(),
  side: z.enum(['BUY', 'SELL']),
  type: z.string(),
  timeInForce: z.string(),
  price: positiveOrNone,
  origQty: positiveOrNone,
  executedQty: positiveOrNone,
  stopPrice: positiveOrNone.optional(),
  status: z.enum([
    'NEW',
    'PENDING_NEW',
    'PARTIALLY_FILLED',
    'FILLED',
    'CANCELED',
    'PENDING_CANCEL',
    'REJECTED',
    'EXPIRED',
    'EXPIRED_IN_MATCH',
  ]),
  time: time.optional(),
  updateTime: time.optional(),
  transactTime: time.optional(),
  /** −1 while its stop sleeps. */
  workingTime: z.int().max(lastTime).optional(),
  expiryReason: z.string().transform(quoted).optional(),
});
export type OrderFields = z.output<typeof fields>;

/** GET and DELETE /api/v3/order, GET /api/v3/openOrders */
export const orderAnswer = fields;

/** POST /api/v3/order with newOrderRespType=FULL */
export const fullAnswer = fields.extend({
  fills: z
    .array(
      z.object({
        price: positiveOrNone,
        qty: positiveOrNone,
        commission: amount,
        commissionAsset: asset,
        tradeId: number,
      }),
    )
    .max(10_000),
});

/** GET /api/v3/myTrades */
export const ownTrade = z.object({
  symbol: name,
  id: number,
  orderId: number,
  price: positiveOrNone,
  qty: positiveOrNone,
  commission: amount,
  commissionAsset: asset,
  time,
  isBuyer: z.boolean(),
  isMaker: z.boolean(),
});
export type OwnTrade = z.output<typeof ownTrade>;

export type TimedFill = ReportedFill & { readonly time: number };

export function idOf(symbol: string): InstrumentId {
  return instrumentId(`${binance}:${symbol}`);
}

export function atVenue({ symbol, orderId }: Pick<OrderFields, 'symbol' | 'orderId'>): AtVenue {
  return { instrumentId: idOf(symbol), brokerOrderId: orderId };
}

export function seenOf(order: OrderFields): SeenOrder {
  return { ...atVenue(order), executed: order.executedQty };
}

export function fillOfTrade({
  id,
  price,
  qty,
  commission,
  commissionAsset,
  isMaker,
  time: at,
}: OwnTrade): TimedFill {
  return {
    time: at,
    venueTradeId: id,
    price,
    quantity: qty,
    fee: { currency: commissionAsset, amount: commission },
    liquidity: isMaker ? 'MAKER' : 'TAKER',
    // Its numbers are counted in each symbol by itself.
    venueSequence: undefined,
  };
}

/** All that an answer says of an order, with the fills that it has so far. */
export function reportsOf(
  order: OrderFields,
  fills: readonly TimedFill[],
  told: ReportOrigin,
): readonly VenueReport[] {
  const created = order.time ?? order.transactTime ?? told.receivedAt;
  const updated = order.updateTime ?? order.transactTime ?? created;
  const common = {
    ...told,
    clientOrderId: clientOrderId(order.origClientOrderId ?? order.clientOrderId),
    brokerOrderId: order.orderId,
    placed: placedOf(order, created),
  };
  const report = (at: number, fact: OrderFact): VenueReport => ({ ...common, time: at, ...fact });
  const end = endOf(order);
  const { workingTime = -1 } = order;
  const hasWoken = order.stopPrice?.isPositive() === true && workingTime >= 0;
  return [
    ...(order.status === 'REJECTED' ? [] : [report(created, { type: 'accepted' })]),
    ...(hasWoken ? [report(workingTime, { type: 'triggered' })] : []),
    ...fills.map(({ time: at, ...fill }) => report(at, { type: 'filled', fill })),
    ...(end === undefined ? [] : [report(updated, end)]),
  ];
}

/** Undefined of one of which nobody can say yet how much it is, as a market order for an amount of money. */
function placedOf(order: OrderFields, createdAt: number): PlacedTerms | undefined {
  const type = types.get(order.type);
  const quantity = Decimal.max(order.origQty, order.executedQty);
  if (type === undefined || !quantity.isPositive()) return undefined;
  const { symbol, side, price, stopPrice, timeInForce } = order;
  return {
    instrumentId: idOf(symbol),
    side,
    type,
    quantity,
    limitPrice: price.isPositive() && (type === 'LIMIT' || type === 'STOP_LIMIT') ? price : undefined,
    stopPrice:
      stopPrice?.isPositive() === true && type !== 'LIMIT' && type !== 'MARKET' ? stopPrice : undefined,
    timeInForce: timesInForce.find((each) => each === timeInForce) ?? 'GTC',
    createdAt,
  };
}

function endOf(order: OrderFields): Extract<OrderFact, { readonly reason: OrderReason }> | undefined {
  switch (order.status) {
    case 'CANCELED':
      return { type: 'cancelled', reason: { code: 'CANCELLED_ON_REQUEST' } };
    case 'REJECTED':
      return { type: 'rejected', reason: order.expiryReason ?? order.status };
    case 'EXPIRED':
    case 'EXPIRED_IN_MATCH':
      return { type: 'expired', reason: expiryReason(order) };
    default:
      return undefined;
  }
}

function expiryReason({ status, type, timeInForce, expiryReason: said }: OrderFields): OrderReason {
  if (status === 'EXPIRED_IN_MATCH') return status;
  if (type === 'MARKET' || type === 'STOP_LOSS') return { code: 'BOOK_EXHAUSTED' };
  if (timeInForce === 'FOK') return { code: 'TOO_LITTLE_DEPTH' };
  if (timeInForce === 'IOC') return { code: 'NO_MORE_AT_LIMIT' };
  return said ?? status;
}
