import { z } from 'zod';

import type { HeardOrder } from '#src/infrastructure/venues/remote-trading.ts';
import type { UserMessage } from '#src/infrastructure/venues/user-stream.ts';
import {
  firstIssue,
  name,
  parsedJson,
  positiveOrNone,
  quoted,
  recordOf,
} from '#src/infrastructure/venues/wire-values.ts';
import { createFrameCount } from './frame-count.ts';
import { idOf } from './products.ts';

/** Of the channel `user` (coinbase-app/advanced-trade-apis/websocket/websocket-channels): totals, without the fills. */
const update = z.object({
  order_id: name,
  product_id: name,
  cumulative_quantity: positiveOrNone,
  status: z.string().optional(),
});
const overWithoutFill = new Set(['CANCELLED', 'EXPIRED', 'FAILED']);
const frameOf = z.object({
  channel: z.string(),
  sequence_num: z.int().nonnegative(),
  events: z.array(z.looseObject({ type: z.string().optional() })).max(1_000),
});
const orders = z.object({ orders: z.array(z.unknown()).max(10_000).default([]) });
const subscriptions = z.object({ subscriptions: recordOf(z.unknown(), 100) });
const problem = z.object({ type: z.literal('error'), message: z.string().transform(quoted).default('') });

/**
 * Reads the frames of one connection. Of each order that is told of all is asked for. What is open when it begins is not
 * told again: the account is compared then.
 */
export function createUserEvents(): (frame: string) => UserMessage<HeardOrder> {
  const isNext = createFrameCount();

  return (text) => {
    const body = parsedJson(text);
    const { data: refused } = problem.safeParse(body);
    if (refused !== undefined) return refusal(refused.message);
    const frame = frameOf.safeParse(body);
    if (!frame.success) return { kind: 'malformed', reason: firstIssue(frame.error) };
    const { channel, sequence_num: sequence, events } = frame.data;
    const messages = events.flatMap((event) => readEvent(channel, event));
    return isNext(sequence)
      ? { kind: 'several', messages }
      : { kind: 'several', messages: [{ kind: 'malformed', reason: 'a frame is missing' }, ...messages] };
  };
}

function readEvent(
  channel: string,
  event: { readonly type?: string | undefined },
): readonly UserMessage<HeardOrder>[] {
  if (channel === 'subscriptions') {
    const { data } = subscriptions.safeParse(event);
    return data?.subscriptions['user'] === undefined ? [] : [{ kind: 'subscribed' }];
  }
  if (channel !== 'user' || event.type === 'snapshot') return [];
  const told = orders.safeParse(event);
  if (!told.success) return [{ kind: 'malformed', reason: firstIssue(told.error) }];
  return told.data.orders.map((each): UserMessage<HeardOrder> => {
    const read = update.safeParse(each);
    if (!read.success) return { kind: 'malformed', reason: firstIssue(read.error) };
    const { order_id: brokerOrderId, product_id: product, cumulative_quantity: executed } = read.data;
    const isOver = overWithoutFill.has(read.data.status ?? '');
    const order = { instrumentId: idOf(product), brokerOrderId, executed, isOver };
    return { kind: 'order', heard: { order, reports: [] } };
  });
}

function refusal(said: string): UserMessage<HeardOrder> {
  return { kind: 'refused', end: { said, meaning: /authenticat/iu.test(said) ? 'key' : 'unknown' } };
}
