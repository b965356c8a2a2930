import type { Resting } from './book.ts';
import type { Market } from './market.ts';
import type { Matching } from './matching.ts';
import type { Side } from './order.ts';

/** Everybody else at the exchange. It has no balance, and no end of money. */
export type Crowd = {
  /** Its whole quantity at a price; what crosses the book trades first. Less than before is taken from the end of the queue. */
  rest(symbol: string, side: Side, price: bigint, quantity: bigint): void;
  /** Trades up to the quantity, no worse than the limit. */
  take(symbol: string, side: Side, quantity: bigint, limit?: bigint): void;
};

type CrowdNeeds = {
  marketOf(symbol: string): Market;
  readonly match: Matching['match'];
  settled(market: Market): void;
};

export function createCrowd({ marketOf, match, settled }: CrowdNeeds): Crowd {
  function more(market: Market, side: Side, price: bigint, quantity: bigint): void {
    const taker = { owner: undefined, side, limit: price, left: quantity };
    match(market, taker);
    if (taker.left > 0n) market.book.add({ side, price, owner: undefined, remaining: taker.left });
  }

  return {
    rest(symbol, side, price, quantity) {
      const market = marketOf(symbol);
      const places = market.book.at(side, price).filter(({ owner }) => owner === undefined);
      const before = places.reduce((sum, { remaining }) => sum + remaining, 0n);
      if (quantity > before) more(market, side, price, quantity - before);
      else less(market, places, before - quantity);
      settled(market);
    },
    take(symbol, side, quantity, limit) {
      const market = marketOf(symbol);
      match(market, { owner: undefined, side, limit, left: quantity });
      settled(market);
    },
  };
}

function less({ book }: Market, places: readonly Resting[], quantity: bigint): void {
  let left = quantity;
  for (const place of places.toReversed()) {
    if (left === 0n) return;
    const part = left < place.remaining ? left : place.remaining;
    place.remaining -= part;
    left -= part;
    if (place.remaining === 0n) book.remove(place);
    else book.touch(place);
  }
}
