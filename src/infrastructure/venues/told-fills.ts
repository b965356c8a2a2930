import { Decimal } from '#src/domain/decimal.ts';
import type { AtVenue } from '#src/ports/exchange-client.ts';

/** An order as a venue tells of it, with all that is filled of it by then. */
export type SeenOrder = AtVenue & {
  readonly executed: Decimal;
  /** It has ended otherwise than by its fills. */
  readonly isOver?: boolean;
};

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
    /** True where the venue has filled more of it than was told. `fill`: how much the same message tells of. */
    lacks(order: SeenOrder, fill = Decimal.zero): boolean {
      const name = nameOf(order);
      const before = told.get(name) ?? Decimal.zero;
      const isWhole = order.executed.minus(fill).atMost(before);
      if (isWhole) note(name, Decimal.max(before, order.executed));
      return !isWhole;
    },
    /** All of that is told. */
    all(order: SeenOrder): void {
      note(nameOf(order), Decimal.max(told.get(nameOf(order)) ?? Decimal.zero, order.executed));
    },
    clear: () => told.clear(),
  };
}

export function nameOf({ instrumentId, brokerOrderId }: AtVenue): string {
  return `${instrumentId}/${brokerOrderId}`;
}
