import type { OrderType } from './order.ts';

/** Whether an order of this type carries a limit price. */
export function hasLimit(type: OrderType): boolean {
  return type === 'LIMIT' || type === 'STOP_LIMIT';
}

/** Whether an order of this type waits for a stop price. */
export function hasStop(type: OrderType): boolean {
  return type === 'STOP' || type === 'STOP_LIMIT';
}
