import { frameOf, type Session, type SessionFrame } from './session.ts';

/** The same wire format from a seed, for machines without recordings. */
export type SyntheticOptions = {
  readonly seed?: number;
  readonly symbols?: readonly string[];
  readonly depthFrames?: number;
};

const start = 1_700_000_000_000;
const lowestTick = 2_000;
const highestTick = 5_000;

export function createSyntheticSession({
  seed = 1,
  symbols = ['ABCUSDT', 'XYZUSDT'],
  depthFrames = 150,
}: SyntheticOptions = {}): Session {
  const random = createRandom(seed);
  const snapshots = new Map<string, string>();
  const frames: SessionFrame[] = [];
  symbols.forEach((symbol, index) => {
    const market = generate(symbol, 1_000_000 * (index + 1), depthFrames, random);
    snapshots.set(symbol, market.snapshot);
    frames.push(...market.frames);
  });
  return {
    exchangeInfo: exchangeInfoOf(symbols),
    snapshots,
    frames: frames.toSorted((a, b) => a.time - b.time),
  };
}

function generate(symbol: string, firstId: number, depthFrames: number, random: () => number) {
  const bids = new Map<number, string>();
  const asks = new Map<number, string>();
  const whole = (below: number) => Math.floor(random() * below);
  let middle = 3_500;
  let id = firstId;
  for (let level = 1; level <= 300; level += 1) {
    bids.set(middle - level, quantityText(1 + whole(9_000)));
    asks.set(middle + level, quantityText(1 + whole(9_000)));
  }
  const snapshotAt = 2;
  let snapshot = '';
  const frames: SessionFrame[] = [];
  for (let index = 0; index < depthFrames; index += 1) {
    const time = start + index * 100;
    const changed: { b: string[][]; a: string[][] } = { b: [], a: [] };
    const change = (side: 'b' | 'a', tick: number, quantity: string) => {
      if (isZero(quantity)) (side === 'b' ? bids : asks).delete(tick);
      else (side === 'b' ? bids : asks).set(tick, quantity);
      changed[side].push([priceText(tick), quantity]);
    };
    const first = id + 1;
    middle = Math.min(Math.max(middle + whole(3) - 1, lowestTick), highestTick);
    // What the middle has run over is gone.
    for (const tick of [...bids.keys()].filter((price) => price >= middle))
      change('b', tick, quantityText(0));
    for (const tick of [...asks.keys()].filter((price) => price <= middle))
      change('a', tick, quantityText(0));
    for (let count = 0; count <= whole(4); count += 1) {
      const near = random() < 0.8 ? 1 + whole(20) : 1 + whole(320);
      const quantity = quantityText(random() < 0.3 ? 0 : 1 + whole(9_000));
      if (random() < 0.5) change('b', middle - near, quantity);
      else change('a', middle + near, quantity);
    }
    id = first + whole(4);
    const name = symbol.toLowerCase();
    const envelope = (stream: string, data: object) =>
      frames.push(frameOf(JSON.stringify({ stream: `${name}@${stream}`, data }), time));
    envelope('depth@100ms', { e: 'depthUpdate', E: time, s: symbol, U: first, u: id, ...changed });
    const bid = Math.max(...bids.keys());
    const ask = Math.min(...asks.keys());
    envelope('bookTicker', {
      u: id,
      s: symbol,
      b: priceText(bid),
      B: bids.get(bid),
      a: priceText(ask),
      A: asks.get(ask),
    });
    if (index % 10 === 5) {
      const maker = random() < 0.5;
      const trade = { a: firstId + index, p: priceText(maker ? bid : ask), q: quantityText(1 + whole(50)) };
      envelope('aggTrade', {
        e: 'aggTrade',
        E: time,
        s: symbol,
        ...trade,
        f: 1,
        l: 1,
        T: time,
        m: maker,
        M: true,
      });
    }
    if (index === snapshotAt)
      snapshot = JSON.stringify({ lastUpdateId: id, bids: listed(bids, -1), asks: listed(asks, 1) });
  }
  return { snapshot, frames };
}

function listed(side: ReadonlyMap<number, string>, direction: 1 | -1): string[][] {
  return [...side]
    .toSorted(([left], [right]) => (left - right) * direction)
    .map(([tick, quantity]) => [priceText(tick), quantity]);
}

function priceText(tick: number): string {
  return `0.${String(tick).padStart(4, '0')}0000`;
}

function quantityText(quantity: number): string {
  return `${quantity}.00000000`;
}

function isZero(quantity: string): boolean {
  return quantity === quantityText(0);
}

function exchangeInfoOf(symbols: readonly string[]): string {
  return JSON.stringify({
    timezone: 'UTC',
    serverTime: start,
    rateLimits: [],
    exchangeFilters: [],
    symbols: symbols.map((symbol) => ({
      symbol,
      status: 'TRADING',
      baseAsset: symbol.slice(0, -4),
      quoteAsset: symbol.slice(-4),
      isSpotTradingAllowed: true,
      filters: [
        {
          filterType: 'PRICE_FILTER',
          minPrice: '0.00010000',
          maxPrice: '1000.00000000',
          tickSize: '0.00010000',
        },
        { filterType: 'LOT_SIZE', minQty: '1.00000000', maxQty: '9000000.00000000', stepSize: '1.00000000' },
        { filterType: 'NOTIONAL', minNotional: '10.00000000', applyMinToMarket: true },
      ],
    })),
  });
}

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
