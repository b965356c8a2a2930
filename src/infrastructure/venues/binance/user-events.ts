import { z } from 'zod';

import type { OrderFields, TimedFill } from './order-wire.ts';
import { orderAnswer } from './order-wire.ts';
import {
  amount,
  asset,
  firstIssue,
  parsedJson,
  positiveOrNone,
  quoted,
  time,
} from '#src/infrastructure/venues/wire-values.ts';

const text = z.string();

/** The letters of an executionReport (developers.binance.com, spot, user data stream). */
const executionReport = z
  .object({
    e: z.literal('executionReport'),
    s: text,
    c: text,
    C: text,
    S: text,
    o: text,
    f: text,
    q: text,
    p: text,
    P: text,
    x: text,
    X: text,
    r: text,
    i: z.int().nonnegative(),
    l: positiveOrNone,
    z: text,
    L: positiveOrNone,
    n: amount.nullable(),
    N: asset.nullable(),
    T: time,
    t: z.int(),
    m: z.boolean(),
    O: time,
    W: z.int().optional(),
    eR: z.string().optional(),
  })
  .refine(({ x, t }) => x !== 'TRADE' || t >= 0, { path: ['t'], error: 'it is no number of a trade' });

export type UserMessage =
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly status: number;
      readonly refusal: Refusal | undefined;
    }
  | {
      readonly kind: 'order';
      readonly order: OrderFields;
      readonly fill: TimedFill | undefined;
      /** Its terms are others now. */
      readonly isAmended: boolean;
    }
  /** Nothing more is told on this connection. */
  | { readonly kind: 'over' }
  /** Of what is not followed here: balances, which the fills move. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly reason: string };

type Refusal = { readonly code: number; readonly msg: string };

const answer = z.object({
  id: z.string(),
  status: z.int(),
  error: z.object({ code: z.int(), msg: z.string().transform(quoted) }).optional(),
});
const wrapped = z.object({ event: z.looseObject({ e: z.string() }) });
const overs = new Set(['eventStreamTerminated', 'serverShutdown']);

export function parseUserMessage(frame: string): UserMessage {
  const body = parsedJson(frame);
  const answered = answer.safeParse(body).data;
  if (answered !== undefined) {
    const { id, status, error: refusal } = answered;
    return { kind: 'answer', id, status, refusal };
  }
  const { data, error } = wrapped.safeParse(body);
  if (error !== undefined) return { kind: 'malformed', reason: firstIssue(error) };
  const { event } = data;
  if (overs.has(event.e)) return { kind: 'over' };
  return event.e === 'executionReport' ? orderOf(event) : { kind: 'other' };
}

function orderOf(event: unknown): UserMessage {
  const read = executionReport.safeParse(event);
  if (!read.success) return { kind: 'malformed', reason: firstIssue(read.error) };
  const { data } = read;
  const order = orderAnswer.safeParse({
    symbol: data.s,
    orderId: data.i,
    // In a cancel and an amendment `c` is the request's own id, or the new one, and `C` is that of the order.
    clientOrderId: data.C === '' ? data.c : data.C,
    side: data.S,
    type: data.o,
    timeInForce: data.f,
    price: data.p,
    origQty: data.q,
    executedQty: data.z,
    stopPrice: data.P,
    status: data.X,
    time: data.O,
    updateTime: data.T,
    workingTime: data.W,
    expiryReason: data.X === 'REJECTED' ? data.r : data.eR,
  });
  if (!order.success) return { kind: 'malformed', reason: firstIssue(order.error) };
  return { kind: 'order', order: order.data, fill: fillOf(data), isAmended: data.x === 'REPLACED' };
}

function fillOf(event: z.output<typeof executionReport>): TimedFill | undefined {
  const { x: execution, t: trade, l: quantity, L: price, n: fee, N: feeAsset, T: at, m: isMaker } = event;
  if (execution !== 'TRADE') return undefined;
  return {
    time: at,
    venueTradeId: String(trade),
    price,
    quantity,
    fee: fee === null || feeAsset === null ? undefined : { currency: feeAsset, amount: fee },
    liquidity: isMaker ? 'MAKER' : 'TAKER',
    venueSequence: undefined,
  };
}
