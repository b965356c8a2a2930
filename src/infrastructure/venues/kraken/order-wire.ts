import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, currencyIn } from '#src/domain/ids.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { Order, OrderType } from '#src/domain/order.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import type { SeenOrder } from '#src/infrastructure/venues/told-fills.ts';
import { name, positiveOrNone, quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { PlacedTerms, VenueReport } from '#src/ports/exchange-client.ts';
import { readId, sentId } from './client-id.ts';
import { idOf, pairOf } from './pairs.ts';
import type { Parameters } from './rest-dialect.ts';

/** Seconds, with a fraction. */
const seconds = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,12})?$/u)
  .transform((text) => Math.floor(Number(text) * 1_000))
  .refine((time) => time <= lastTime);
const side = z.enum(['buy', 'sell']);

/** Each of POST /0/private/QueryTrades and /0/private/TradesHistory. */
export const ownTrade = z.object({
  ordertxid: name,
  pair: name,
  time: seconds,
  price: positiveOrNone,
  vol: positiveOrNone,
  /** Positive of a trade on margin, which brings nothing in. */
  margin: positiveOrNone.default(Decimal.zero),
  /** In the quote currency. */
  fee: positiveOrNone.optional(),
  maker: z.boolean().optional(),
  /** Counted in its market. */
  trade_id: z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number)
    .optional(),
});
export type OwnTrade = z.output<typeof ownTrade> & { readonly id: string };

/** Each of POST /0/private/OpenOrders, ClosedOrders and QueryOrders. */
export const orderAnswer = z.object({
  /** What others wrote may be no name: it has its number then. */
  cl_ord_id: name.nullish().catch(undefined),
  status: z.enum(['pending', 'open', 'closed', 'canceled', 'expired']),
  reason: z.string().transform(quoted).nullish(),
  opentm: seconds,
  closetm: seconds.optional(),
  descr: z.object({
    pair: name,
    type: side,
    ordertype: z.string(),
    price: positiveOrNone.catch(Decimal.zero),
    price2: positiveOrNone.catch(Decimal.zero),
    leverage: z.string().default('none'),
  }),
  vol: positiveOrNone,
  vol_exec: positiveOrNone,
  misc: z.string().default(''),
  oflags: z.string().default(''),
  trades: z.array(name).max(10_000).optional(),
});
/** `symbol`: of its pair. */
export type OrderFields = z.output<typeof orderAnswer> & { readonly id: string; readonly symbol: string };

/** Prices and quantities go out as they stand; fees are asked for in the quote currency, in which trades tell them. */
export function placeParameters(order: Order, symbol: string): Parameters {
  const { stopPrice, limitPrice, type, timeInForce } = order;
  const prices = [stopPrice, limitPrice].filter((price) => price !== undefined).map(String);
  const [price, price2] = prices;
  return {
    cl_ord_id: sentId(order.clientOrderId),
    pair: pairOf(symbol),
    type: order.side.toLowerCase(),
    ordertype: orderTypes[type],
    volume: order.quantity.toString(),
    ...(price !== undefined && { price }),
    ...(price2 !== undefined && { price2 }),
    ...(type === 'LIMIT' && { timeinforce: timeInForce }),
    oflags: 'fciq',
  };
}

const orderTypes: Readonly<Record<OrderType, string>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  STOP: 'stop-loss',
  STOP_LIMIT: 'stop-loss-limit',
};

export function seenOf({ symbol, id, vol_exec: executed }: OrderFields): SeenOrder {
  return { instrumentId: idOf(symbol), brokerOrderId: id, executed };
}

/** What it is called there, or its number where it has no name. */
export function namedOf({ cl_ord_id: own, id }: Pick<OrderFields, 'cl_ord_id' | 'id'>) {
  return typeof own === 'string' ? readId(own) : clientOrderId(id);
}

/** In the order in which they happened. */
export function inOrder(trades: readonly OwnTrade[]): readonly OwnTrade[] {
  return trades.toSorted(
    (a, b) => a.time - b.time || (a.trade_id ?? 0) - (b.trade_id ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

/** All that an answer says of an order, with its fills. */
export function reportsOf(
  order: OrderFields,
  trades: readonly OwnTrade[],
  origin: ReportOrigin,
): readonly VenueReport[] {
  const common = {
    ...origin,
    clientOrderId: namedOf(order),
    brokerOrderId: order.id,
    placed: placedOf(order, Decimal.sum(trades.map(({ vol }) => vol))),
  };
  const report = (time: number, fact: OrderFact): VenueReport => ({ ...common, time, ...fact });
  const end = endOf(order.status, order.reason);
  const closed = Math.max(order.closetm ?? origin.receivedAt, order.opentm);
  const inTime = inOrder(trades);
  const first = inTime[0]?.time ?? closed;
  return [
    report(order.opentm, { type: 'accepted' }),
    // When is not said: before it traded, at the latest.
    ...(order.misc.includes('stopped') ? [report(first, { type: 'triggered' })] : []),
    ...inTime.map((trade) =>
      report(trade.time, {
        type: 'filled',
        fill: {
          venueTradeId: trade.id,
          price: trade.price,
          quantity: trade.vol,
          fee: feeOf(order, trade),
          liquidity: trade.maker === undefined ? undefined : trade.maker ? 'MAKER' : 'TAKER',
          venueSequence: undefined,
        },
      }),
    ),
    ...(end === undefined ? [] : [report(closed, end)]),
  ];
}

/** Where it was to be paid in the base currency, what was paid is not said. */
function feeOf({ oflags, symbol }: OrderFields, { fee }: OwnTrade) {
  if (fee === undefined || oflags.split(',').includes('fcib')) return undefined;
  const quote = currencyIn(symbol.slice(symbol.indexOf('/') + 1));
  return quote && { currency: quote, amount: fee };
}

/** Undefined of one that is open, or filled as a whole. */
export function endOf(
  status: string,
  reason: string | null | undefined,
): Extract<OrderFact, { readonly type: 'cancelled' | 'expired' }> | undefined {
  if (status === 'expired') return { type: 'expired', reason: reason ?? { code: 'NO_MORE_AT_LIMIT' } };
  if (status !== 'canceled') return undefined;
  // Without a reason it is not known who ended it.
  if (reason === undefined || reason === null) return { type: 'cancelled', reason: status };
  return reason === 'User requested'
    ? { type: 'cancelled', reason: { code: 'CANCELLED_ON_REQUEST' } }
    : { type: 'expired', reason };
}

function placedOf(order: OrderFields, traded: Decimal): PlacedTerms | undefined {
  // Of an order for a sum of money, the quantity is not known before it has traded.
  const quantity = isForSum(order) ? traded : order.vol;
  const { ordertype, price, price2, type: bought } = order.descr;
  if (!quantity.isPositive()) return undefined;
  const [limitPrice, stopPrice] = waits(ordertype) ? [price2, price] : [price, Decimal.zero];
  return {
    instrumentId: idOf(order.symbol),
    side: bought === 'buy' ? 'BUY' : 'SELL',
    ...pricesOf(limitPrice, stopPrice),
    quantity,
    // How long it lives is not told.
    timeInForce: 'GTC',
    createdAt: order.opentm,
  };
}

/** Its volumes are of the quote currency. */
export function isForSum({ oflags }: Pick<OrderFields, 'oflags'>): boolean {
  return oflags.split(',').includes('viqc');
}

/** For a price, until which it is on no book. */
function waits(ordertype: string): boolean {
  return ordertype.startsWith('stop') || ordertype.startsWith('take') || ordertype.startsWith('trailing');
}

/** Where a price is told as a distance from the market's, it is not known: then the order is what it is without it. */
export function pricesOf(
  limit: Decimal | undefined,
  stop: Decimal | undefined,
): Pick<PlacedTerms, 'type' | 'limitPrice' | 'stopPrice'> {
  const limitPrice = limit?.isPositive() === true ? limit : undefined;
  const stopPrice = stop?.isPositive() === true ? stop : undefined;
  const [waiting, usual] =
    limitPrice === undefined ? (['STOP', 'MARKET'] as const) : (['STOP_LIMIT', 'LIMIT'] as const);
  return { type: stopPrice === undefined ? usual : waiting, limitPrice, stopPrice };
}
