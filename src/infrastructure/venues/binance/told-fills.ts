import { Decimal } from '#src/domain/decimal.ts';
import type { OrderFields, TimedFill } from './order-wire.ts';

/** Orders of one connection. Of one that was told of before so many others, the venue is asked when it goes on. */
const mostOrders = 50_000;

/** How much of each order has been told as fills. A stream may lose a message, repeat one, or change their order. */
export function createToldFills() {
  const told = new Map<string, Decimal>();

  function note(name: string, quantity: Decimal): void {
    told.delete(name);
    told.set(name, quantity);
    const [oldest] = told.keys();
    if (told.size > mostOrders && oldest !== undefined) told.delete(oldest);
  }

  return {
    /** True where the venue has filled more of it than was told. */
    lacks(order: OrderFields, fill: TimedFill | undefined): boolean {
      const name = nameOf(order);
      const before = told.get(name) ?? Decimal.zero;
      const known = order.executedQty.minus(fill?.quantity ?? Decimal.zero);
      const isWhole = known.atMost(before);
      if (isWhole) note(name, Decimal.max(before, order.executedQty));
      return !isWhole;
    },
    /** All of that is told. */
    all(order: OrderFields): void {
      note(nameOf(order), Decimal.max(told.get(nameOf(order)) ?? Decimal.zero, order.executedQty));
    },
    clear: () => told.clear(),
  };
}

function nameOf({ symbol, orderId }: OrderFields): string {
  return `${symbol}/${orderId}`;
}
