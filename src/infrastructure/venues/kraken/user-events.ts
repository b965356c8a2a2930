import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import type { HeardOrder, ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import type { SeenOrder } from '#src/infrastructure/venues/told-fills.ts';
import type { UserMessage } from '#src/infrastructure/venues/user-stream.ts';
import { firstIssue, name, positiveOrNone, quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { PlacedTerms, VenueReport } from '#src/ports/exchange-client.ts';
import { endOf, namedOf, pricesOf } from './order-wire.ts';
import { idOf } from './pairs.ts';

const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((moment) => Number.isSafeInteger(moment) && moment >= 0 && moment <= lastTime);

/** Of the channel `executions` (docs.kraken.com/api/docs/websocket-v2/executions). Later events lack what an earlier one said. */
const execution = z.object({
  order_id: name,
  exec_type: z.string(),
  order_status: z.string(),
  cl_ord_id: name.nullish(),
  symbol: name.optional(),
  side: z.enum(['buy', 'sell']).optional(),
  order_qty: positiveOrNone.optional(),
  cum_qty: positiveOrNone.optional(),
  limit_price: positiveOrNone.optional(),
  triggers: z.object({ price: positiveOrNone.optional(), price_type: z.string().optional() }).optional(),
  limit_price_type: z.string().optional(),
  /** On margin. */
  margin: z.boolean().default(false),
  reason: z.string().transform(quoted).nullish(),
  timestamp: time,
});
type Execution = z.output<typeof execution>;

const answer = z.object({
  method: z.string(),
  req_id: z.string().optional(),
  success: z.boolean().optional(),
  error: z.string().transform(quoted).optional(),
});
const frameOf = z.object({ channel: z.string(), data: z.array(z.unknown()).max(100_000).default([]) });

/** An order that has been told of on this connection. */
type Known = Pick<SeenOrder, 'instrumentId'> & Pick<VenueReport, 'clientOrderId' | 'placed'>;
/** One that brings nothing in that an account of spot has. */
const onMargin = 'on margin';
/** Orders of one connection. Of one that was told of before so many others, all is asked for. */
const mostKnown = 50_000;

/**
 * Reads the frames of one connection. Its first tells of each open order; what it says of an order later lacks whose market
 * it is. Fills are left to questions: they come without the venue's word on which of them were one.
 */
export function createUserEvents(request: number, origin: () => ReportOrigin) {
  const known = new Map<string, Known | typeof onMargin>();

  function note<Order extends Known | typeof onMargin>(id: string, order: Order): Order {
    known.delete(id);
    known.set(id, order);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return order;
  }

  function orderOf(told: Execution): Known | typeof onMargin | undefined {
    const before = known.get(told.order_id);
    if (told.margin) return note(told.order_id, onMargin);
    if (told.symbol === undefined || before === onMargin) return before;
    const instrumentId = idOf(told.symbol);
    const clientOrderId = before?.clientOrderId ?? namedOf({ cl_ord_id: told.cl_ord_id, id: told.order_id });
    return note(told.order_id, { instrumentId, clientOrderId, placed: before?.placed ?? termsOf(told) });
  }

  function heardOf(told: Execution): UserMessage<HeardOrder> {
    const own = orderOf(told);
    if (own === onMargin) return { kind: 'other' };
    if (own === undefined) return { kind: 'malformed', reason: 'an order that it has not told of' };
    const { instrumentId, ...names } = own;
    const order = { instrumentId, brokerOrderId: told.order_id, executed: told.cum_qty ?? Decimal.zero };
    const common = { ...origin(), ...names, brokerOrderId: told.order_id, time: told.timestamp };
    const end = endOf(told.order_status, told.reason);
    switch (told.exec_type) {
      case 'pending_new':
      case 'new':
        return { kind: 'order', heard: { order, reports: [{ ...common, type: 'accepted' }] } };
      case 'canceled':
      case 'expired':
        return {
          kind: 'order',
          heard: {
            order,
            reports:
              end === undefined
                ? []
                : [
                    { ...common, type: 'accepted' },
                    { ...common, ...end },
                  ],
          },
        };
      default:
        // Traded, triggered, changed elsewhere: all is asked for.
        return { kind: 'order', heard: { order, reports: [] } };
    }
  }

  return (text: string): UserMessage<HeardOrder> => {
    const body = parsedExactly(text);
    const { data: answered } = answer.safeParse(body);
    if (answered !== undefined) return answerOf(answered, request);
    const frame = frameOf.safeParse(body);
    if (!frame.success) return { kind: 'malformed', reason: firstIssue(frame.error) };
    if (frame.data.channel !== 'executions') return { kind: 'other' };
    return {
      kind: 'several',
      messages: frame.data.data.map((each): UserMessage<HeardOrder> => {
        const read = execution.safeParse(each);
        return read.success ? heardOf(read.data) : { kind: 'malformed', reason: firstIssue(read.error) };
      }),
    };
  };
}

function answerOf(told: z.output<typeof answer>, request: number): UserMessage<HeardOrder> {
  if (told.req_id !== String(request)) return { kind: 'other' };
  if (told.success === true) return { kind: 'subscribed' };
  const said = told.error ?? 'without a reason';
  // Of a token that is not taken: the next connection has another.
  return { kind: 'refused', end: { said, meaning: said.includes('Permission denied') ? 'key' : 'unknown' } };
}

/** Undefined where too little is said: an order from elsewhere is taken up with what an answer tells. */
function termsOf(told: Execution): PlacedTerms | undefined {
  const { symbol, side, order_qty: quantity, triggers, limit_price: limit } = told;
  if (symbol === undefined || side === undefined) return undefined;
  if (quantity?.isPositive() !== true) return undefined;
  return {
    instrumentId: idOf(symbol),
    side: side === 'buy' ? 'BUY' : 'SELL',
    ...pricesOf(
      isFixed(told.limit_price_type) ? limit : undefined,
      isFixed(triggers?.price_type) ? triggers?.price : undefined,
    ),
    quantity,
    timeInForce: 'GTC',
    createdAt: told.timestamp,
  };
}

/** And no distance from the market's price. */
function isFixed(priceType: string | undefined): boolean {
  return priceType === undefined || priceType === 'static';
}
