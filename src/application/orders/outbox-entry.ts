import type { Order, OrderTerms } from '#src/domain/order.ts';
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
  return {
    id,
    orderId: order.id,
    clientOrderId: order.clientOrderId,
    request,
    state: 'intent',
    digest: requestDigest(order, request, digest),
    createdAt: now,
    expiresAt: now + intentLifetime,
    sendingAt: undefined,
    processId: undefined,
  };
}

/** The same for the same request about the same terms, however the order was amended since. */
export function requestDigest(
  order: OrderTerms & Pick<Order, 'clientOrderId'>,
  request: OutboxRequest,
  digest: EntryNeeds['digest'],
): string {
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
  return digest(JSON.stringify({ request, terms }));
}
