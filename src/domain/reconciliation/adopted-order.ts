import { clientOrderId, orderId, type AccountId } from '#src/domain/ids.ts';
import { newOrder, type Order, type OrderTerms } from '#src/domain/order.ts';

/**
 * An order that was placed elsewhere, as it was before its first report. Its ids are made of the venue's number, so that
 * it is the same one whoever tells of it first; what it is called elsewhere is unique in its own account only.
 */
export function adopted(
  accountId: AccountId,
  brokerOrderId: string,
  placed: Omit<OrderTerms, 'accountId'> & { readonly createdAt: number },
): Order {
  const name = `${accountId}/${placed.instrumentId}/${brokerOrderId}`;
  const order = newOrder({
    ...placed,
    accountId,
    id: orderId(name),
    clientOrderId: clientOrderId(name),
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  return { ...order, brokerOrderId, external: true };
}
