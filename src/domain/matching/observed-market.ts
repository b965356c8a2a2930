import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { MarketPrices } from '#src/domain/price-band.ts';
import type { BookSnapshot, DecimalText, MarketTrade } from '#src/domain/market.ts';
import { DisplayedSide } from './displayed-side.ts';

/** What the feed says of one instrument. */
export type MarketObservation = {
  readonly instrumentId: InstrumentId;
  /** Undefined when no synchronised book is known now. */
  readonly book: BookSnapshot | undefined;
  /** Since the last observation, oldest first. */
  readonly trades: readonly MarketTrade[];
  /** The last trade's price where the feed knows it without the trade. */
  readonly last: DecimalText | undefined;
  /** The venue's own average of the last minutes, where it tells one. */
  readonly average?: DecimalText | undefined;
};

const two = Decimal.fromInteger(2);

export class ObservedMarket {
  readonly bids = new DisplayedSide('bids');
  readonly asks = new DisplayedSide('asks');
  #last: Decimal | undefined;
  #average: Decimal | undefined;
  #updateId = -1;
  #time = 0;

  /** Takes over the book unless a newer one is known; a market without one starts over at the next. */
  showBook(book: BookSnapshot | undefined): void {
    if (book === undefined) this.#forget();
    if (book === undefined || book.updateId < this.#updateId) return;
    this.#updateId = book.updateId;
    this.#time = book.time;
    this.bids.show(book.bids);
    this.asks.show(book.asks);
  }

  /** What comes after an outage is not held against what was before it. */
  #forget(): void {
    this.#updateId = -1;
    this.#last = undefined;
    this.#average = undefined;
  }

  showLast({ last, trades, average }: MarketObservation): void {
    if (average !== undefined) this.#average = Decimal.from(average);
    const text = last ?? trades.at(-1)?.price;
    if (text !== undefined) this.#last = Decimal.from(text);
  }

  isKnown(): boolean {
    return this.#updateId >= 0;
  }

  /** The venue's time of the book: what traded until then is already in it. */
  time(): number {
    return this.#time;
  }

  sideToTake(side: Side): DisplayedSide {
    return side === 'BUY' ? this.asks : this.bids;
  }

  sideToJoin(side: Side): DisplayedSide {
    return side === 'BUY' ? this.bids : this.asks;
  }

  lastTrade(): Decimal | undefined {
    return this.#last;
  }

  /** What a venue holds the price of an order against. */
  prices(): MarketPrices {
    const [bid, ask] = [this.bids.best(), this.asks.best()];
    const middle = bid === undefined || ask === undefined ? undefined : bid.plus(ask).per(two);
    return { average: this.#average, last: this.#last, middle };
  }

  /** What stops are measured against: the last trade, else the best price that the order would take. */
  reference(side: Side): Decimal | undefined {
    return this.#last ?? this.sideToTake(side).best();
  }
}
