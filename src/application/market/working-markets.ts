import type { InstrumentId, OrderId } from '#src/domain/ids.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import type { MarketWatch } from './market-watch.ts';

type Followed = { readonly orders: Set<OrderId>; readonly end: () => void };

/**
 * Watches the market of every working order, whether a panel shows it or not: what warns of an amendment, and the limits
 * that it is held against, need its price.
 */
export function createWorkingMarkets(watch: MarketWatch) {
  const followed = new Map<InstrumentId, Followed>();

  function leave({ id, instrumentId }: Order): void {
    const market = followed.get(instrumentId);
    if (market?.orders.delete(id) !== true || market.orders.size > 0) return;
    followed.delete(instrumentId);
    market.end();
  }

  return {
    /** The order as it stands now. */
    follow(order: Order): void {
      if (!isActive(order.status)) return leave(order);
      const known = followed.get(order.instrumentId);
      if (known !== undefined) return void known.orders.add(order.id);
      const end = watch.watch(order.instrumentId, () => undefined);
      followed.set(order.instrumentId, { orders: new Set([order.id]), end });
    },
    close(): void {
      for (const { end } of followed.values()) end();
      followed.clear();
    },
  };
}
