import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { OrderReason } from '#src/domain/order-reason.ts';
import type { Order, OrderType, TimeInForce } from '#src/domain/order.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import type { SeenOrder } from '#src/infrastructure/venues/told-fills.ts';
import { amount, asset, name, positiveOrNone, quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { PlacedTerms, VenueReport } from '#src/ports/exchange-client.ts';
import { gemini } from './gemini-config.ts';
import type { Parameters } from './rest-dialect.ts';

export const digits = z.string().regex(/^\d{1,20}$/u);
export const symbol = name.transform((text) => text.toUpperCase());
const milliseconds = digits.transform(Number).refine((time) => time <= lastTime);

/** POST /v1/mytrades, and the trades of POST /v1/order/status. */
export const ownTrade = z.object({
  tid: digits,
  order_id: digits,
  client_order_id: name.optional(),
  price: positiveOrNone,
  amount: positiveOrNone,
  timestampms: milliseconds,
  aggressor: z.boolean(),
  fee_currency: asset,
  fee_amount: amount,
  /** `full`: as though it had not happened. */
  break: z.string().optional(),
});
export type OwnTrade = z.output<typeof ownTrade>;

/** POST /v1/order/new, /v1/order/status and /v1/order/cancel, and each of /v1/orders. */
export const orderAnswer = z.object({
  order_id: digits,
  client_order_id: name.optional(),
  symbol,
  side: z.enum(['buy', 'sell']),
  type: z.string(),
  timestampms: milliseconds,
  is_live: z.boolean(),
  is_cancelled: z.boolean(),
  executed_amount: positiveOrNone,
  original_amount: positiveOrNone.optional(),
  price: positiveOrNone.optional(),
  stop_price: positiveOrNone.optional(),
  options: z.array(z.string()).max(10).default([]),
  reason: z.string().transform(quoted).optional(),
  trades: z.array(ownTrade).max(10_000).optional(),
});
export type OrderFields = z.output<typeof orderAnswer>;

const optionOf: Partial<Record<TimeInForce, string>> = {
  IOC: 'immediate-or-cancel',
  FOK: 'fill-or-kill',
};

/** Prices and quantities go out as they stand. `price`: of a market order, which the venue does not know, the one that protects it. */
export function placeParameters(order: Order, symbolThere: string, price: Decimal): Parameters {
  const { stopPrice, type, timeInForce } = order;
  const option = type === 'MARKET' ? optionOf.IOC : optionOf[timeInForce];
  return {
    client_order_id: order.clientOrderId,
    symbol: symbolThere.toLowerCase(),
    amount: order.quantity.toString(),
    price: price.toString(),
    side: order.side.toLowerCase(),
    type: stopPrice === undefined ? 'exchange limit' : 'exchange stop limit',
    ...(stopPrice !== undefined && { stop_price: stopPrice.toString() }),
    ...(option !== undefined && { options: [option] }),
  };
}

/** One that was placed elsewhere has an id of ours that the venue does not know. */
export function nameParameters(
  order: Pick<Order, 'external' | 'clientOrderId' | 'brokerOrderId'>,
): Parameters {
  return order.external
    ? { order_id: BigInt(order.brokerOrderId ?? '0') }
    : { client_order_id: order.clientOrderId };
}

export function idOf(symbolThere: string): InstrumentId {
  return instrumentId(`${gemini}:${symbolThere}`);
}

export function seenOf(order: OrderFields): SeenOrder {
  return {
    instrumentId: idOf(order.symbol),
    brokerOrderId: order.order_id,
    executed: order.executed_amount,
  };
}

/** What it is called there, or its number where it has no name. */
export function namedOf(order: Pick<OrderFields, 'client_order_id' | 'order_id'>) {
  return clientOrderId(order.client_order_id ?? order.order_id);
}

/** Of what was not taken back, in the order in which it happened. */
export function countedTrades(trades: readonly OwnTrade[]): readonly OwnTrade[] {
  return trades
    .filter(({ break: broken }) => broken !== 'full')
    .toSorted((a, b) => a.timestampms - b.timestampms || Number(BigInt(a.tid) - BigInt(b.tid)));
}

/** All that an answer says of an order, with the fills that it tells. */
export function reportsOf(order: OrderFields, origin: ReportOrigin): readonly VenueReport[] {
  const common = {
    ...origin,
    clientOrderId: namedOf(order),
    brokerOrderId: order.order_id,
    placed: placedOf(order),
  };
  const report = (time: number, fact: OrderFact): VenueReport => ({ ...common, time, ...fact });
  const end = order.is_cancelled ? endFor(order.reason) : undefined;
  return [
    report(order.timestampms, { type: 'accepted' }),
    ...countedTrades(order.trades ?? []).map((trade) =>
      report(trade.timestampms, {
        type: 'filled',
        fill: {
          venueTradeId: trade.tid,
          price: trade.price,
          quantity: trade.amount,
          fee: { currency: trade.fee_currency, amount: trade.fee_amount },
          liquidity: trade.aggressor ? 'TAKER' : 'MAKER',
          // Counted over all accounts.
          venueSequence: undefined,
        },
      }),
    ),
    // The venue does not say when.
    ...(end === undefined ? [] : [report(Math.max(origin.receivedAt, order.timestampms), end)]),
  ];
}

/** Of an order that the venue ended, by its word for why (developer.gemini.com/trading/rest-api/orders/cancel-order). */
export function endFor(
  reason: string | undefined,
): Extract<OrderFact, { readonly type: 'cancelled' | 'expired' }> {
  if (reason === undefined || reason === 'Requested')
    return { type: 'cancelled', reason: { code: 'CANCELLED_ON_REQUEST' } };
  return { type: 'expired', reason: reasonOf(reason) };
}

function reasonOf(reason: string): OrderReason {
  if (reason === 'FillOrKillWouldNotFill') return { code: 'TOO_LITTLE_DEPTH' };
  if (reason === 'ImmediateOrCancelWouldPost') return { code: 'NO_MORE_AT_LIMIT' };
  return reason;
}

function placedOf(order: OrderFields): PlacedTerms | undefined {
  const quantity = Decimal.max(order.original_amount ?? Decimal.zero, order.executed_amount);
  if (!quantity.isPositive()) return undefined;
  const type = typeOf(order.type);
  return {
    instrumentId: idOf(order.symbol),
    side: order.side === 'buy' ? 'BUY' : 'SELL',
    type,
    quantity,
    limitPrice: type !== 'MARKET' && order.price?.isPositive() === true ? order.price : undefined,
    stopPrice: type === 'STOP_LIMIT' ? order.stop_price : undefined,
    timeInForce: order.options.includes('immediate-or-cancel')
      ? 'IOC'
      : order.options.includes('fill-or-kill')
        ? 'FOK'
        : 'GTC',
    createdAt: order.timestampms,
  };
}

export function typeOf(type: string): OrderType {
  const words = type.toLowerCase();
  if (words.includes('stop')) return 'STOP_LIMIT';
  return words.includes('market') ? 'MARKET' : 'LIMIT';
}
