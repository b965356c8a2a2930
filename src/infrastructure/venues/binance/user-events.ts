import { z } from 'zod';

import type { UserMessage } from '#src/infrastructure/venues/user-stream.ts';
import { meaningOf } from './order-errors.ts';
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

/** What is told of one order. */
export type OrderEvent = {
  readonly order: OrderFields;
  readonly fill: TimedFill | undefined;
  /** Its terms are others now. */
  readonly isAmended: boolean;
};

/** The request that subscribes, which is also its id. */
export const subscription = 'userDataStream.subscribe.signature';

const answer = z.object({
  id: z.string(),
  status: z.int(),
  error: z.object({ code: z.int(), msg: z.string().transform(quoted) }).optional(),
});
const wrapped = z.object({ event: z.looseObject({ e: z.string() }) });
const overs = new Set(['eventStreamTerminated', 'serverShutdown']);

export function parseUserMessage(frame: string): UserMessage<OrderEvent> {
  const body = parsedJson(frame);
  const answered = answer.safeParse(body).data;
  if (answered !== undefined) {
    const { id, status, error: refusal } = answered;
    if (id !== subscription) return { kind: 'other' };
    if (status === 200) return { kind: 'subscribed' };
    const meaning = meaningOf({ status: 400, code: refusal?.code, message: undefined });
    return { kind: 'refused', end: { said: refusal?.msg ?? `status ${status}`, meaning } };
  }
  const { data, error } = wrapped.safeParse(body);
  if (error !== undefined) return { kind: 'malformed', reason: firstIssue(error) };
  const { event } = data;
  if (overs.has(event.e)) return { kind: 'over' };
  return event.e === 'executionReport' ? orderOf(event) : { kind: 'other' };
}

function orderOf(event: unknown): UserMessage<OrderEvent> {
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
  const heard = { order: order.data, fill: fillOf(data), isAmended: data.x === 'REPLACED' };
  return { kind: 'order', heard };
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
