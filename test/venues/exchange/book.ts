import type { ExchangeOrder, Side } from './order.ts';

/** A place in the queue of a price: an account's order, or somebody else's quantity. */
export type Resting = {
  readonly side: Side;
  readonly price: bigint;
  readonly owner: ExchangeOrder | undefined;
  remaining: bigint;
};

type Level = readonly [price: bigint, quantity: bigint];

export type BookChange = {
  readonly firstUpdateId: number;
  readonly lastUpdateId: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
};

export type Book = {
  readonly lastUpdateId: number;
  /** Behind all that wait at its price. */
  add(resting: Resting): void;
  remove(resting: Resting): void;
  /** After `remaining` of one in the queue has changed. */
  touch(resting: Resting): void;
  /** The first in the queue of the best price of a side. */
  first(side: Side): Resting | undefined;
  /** In the order in which they trade. */
  queue(side: Side): Iterable<Resting>;
  at(side: Side, price: bigint): readonly Resting[];
  levels(side: Side, limit?: number): Level[];
  /** What has changed since it was last asked, level by level; each changed level counts one update. */
  takeChange(): BookChange | undefined;
};

/** The queues of one instrument, by price and then by time. */
export function createBook(firstUpdateId: number): Book {
  let lastUpdateId = firstUpdateId;
  const sides = { BUY: createSide(1n), SELL: createSide(-1n) };
  const changed = { BUY: new Set<bigint>(), SELL: new Set<bigint>() };

  function changesOf(side: Side): Level[] {
    const levels = [...changed[side]].map((price): Level => [price, sides[side].total(price)]);
    changed[side].clear();
    return levels;
  }

  return {
    get lastUpdateId() {
      return lastUpdateId;
    },
    add(resting) {
      sides[resting.side].add(resting);
      changed[resting.side].add(resting.price);
    },
    remove(resting) {
      sides[resting.side].remove(resting);
      changed[resting.side].add(resting.price);
    },
    touch: ({ side, price }) => void changed[side].add(price),
    first: (side) => sides[side].first(),
    queue: (side) => sides[side].queue(),
    at: (side, price) => sides[side].at(price),
    levels: (side, limit = Infinity) => sides[side].levels(limit),
    takeChange() {
      const count = changed.BUY.size + changed.SELL.size;
      if (count === 0) return undefined;
      const first = lastUpdateId + 1;
      lastUpdateId += count;
      return {
        firstUpdateId: first,
        lastUpdateId,
        bids: changesOf('BUY'),
        asks: changesOf('SELL'),
      };
    },
  };
}

/** `direction` is 1 where the highest price is the best. Prices are kept in order, the best at the end. */
function createSide(direction: 1n | -1n) {
  const prices: bigint[] = [];
  const queues = new Map<bigint, Resting[]>();

  function place(price: bigint): number {
    let [low, high] = [0, prices.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((prices[middle] ?? 0n) * direction < price * direction) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const at = (price: bigint): readonly Resting[] => queues.get(price) ?? [];
  const total = (price: bigint) => at(price).reduce((sum, { remaining }) => sum + remaining, 0n);

  return {
    at,
    total,
    add(resting: Resting) {
      const queue = queues.get(resting.price);
      if (queue !== undefined) queue.push(resting);
      else {
        queues.set(resting.price, [resting]);
        prices.splice(place(resting.price), 0, resting.price);
      }
    },
    remove(resting: Resting) {
      const rest = at(resting.price).filter((other) => other !== resting);
      if (rest.length > 0) queues.set(resting.price, rest);
      else if (queues.delete(resting.price)) prices.splice(place(resting.price), 1);
    },
    first(): Resting | undefined {
      const best = prices.at(-1);
      return best === undefined ? undefined : at(best)[0];
    },
    *queue() {
      for (let index = prices.length - 1; index >= 0; index -= 1) yield* at(prices[index] ?? 0n);
    },
    levels(limit: number): Level[] {
      const best = prices.slice(Math.max(0, prices.length - limit)).toReversed();
      return best.map((price) => [price, total(price)]);
    },
  };
}
