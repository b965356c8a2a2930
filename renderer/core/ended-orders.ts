import type { OrderInfo } from '#src/contract/orders.ts';

/** Orders that ended, the newest first. A chain, so that one more costs the same however many there are. */
export type EndedOrders =
  | { readonly order: OrderInfo; readonly earlier: EndedOrders; readonly count: number }
  | undefined;

export function plusEnded(earlier: EndedOrders, order: OrderInfo): NonNullable<EndedOrders> {
  return { order, earlier, count: (earlier?.count ?? 0) + 1 };
}

/** The newest first; `since` an earlier state of the same chain, or all of it. */
export function listEnded(ended: EndedOrders, since?: EndedOrders): readonly OrderInfo[] {
  const orders: OrderInfo[] = [];
  for (let at = ended; at !== undefined && at !== since; at = at.earlier) orders.push(at.order);
  return orders;
}

export function endedFrom(newestFirst: readonly OrderInfo[]): EndedOrders {
  return newestFirst.reduceRight<EndedOrders>(plusEnded, undefined);
}

export function findEnded(ended: EndedOrders, id: string): OrderInfo | undefined {
  for (let at = ended; at !== undefined; at = at.earlier) if (at.order.id === id) return at.order;
  return undefined;
}
