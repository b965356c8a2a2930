import type { InstrumentId } from './ids.ts';
import type { BookLevel, BookSnapshot, DecimalText } from './market.ts';

/**
 * An order book of one instrument, kept from absolute quantities per price.
 *
 * Levels stay the texts that the wire wrote; a float is only ever the key that sorts them. The key is exact:
 * a price is accepted when its coefficient has at most 15 digits, and two such decimals that differ are two
 * different doubles in the same order (a double holds any 15 significant digits). Both `coefficient` and the
 * power of ten are exact doubles, so their quotient is the correctly rounded one, the same for "0.352" and
 * "0.35200000". A price with more digits is refused, never rounded.
 */
export class OrderBook {
  readonly instrumentId: InstrumentId;
  readonly #bids = new BookSide(1);
  readonly #asks = new BookSide(-1);
  #updateId = 0;
  #time = 0;

  constructor(instrumentId: InstrumentId) {
    this.instrumentId = instrumentId;
  }

  /** The venue's id of the last change that is in the book; 0 when it is empty. */
  get updateId(): number {
    return this.#updateId;
  }

  get bidCount(): number {
    return this.#bids.count();
  }

  get askCount(): number {
    return this.#asks.count();
  }

  bestBid(): BookLevel | undefined {
    return this.#bids.best();
  }

  bestAsk(): BookLevel | undefined {
    return this.#asks.best();
  }

  clear(): void {
    this.#bids.clear();
    this.#asks.clear();
    this.#updateId = 0;
    this.#time = 0;
  }

  /** Starts over from a snapshot. False as in `apply`. */
  replace(updateId: number, bids: readonly BookLevel[], asks: readonly BookLevel[], time: number): boolean {
    this.clear();
    // Snapshots come best first; each side grows towards its best, so that the reverse is the fast order.
    return this.apply(updateId, bids.toReversed(), asks.toReversed(), time);
  }

  /**
   * Sets the quantity of each price; quantity zero removes the price, and removing an unknown price is normal.
   * False when a price or a quantity is no plain decimal, or a side has more levels than any market: the book is then
   * empty, never half-changed.
   */
  apply(updateId: number, bids: readonly BookLevel[], asks: readonly BookLevel[], time: number): boolean {
    if (!this.#bids.setAll(bids) || !this.#asks.setAll(asks)) {
      this.clear();
      return false;
    }
    this.#updateId = updateId;
    this.#time = time;
    return true;
  }

  /** Forgets what is beyond so many levels of a side. */
  cut(depth: number): void {
    this.#bids.cut(depth);
    this.#asks.cut(depth);
  }

  /** The best `depth` levels of each side, or all. */
  snapshot(depth?: number): BookSnapshot {
    return {
      instrumentId: this.instrumentId,
      bids: this.#bids.top(depth),
      asks: this.#asks.top(depth),
      updateId: this.#updateId,
      time: this.#time,
    };
  }
}

/** Of a side. The largest books of a venue have some ten thousands; what only adds levels has no end. */
const mostLevels = 200_000;

/** Sorted with the best level last: that is where a market changes, so that inserts move few elements. */
class BookSide {
  readonly #direction: 1 | -1;
  #keys: number[] = [];
  #levels: BookLevel[] = [];

  constructor(direction: 1 | -1) {
    this.#direction = direction;
  }

  count(): number {
    return this.#levels.length;
  }

  best(): BookLevel | undefined {
    return this.#levels.at(-1);
  }

  clear(): void {
    this.#keys = [];
    this.#levels = [];
  }

  top(depth = this.#levels.length): BookLevel[] {
    return this.#levels.slice(Math.max(this.#levels.length - depth, 0)).toReversed();
  }

  cut(depth: number): void {
    const surplus = this.#levels.length - depth;
    if (surplus <= 0) return;
    this.#keys.splice(0, surplus);
    this.#levels.splice(0, surplus);
  }

  setAll(levels: readonly BookLevel[]): boolean {
    for (const level of levels) if (!this.#set(level)) return false;
    return true;
  }

  #set(level: BookLevel): boolean {
    const price = sortKey(level[0]);
    const sign = signOf(level[1]);
    if (!(price > 0) || sign === undefined) return false;
    const keys = this.#keys;
    const key = price * this.#direction;
    const index = lowerBound(keys, key);
    if (keys[index] === key) {
      if (sign === 1) {
        this.#levels[index] = level;
      } else {
        keys.splice(index, 1);
        this.#levels.splice(index, 1);
      }
    } else if (sign === 1) {
      if (keys.length >= mostLevels) return false;
      if (index === keys.length) {
        keys.push(key);
        this.#levels.push(level);
      } else {
        keys.splice(index, 0, key);
        this.#levels.splice(index, 0, level);
      }
    }
    return true;
  }
}

/** The first index whose key is not below `key`. */
function lowerBound(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? Infinity) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

const coefficientLimit = 1e15;
/** Every power of ten that a double holds exactly. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const zero = 48;
const nine = 57;
const point = 46;

/** The double nearest to a plain decimal of at most 15 digits; NaN for any other text. */
function sortKey(text: DecimalText): number {
  let coefficient = 0;
  let pointAt = -1;
  const length = text.length;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= zero && code <= nine) coefficient = coefficient * 10 + (code - zero);
    else if (code === point && pointAt === -1) pointAt = index;
    else return NaN;
  }
  if (pointAt === -1) return length > 0 && coefficient < coefficientLimit ? coefficient : NaN;
  if (pointAt === 0 || pointAt === length - 1) return NaN;
  if (coefficient < coefficientLimit) return coefficient / (powersOfTen[length - 1 - pointAt] ?? NaN);
  return text.charCodeAt(length - 1) === zero ? sortKey(text.replace(/\.?0+$/, '')) : NaN;
}

/** 0 or 1; undefined when the text is no plain decimal. Quantities of any length are kept. */
function signOf(text: DecimalText): 0 | 1 | undefined {
  let sign: 0 | 1 = 0;
  let pointAt = -1;
  const length = text.length;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > zero && code <= nine) sign = 1;
    else if (code === point && pointAt === -1) pointAt = index;
    else if (code !== zero) return undefined;
  }
  return length === 0 || pointAt === 0 || pointAt === length - 1 ? undefined : sign;
}
