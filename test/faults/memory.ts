/**
 * What the program has acknowledged, kept outside of it: an answer, or an event that it published, is a promise that
 * the record holds it.
 */
import type { FillInfo, OrderInfo } from '#src/contract/orders.ts';
import { units } from './exact.ts';

export type Memory = {
  readonly orders: ReadonlyMap<string, OrderInfo>;
  readonly fills: ReadonlyMap<string, FillInfo>;
  order(order: OrderInfo): void;
  fill(fill: FillInfo): void;
};

export function createMemory(): Memory {
  const orders = new Map<string, OrderInfo>();
  const fills = new Map<string, FillInfo>();
  return {
    orders,
    fills,
    order(order) {
      const known = orders.get(order.id);
      if (known === undefined || isLater(order, known)) orders.set(order.id, order);
    },
    fill: (fill) => void fills.set(fill.id, fill),
  };
}

/** An answer and an event cross each other: the later of two is the one that knows more. */
function isLater(order: OrderInfo, known: OrderInfo): boolean {
  if (order.active !== known.active) return known.active;
  const filled = units(order.filledQuantity) - units(known.filledQuantity);
  return filled === 0n ? order.updatedAt >= known.updatedAt : filled > 0n;
}
