import type { Order } from '#src/domain/order.ts';
import type { OutboxEntry, OutboxRequest } from '#src/ports/outbox-repository.ts';

/** An intent that could not be sent within this time is stale: the market has moved on. Milliseconds. */
const intentLifetime = 30_000;

export type EntryNeeds = {
  readonly id: string;
  readonly now: number;
  readonly digest: (text: string) => string;
};

/** The intent to send one request about an order; durable before anything is sent. */
export function newOutboxEntry(
  order: Order,
  request: OutboxRequest,
  { id, now, digest }: EntryNeeds,
): OutboxEntry {
  const { clientOrderId, accountId, instrumentId, side, type, quantity, limitPrice, stopPrice, timeInForce } =
    order;
  const terms = {
    clientOrderId,
    accountId,
    instrumentId,
    side,
    type,
    quantity,
    limitPrice,
    stopPrice,
    timeInForce,
  };
  return {
    id,
    orderId: order.id,
    clientOrderId,
    request,
    state: 'intent',
    digest: digest(JSON.stringify({ request, terms })),
    createdAt: now,
    expiresAt: now + intentLifetime,
    sendingAt: undefined,
    processId: undefined,
  };
}
