import type { InstrumentId } from '#src/domain/ids.ts';
import type { BookLevel, BookSnapshot, DecimalText, MarketTrade, Quote } from '#src/domain/market.ts';
import { Grid } from './grid.ts';
import { minute, PricePath, step } from './price-path.ts';
import { keyOf, uniform } from './seeded-hash.ts';
import type { Listing } from './simulated-instruments.ts';

const levelsASide = 40;
/** Levels stand about this far apart, and the spread is about as wide, as shares of the price. */
const levelDistance = 0.00008;
const spreadWidth = 0.00002;
/** How long a level keeps its size. Each changes at its own moment. */
const levelLife = 6_000;
const fewestTrades = 10;
const mostTrades = 60;

/** A stretch of trading: prices in ticks, volume in lots. */
export type Bar = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** One instrument's market: everything is a function of the seed and the time. */
export class InstrumentMarket {
  readonly ticks: Grid;
  readonly lots: Grid;
  readonly #id: InstrumentId;
  readonly #path: PricePath;
  readonly #listing: Listing;
  readonly #keys: Readonly<Record<'spread' | 'place' | 'size' | 'volume' | 'trade', number>>;
  readonly #levelStep: number;
  readonly #spreadStep: number;
  readonly #levelLots: number;
  readonly #minuteLots: number;
  readonly #minuteDeviation: number;

  constructor(seed: string, listing: Listing) {
    const { instrument, referencePrice, yearlyVolatility, dailyTurnover } = listing;
    const key = (stream: string): number => keyOf(`${seed}/${instrument.symbol}/${stream}`);
    this.#id = instrument.id;
    this.#listing = listing;
    this.#path = new PricePath(`${seed}/${instrument.symbol}`, yearlyVolatility);
    this.#keys = {
      spread: key('spread'),
      place: key('place'),
      size: key('size'),
      volume: key('volume'),
      trade: key('trade'),
    };
    this.ticks = new Grid(instrument.tickSize);
    this.lots = new Grid(instrument.lotSize);
    this.#levelStep = Math.max(1, this.ticks.nearest(referencePrice * levelDistance));
    this.#spreadStep = Math.max(1, this.ticks.nearest(referencePrice * spreadWidth));
    this.#minuteLots = dailyTurnover / 1440 / referencePrice / this.lots.size;
    this.#levelLots = this.#minuteLots / 4;
    this.#minuteDeviation = yearlyVolatility / Math.sqrt(365 * 1440);
  }

  priceAt(time: number): DecimalText {
    return this.ticks.text(this.#ticksAt(time));
  }

  /** The price is always the bid or the ask: the one that the last trade took. */
  bookAt(time: number, levels = levelsASide): BookSnapshot {
    const moment = Math.floor(time / step) * step;
    const { bid, ask } = this.#bestAt(moment);
    return {
      instrumentId: this.#id,
      bids: this.#levels(bid, -1, moment, levels),
      asks: this.#levels(ask, 1, moment, levels),
      updateId: moment / step,
      time: moment,
    };
  }

  quoteAt(time: number): Quote {
    const { bids, asks, time: moment } = this.bookAt(time, 1);
    return {
      instrumentId: this.#id,
      bid: bids[0]?.[0],
      bidQuantity: bids[0]?.[1],
      ask: asks[0]?.[0],
      askQuantity: asks[0]?.[1],
      last: this.priceAt(time),
      time: moment,
    };
  }

  /** Whole minutes, from inclusive, to exclusive; ends at `until` where that is earlier. */
  barOf(from: number, to: number, until: number): Bar {
    const first = Math.floor(from / minute);
    const ended = Math.floor(Math.min(to, until) / minute);
    const start = this.#path.minuteAt(first).open;
    let high = start;
    let low = start;
    let close = start;
    let volume = 0;
    // In logarithms: rounding to ticks keeps their order, so it is done once, at the end.
    for (let index = first; index < ended; index += 1) {
      const bar = this.#path.minuteAt(index);
      if (bar.high > high) high = bar.high;
      if (bar.low < low) low = bar.low;
      close = bar.close;
      volume += this.#volumeOf(index, bar.close - bar.open);
    }
    if (until < to) {
      for (let time = ended * minute; time <= until; time += step) {
        close = this.#path.at(time);
        high = Math.max(high, close);
        low = Math.min(low, close);
      }
      for (const trade of this.#minuteTrades(ended)) if (trade.time <= until) volume += trade.lots;
    }
    const ticks = (level: number): number => this.#toTicks(level);
    return { open: ticks(start), high: ticks(high), low: ticks(low), close: ticks(close), volume };
  }

  /** Time from exclusive, to inclusive, oldest first. */
  tradesBetween(from: number, to: number): readonly MarketTrade[] {
    const trades: MarketTrade[] = [];
    for (let index = Math.floor(from / minute); index * minute <= to; index += 1) {
      for (const [number, { time, lots }] of this.#minuteTrades(index).entries()) {
        if (time <= from || time > to) continue;
        trades.push({
          instrumentId: this.#id,
          tradeId: `${index}-${number}`,
          price: this.priceAt(time),
          quantity: this.lots.text(lots),
          aggressor: this.#bestAt(time).sellersTake ? 'SELL' : 'BUY',
          time,
        });
      }
    }
    return trades;
  }

  #toTicks(level: number): number {
    return Math.max(1, this.ticks.nearest(this.#listing.referencePrice * Math.exp(level)));
  }

  #ticksAt(time: number): number {
    return this.#toTicks(this.#path.at(time));
  }

  #bestAt(time: number): { readonly bid: number; readonly ask: number; readonly sellersTake: boolean } {
    const second = Math.floor(time / 1000);
    const ticks = this.#ticksAt(time);
    const spread = this.#spreadStep * (1 + Math.floor(uniform(this.#keys.spread, second * 2) * 3));
    const sellersTake = uniform(this.#keys.spread, second * 2 + 1) < 0.5;
    const bid = sellersTake ? ticks : Math.max(1, ticks - spread);
    return { bid, ask: sellersTake ? ticks + spread : Math.max(ticks, bid + 1), sellersTake };
  }

  /** Every stretch of ticks has one level at a place of its own, so that levels stay when the price moves. */
  #levels(best: number, direction: 1 | -1, time: number, count: number): readonly BookLevel[] {
    const levels: BookLevel[] = [this.#level(best, time)];
    for (
      let cell = Math.floor(best / this.#levelStep);
      levels.length < count && cell >= 0;
      cell += direction
    ) {
      const place = Math.floor(uniform(this.#keys.place, cell) * this.#levelStep);
      const ticks = cell * this.#levelStep + place;
      const beyond = direction === 1 ? ticks > best : ticks < best && ticks > 0;
      if (beyond) levels.push(this.#level(ticks, time));
    }
    return levels;
  }

  /** A level keeps its size for a few seconds, wherever the price goes meanwhile. */
  #level(ticks: number, time: number): BookLevel {
    const life = Math.floor(time / levelLife + uniform(this.#keys.size, ticks));
    const size = 0.2 - Math.log(1 - uniform(this.#keys.size ^ ticks, life));
    return [this.ticks.text(ticks), this.lots.text(Math.max(1, Math.round(this.#levelLots * size)))];
  }

  /** In lots. More is traded while the price moves. */
  #volumeOf(index: number, move: number): number {
    const mood = 3 * uniform(this.#keys.volume, index) ** 2;
    const excitement = 0.6 + (0.6 * Math.abs(move)) / this.#minuteDeviation;
    const lots = this.#minuteLots * (0.3 + 0.7 * mood) * excitement * this.#activity(index);
    return Math.max(mostTrades, Math.round(lots));
  }

  /** Busy and quiet half hours within busy and quiet sessions of four; 1 on average. */
  #activity(index: number): number {
    const session = 0.4 + 1.2 * uniform(this.#keys.volume, -1 - Math.floor(index / 240));
    const halfHour = 0.3 + 2.1 * uniform(this.#keys.volume, -1e9 - Math.floor(index / 30)) ** 2;
    return session * halfHour;
  }

  /** The minute's volume, dealt out: a share for each trade, in lots; the last takes what rounding left. */
  #minuteTrades(index: number): readonly { readonly time: number; readonly lots: number }[] {
    const { open, close } = this.#path.minuteAt(index);
    const volume = this.#volumeOf(index, close - open);
    const draw = (number: number): number => uniform(this.#keys.trade, index * 128 + number);
    const count = fewestTrades + Math.floor(draw(0) * (mostTrades - fewestTrades));
    const weights = Array.from({ length: count }, (_, number) => 0.02 - Math.log(1 - draw(number + 1)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weights.map((weight) => 1 + Math.floor(((volume - count) * weight) / total));
    const rest = volume - shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share, number) => {
      const part = (number + draw(number + 1)) / count;
      const time = index * minute + Math.floor((part * minute) / step) * step;
      return { time, lots: number === count - 1 ? share + rest : share };
    });
  }
}
