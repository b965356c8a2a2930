import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, currencyIn } from '#src/domain/ids.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { Order } from '#src/domain/order.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import type { SeenOrder } from '#src/infrastructure/venues/told-fills.ts';
import { amount, name, positiveOrNone, quoted, recordOf } from '#src/infrastructure/venues/wire-values.ts';
import type { PlacedTerms, VenueReport } from '#src/ports/exchange-client.ts';
import { idOf } from './products.ts';

const moment = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((time) => Number.isSafeInteger(time) && time >= 0 && time <= lastTime);
const said = z.string().transform(quoted).nullish();
/** Such that texts compare as moments do: each is told with as many digits of its second as it needs. */
const preciseMoment = z
  .string()
  .max(40)
  .transform((text, context) => {
    const { success, data } = moment.safeParse(text);
    const [, digits = ''] = /\.(\d{1,9})/u.exec(text) ?? [];
    if (success) return `${new Date(data).toISOString().slice(0, 19)}.${digits.padEnd(9, '0')}`;
    context.addIssue('it is no moment');
    return z.NEVER;
  });

/** Each of GET /api/v3/brokerage/orders/historical/fills. */
export const fillAnswer = z.object({
  trade_id: name,
  order_id: name,
  product_id: name,
  trade_time: moment,
  /** When it was told first; how they follow each other. */
  sequence_timestamp: preciseMoment,
  trade_type: z.string(),
  price: positiveOrNone,
  size: positiveOrNone,
  size_in_quote: z.boolean().default(false),
  commission: amount,
  liquidity_indicator: z.string().default(''),
});
export type FillFields = z.output<typeof fillAnswer>;

/** How an order was asked for, under the name of its kind. */
const configuration = z.object({
  base_size: positiveOrNone.optional().catch(undefined),
  limit_price: positiveOrNone.optional().catch(undefined),
  stop_price: positiveOrNone.optional().catch(undefined),
});

/** Each of GET /api/v3/brokerage/orders/historical/batch and /orders/historical/:id. */
export const orderAnswer = z.object({
  order_id: name,
  product_id: name,
  /** What others wrote may be no name: it has its number then. */
  client_order_id: name.nullish().catch(undefined),
  side: z.enum(['BUY', 'SELL']),
  status: z.string(),
  created_time: moment,
  filled_size: positiveOrNone,
  number_of_fills: z
    .string()
    .regex(/^\d{1,9}$/u)
    .transform(Number)
    .optional(),
  trigger_status: z.string().nullish(),
  order_configuration: recordOf(configuration.nullish(), 10).nullish(),
  reject_reason: said,
  reject_message: said,
  cancel_message: said,
});
export type OrderFields = z.output<typeof orderAnswer>;

/** Prices and quantities go out as they stand. */
export function placeBody(order: Order, productId: string): object {
  return {
    client_order_id: order.clientOrderId,
    product_id: productId,
    side: order.side,
    order_configuration: configurationOf(order),
  };
}

function configurationOf({ type, side, timeInForce, quantity, limitPrice, stopPrice }: Order): object {
  const base_size = quantity.toString();
  if (type === 'MARKET') return { market_market_ioc: { base_size } };
  const limited = { base_size, limit_price: String(limitPrice) };
  if (type === 'STOP_LIMIT') {
    const stop_direction = side === 'BUY' ? 'STOP_DIRECTION_STOP_UP' : 'STOP_DIRECTION_STOP_DOWN';
    return { stop_limit_stop_limit_gtc: { ...limited, stop_price: String(stopPrice), stop_direction } };
  }
  if (timeInForce === 'IOC') return { sor_limit_ioc: limited };
  if (timeInForce === 'FOK') return { limit_limit_fok: limited };
  return { limit_limit_gtc: { ...limited, post_only: false } };
}

export function seenOf({ product_id, order_id, filled_size: executed }: OrderFields): SeenOrder {
  return { instrumentId: idOf(product_id), brokerOrderId: order_id, executed };
}

/** What it is called there, or its number where it has no name. */
export function namedOf({ client_order_id: own, order_id: id }: OrderFields) {
  return clientOrderId(typeof own === 'string' ? own : id);
}

/** In the order in which they were told: what is told late of an earlier trade comes after what is known. */
export function inOrder(fills: readonly FillFields[]): readonly FillFields[] {
  return fills.toSorted(
    (a, b) =>
      compared(a.sequence_timestamp, b.sequence_timestamp) ||
      a.trade_time - b.trade_time ||
      compared(a.trade_id, b.trade_id),
  );
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Nothing more becomes of it. */
export function isEnded({ status }: OrderFields): boolean {
  return ['FILLED', 'CANCELLED', 'EXPIRED', 'FAILED'].includes(status);
}

/** All that an answer says of an order, with its fills, of which each has the quantity that it filled. */
export function reportsOf(
  order: OrderFields,
  fills: readonly (FillFields & { readonly quantity: Decimal })[],
  origin: ReportOrigin,
): readonly VenueReport[] {
  const { created_time: created, product_id: product } = order;
  const common = {
    ...origin,
    clientOrderId: namedOf(order),
    brokerOrderId: order.order_id,
    placed: placedOf(order),
  };
  const report = (time: number, fact: OrderFact): VenueReport => ({ ...common, time, ...fact });
  const end = endOf(order);
  // The venue does not say when.
  const ended = Math.max(origin.receivedAt, created);
  const quote = currencyIn(product.slice(product.indexOf('-') + 1));
  return [
    report(created, { type: 'accepted' }),
    ...(order.trigger_status === 'STOP_TRIGGERED'
      ? [report(fills[0]?.trade_time ?? ended, { type: 'triggered' })]
      : []),
    ...fills.map(({ trade_id, trade_time, price, quantity, commission, liquidity_indicator: side }) =>
      report(trade_time, {
        type: 'filled',
        fill: {
          venueTradeId: trade_id,
          price,
          quantity,
          fee: quote && { currency: quote, amount: commission },
          liquidity: side === 'MAKER' || side === 'TAKER' ? side : undefined,
          venueSequence: undefined,
        },
      }),
    ),
    ...(end === undefined ? [] : [report(ended, end)]),
  ];
}

type End = Extract<OrderFact, { readonly type: 'cancelled' | 'expired' | 'rejected' }>;

/** Undefined of one that is open, or filled as a whole. What was to end at once ended by itself. */
function endOf(order: OrderFields): End | undefined {
  const { status, cancel_message: cancelled, reject_message: rejected, reject_reason: reason } = order;
  switch (status) {
    case 'CANCELLED':
      if (timeInForceOf(order) === 'FOK') return { type: 'expired', reason: { code: 'TOO_LITTLE_DEPTH' } };
      return kindOf(order).endsWith('_ioc')
        ? { type: 'expired', reason: { code: 'NO_MORE_AT_LIMIT' } }
        : { type: 'cancelled', reason: textOf(cancelled) ?? status };
    case 'EXPIRED':
      return { type: 'expired', reason: textOf(cancelled) ?? status };
    case 'FAILED':
      return { type: 'rejected', reason: textOf(rejected) ?? textOf(reason) ?? status };
    default:
      return undefined;
  }
}

function textOf(text: string | null | undefined): string | undefined {
  return text === null || text === '' ? undefined : text;
}

/** The kinds that it is not may be listed with nothing. */
function configurationIn({ order_configuration: told }: OrderFields) {
  const all = Object.entries(told ?? {});
  return all.find(([, terms]) => terms !== null && terms !== undefined) ?? all[0];
}

function kindOf(order: OrderFields): string {
  return configurationIn(order)?.[0] ?? '';
}

/** Of an order for a sum of money, what has traded of it. */
export function quantityOf(order: OrderFields): Decimal {
  const base = configurationIn(order)?.[1]?.base_size;
  return Decimal.max(base ?? Decimal.zero, order.filled_size);
}

function timeInForceOf(order: OrderFields): PlacedTerms['timeInForce'] {
  const kind = kindOf(order);
  if (kind.endsWith('_fok')) return 'FOK';
  return kind.endsWith('limit_ioc') ? 'IOC' : 'GTC';
}

/** Of an order for a sum of money, the quantity is not known before it has traded. */
function placedOf(order: OrderFields): PlacedTerms | undefined {
  const { limit_price: limitPrice, stop_price: stopPrice } = configurationIn(order)?.[1] ?? {};
  const quantity = quantityOf(order);
  if (!quantity.isPositive()) return undefined;
  const usual = limitPrice === undefined ? 'MARKET' : 'LIMIT';
  return {
    instrumentId: idOf(order.product_id),
    side: order.side,
    type: stopPrice === undefined ? usual : limitPrice === undefined ? 'STOP' : 'STOP_LIMIT',
    limitPrice,
    stopPrice,
    quantity,
    timeInForce: timeInForceOf(order),
    createdAt: order.created_time,
  };
}
