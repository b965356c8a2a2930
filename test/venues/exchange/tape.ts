import { divided, times } from './units.ts';

/** One trade as the public sees it. */
export type PublicTrade = {
  readonly id: number;
  readonly at: number;
  readonly price: bigint;
  readonly quantity: bigint;
  readonly isBuyerMaker: boolean;
};

export type Candle = {
  readonly openTime: number;
  readonly open: bigint;
  readonly high: bigint;
  readonly low: bigint;
  readonly close: bigint;
  readonly volume: bigint;
  readonly quoteVolume: bigint;
  readonly trades: number;
};

export type Tape = {
  readonly lastPrice: bigint;
  add(trade: PublicTrade): void;
  /** Oldest first; the thousand newest are kept. */
  recent(limit: number): readonly PublicTrade[];
  /** Weighted by volume over so many minutes; the last price where nothing traded. */
  averagePrice(now: number, minutes: number): bigint;
  /** One of each interval, also of those in which nothing traded. */
  candles(length: number, from: number, to: number, limit: number): readonly Candle[];
  /** The last 24 hours as one candle. */
  day(now: number): Candle;
};

const minute = 60_000;
const dayLength = 1440 * minute;
const keptTrades = 1000;
/** Minutes that are kept: a day and an hour. */
const keptMinutes = 1500;

/** What has traded in one instrument. Before it was opened its price swings around the opening price. */
export function createTape(openingPrice: bigint, openedAt: number, tick: bigint): Tape {
  let lastPrice = openingPrice;
  let trades: PublicTrade[] = [];
  const minutes = new Map<number, Candle>();

  function priceAt(time: number): bigint {
    if (time >= openedAt) return lastPrice;
    const swing = BigInt(Math.round(2000 * Math.sin((openedAt - time) / (7 * 3600 * 1000))));
    const price = (openingPrice * (100_000n + swing)) / 100_000n;
    return price - (tick > 0n ? price % tick : 0n);
  }

  function join(openTime: number, length: number): Candle {
    const inside: Candle[] = [];
    const end = openTime + length;
    for (let at = Math.max(openTime, oldestMinute()); at < end && at <= newestMinute(); at += minute) {
      const kept = minutes.get(at);
      if (kept !== undefined) inside.push(kept);
    }
    const before = lastBefore(openTime) ?? priceAt(openTime);
    const [first] = inside;
    if (first === undefined) {
      const close = end <= openedAt ? priceAt(end) : before;
      const [low, high] = before < close ? [before, close] : [close, before];
      return { openTime, open: before, high, low, close, volume: 0n, quoteVolume: 0n, trades: 0 };
    }
    return {
      openTime,
      open: first.open,
      high: inside.reduce((high, candle) => (candle.high > high ? candle.high : high), first.high),
      low: inside.reduce((low, candle) => (candle.low < low ? candle.low : low), first.low),
      close: inside.at(-1)?.close ?? first.close,
      volume: inside.reduce((sum, { volume }) => sum + volume, 0n),
      quoteVolume: inside.reduce((sum, { quoteVolume }) => sum + quoteVolume, 0n),
      trades: inside.reduce((sum, candle) => sum + candle.trades, 0),
    };
  }

  function oldestMinute(): number {
    return minutes.keys().next().value ?? Infinity;
  }

  function newestMinute(): number {
    return [...minutes.keys()].at(-1) ?? -Infinity;
  }

  function lastBefore(time: number): bigint | undefined {
    let close: bigint | undefined;
    for (const candle of minutes.values()) if (candle.openTime < time) close = candle.close;
    return close;
  }

  return {
    get lastPrice() {
      return lastPrice;
    },
    add(trade) {
      const { at, price, quantity } = trade;
      lastPrice = price;
      trades.push(trade);
      if (trades.length >= 2 * keptTrades) trades = trades.slice(-keptTrades);
      const openTime = at - (at % minute);
      const quoteVolume = times(price, quantity);
      const before = minutes.get(openTime);
      minutes.set(openTime, {
        openTime,
        open: before?.open ?? price,
        high: before !== undefined && before.high > price ? before.high : price,
        low: before !== undefined && before.low < price ? before.low : price,
        close: price,
        volume: (before?.volume ?? 0n) + quantity,
        quoteVolume: (before?.quoteVolume ?? 0n) + quoteVolume,
        trades: (before?.trades ?? 0) + 1,
      });
      if (minutes.size > keptMinutes) minutes.delete(oldestMinute());
    },
    recent: (limit) => trades.slice(-Math.min(limit, keptTrades)),
    averagePrice(now, count) {
      const from = now - count * minute;
      let [volume, quoteVolume] = [0n, 0n];
      for (const candle of minutes.values()) {
        if (candle.openTime + minute <= from) continue;
        volume += candle.volume;
        quoteVolume += candle.quoteVolume;
      }
      return count === 0 || volume === 0n ? lastPrice : divided(quoteVolume, volume);
    },
    candles(length, from, to, limit) {
      const rows: Candle[] = [];
      const first = Math.ceil(from / length) * length;
      for (let open = first; open <= to && rows.length < limit; open += length) rows.push(join(open, length));
      return rows;
    },
    day(now) {
      const open = now - (now % minute) - dayLength + minute;
      return join(open, dayLength);
    },
  };
}
