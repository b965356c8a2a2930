import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Market } from '#test/venues/exchange/market.ts';
import type { Candle } from '#test/venues/exchange/tape.ts';
import { divided, unitsText } from '#test/venues/exchange/units.ts';
import { intervalOf } from './intervals.ts';

type Frame = { readonly stream: string; readonly data: object };
type Names = ReadonlySet<string>;

const levelsText = (levels: readonly (readonly [bigint, bigint])[]) =>
  levels.map(([price, quantity]) => [unitsText(price), unitsText(quantity)]);

/** What is told the moment that it happens: trades, and changes of a book. */
export function immediateFrames(exchange: Exchange, event: ExchangeEvent, names: Names): Frame[] {
  if (event.type !== 'trade' && event.type !== 'book') return [];
  const frames: Frame[] = [];
  const name = event.symbol.toLowerCase();
  const offer = (type: string, data: () => object) => {
    const stream = `${name}@${type}`;
    if (names.has(stream)) frames.push({ stream, data: data() });
  };
  if (event.type === 'trade') {
    const { id, at, price, quantity, isBuyerMaker } = event.trade;
    const told = { p: unitsText(price), q: unitsText(quantity) };
    const common = { E: at, s: event.symbol };
    const end = { T: at, m: isBuyerMaker, M: true };
    offer('trade', () => ({ e: 'trade', ...common, t: id, ...told, ...end }));
    offer('aggTrade', () => ({ e: 'aggTrade', ...common, a: id, ...told, f: id, l: id, ...end }));
    return frames;
  }
  const { change, at } = event;
  for (const type of ['depth', 'depth@100ms']) {
    offer(type, () => ({
      e: 'depthUpdate',
      E: at,
      s: event.symbol,
      U: change.firstUpdateId,
      u: change.lastUpdateId,
      b: levelsText(change.bids),
      a: levelsText(change.asks),
    }));
  }
  const book = exchange.market(event.symbol)?.book;
  const [[bid, bids] = [0n, 0n]] = book?.levels('BUY', 1) ?? [];
  const [[ask, asks] = [0n, 0n]] = book?.levels('SELL', 1) ?? [];
  const isAtBest =
    change.bids.some(([price]) => price >= bid) || change.asks.some(([price]) => ask === 0n || price <= ask);
  if (!isAtBest) return frames;
  offer('bookTicker', () => ({
    u: change.lastUpdateId,
    s: event.symbol,
    b: unitsText(bid),
    B: unitsText(bids),
    a: unitsText(ask),
    A: unitsText(asks),
  }));
  return frames;
}

/** What is told once a second, of what has changed since. */
export function timedFrames(exchange: Exchange, names: Names, since: number): Frame[] {
  const now = exchange.clock.now();
  const frames: Frame[] = [];
  const changed: object[] = [];
  for (const { symbol } of exchange.instruments()) {
    const market = exchange.market(symbol);
    if (market === undefined) continue;
    const name = symbol.toLowerCase();
    if ((market.tape.recent(1)[0]?.at ?? 0) >= since) {
      changed.push(miniTicker(market, now));
      if (names.has(`${name}@miniTicker`))
        frames.push({ stream: `${name}@miniTicker`, data: miniTicker(market, now) });
      if (names.has(`${name}@ticker`)) frames.push({ stream: `${name}@ticker`, data: ticker(market, now) });
    }
  }
  for (const stream of names) {
    const [symbol = '', type = ''] = stream.split('@');
    const market = exchange.market(symbol.toUpperCase());
    if (market === undefined || !type.startsWith('kline_')) continue;
    for (const data of klinesOf(market, type.slice('kline_'.length), since, now))
      frames.push({ stream, data });
  }
  if (names.has('!miniTicker@arr') && changed.length > 0)
    frames.push({ stream: '!miniTicker@arr', data: changed });
  return frames;
}

function miniTicker({ instrument, tape }: Market, now: number): object {
  const { open, high, low, close, volume, quoteVolume } = tape.day(now);
  return {
    e: '24hrMiniTicker',
    E: now,
    s: instrument.symbol,
    c: unitsText(close),
    o: unitsText(open),
    h: unitsText(high),
    l: unitsText(low),
    v: unitsText(volume),
    q: unitsText(quoteVolume),
  };
}

function ticker(market: Market, now: number): object {
  const { book, tape } = market;
  const { open, close, volume, quoteVolume, openTime, trades } = tape.day(now);
  const [[bid, bids] = [0n, 0n]] = book.levels('BUY', 1);
  const [[ask, asks] = [0n, 0n]] = book.levels('SELL', 1);
  const recent = tape.recent(1000);
  return {
    ...miniTicker(market, now),
    e: '24hrTicker',
    p: unitsText(close - open),
    P: unitsText(((close - open) * 10_000_000_000n) / open).slice(0, -5),
    w: unitsText(volume === 0n ? close : divided(quoteVolume, volume)),
    x: unitsText(open),
    Q: unitsText(recent.at(-1)?.quantity ?? 0n),
    b: unitsText(bid),
    B: unitsText(bids),
    a: unitsText(ask),
    A: unitsText(asks),
    O: openTime,
    C: now,
    F: recent[0]?.id ?? -1,
    L: recent.at(-1)?.id ?? -1,
    n: trades,
  };
}

/** The kline that goes on, and before it one that has closed since. */
function klinesOf(market: Market, interval: string, since: number, now: number): object[] {
  const length = intervalOf(interval);
  if (length === undefined) return [];
  const [before, current] = [since, now].map((time) => Math.floor(time / length) * length);
  const opens = before === current ? [current] : [before, current];
  return opens.flatMap((open = 0) => {
    const [candle] = market.tape.candles(length, open, open, 1);
    return candle === undefined ? [] : [kline(market, interval, candle, open + length, now)];
  });
}

function kline(
  { instrument, tape }: Market,
  interval: string,
  candle: Candle,
  end: number,
  now: number,
): object {
  const { openTime, open, high, low, close, volume, quoteVolume, trades } = candle;
  const inside = tape.recent(1000).filter(({ at }) => at >= openTime && at < end);
  return {
    e: 'kline',
    E: now,
    s: instrument.symbol,
    k: {
      t: openTime,
      T: end - 1,
      s: instrument.symbol,
      i: interval,
      f: inside[0]?.id ?? -1,
      L: inside.at(-1)?.id ?? -1,
      o: unitsText(open),
      c: unitsText(close),
      h: unitsText(high),
      l: unitsText(low),
      v: unitsText(volume),
      n: trades,
      x: now >= end,
      q: unitsText(quoteVolume),
      V: unitsText(volume / 2n),
      Q: unitsText(quoteVolume / 2n),
      B: '0',
    },
  };
}
