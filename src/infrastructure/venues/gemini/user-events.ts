import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { HeardOrder, ReportOrigin } from '#src/infrastructure/venues/remote-trading.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import type { UserMessage } from '#src/infrastructure/venues/user-stream.ts';
import { firstIssue, name, positiveOrNone, quoted } from '#src/infrastructure/venues/wire-values.ts';
import { digits, endFor, idOf, namedOf, symbol, typeOf } from './order-wire.ts';

const inNanoseconds = digits.transform((text) => Number(BigInt(text) / 1_000_000n));

/** The letters of an orderUpdate (developer.gemini.com/websocket/streams). What is empty or zero may be left out. */
const orderUpdate = z.object({
  s: symbol,
  i: digits,
  c: name.optional(),
  S: z.enum(['BUY', 'SELL']),
  o: z.string(),
  X: z.enum(['NEW', 'OPEN', 'PARTIALLY_FILLED', 'FILLED', 'CANCELED', 'REJECTED', 'MODIFIED']),
  p: positiveOrNone.optional(),
  P: positiveOrNone.optional(),
  q: positiveOrNone,
  z: positiveOrNone.default(Decimal.zero),
  r: z.string().transform(quoted).optional(),
  T: inNanoseconds,
});
type Update = z.output<typeof orderUpdate>;

const answer = z.object({
  id: z.string(),
  status: digits,
  error: z.object({ msg: z.string().transform(quoted) }).optional(),
});
const event = z.looseObject({ e: z.string() });

/** One frame of `orders@account`. `id`: of the subscription. */
export function parseUserMessage(frame: string, id: string, origin: ReportOrigin): UserMessage<HeardOrder> {
  const body = parsedExactly(frame);
  const answered = answer.safeParse(body).data;
  if (answered !== undefined) {
    if (answered.id !== id) return { kind: 'other' };
    if (answered.status === '200') return { kind: 'subscribed' };
    const meaning = answered.status === '401' ? 'key' : 'unknown';
    return { kind: 'refused', end: { said: answered.error?.msg ?? `status ${answered.status}`, meaning } };
  }
  const told = event.safeParse(body);
  if (!told.success) return { kind: 'malformed', reason: firstIssue(told.error) };
  if (told.data.e !== 'orderUpdate') return { kind: 'other' };
  const read = orderUpdate.safeParse(told.data);
  return read.success
    ? { kind: 'order', heard: heardOf(read.data, origin) }
    : { kind: 'malformed', reason: firstIssue(read.error) };
}

/** Its fills have no fee and no side of the book here: of an order that has traded, all is asked for. */
function heardOf(update: Update, origin: ReportOrigin): HeardOrder {
  const { s, i: brokerOrderId, X: status, q: quantity, z: remaining } = update;
  const executed = status === 'FILLED' ? quantity : quantity.minus(remaining);
  const order = { instrumentId: idOf(s), brokerOrderId, executed };
  const type = typeOf(update.o);
  // What it is for, and how long it lives, is told by an answer: an order from elsewhere is taken up with that.
  const common = {
    ...origin,
    clientOrderId: namedOf({ client_order_id: update.c, order_id: brokerOrderId }),
    brokerOrderId,
    placed: {
      instrumentId: order.instrumentId,
      side: update.S,
      type,
      quantity,
      limitPrice: type === 'MARKET' ? undefined : update.p,
      stopPrice: type === 'STOP_LIMIT' ? update.P : undefined,
      timeInForce: 'GTC',
      createdAt: update.T,
    },
    time: update.T,
  } as const;
  const facts = factsOf(update);
  return { order, reports: facts.map((fact) => ({ ...common, ...fact })) };
}

/** None of what is not told by one message: it is asked for. */
function factsOf({ X: status, r: reason }: Update): readonly OrderFact[] {
  switch (status) {
    case 'NEW':
    case 'OPEN':
      return [{ type: 'accepted' }];
    case 'CANCELED':
      return [{ type: 'accepted' }, endFor(reason)];
    case 'REJECTED':
      return [{ type: 'rejected', reason: reason ?? status }];
    case 'PARTIALLY_FILLED':
    case 'FILLED':
    case 'MODIFIED':
      return [];
  }
}
