import { createBook, type Book, type Resting } from './book.ts';
import type { Instrument } from './instrument.ts';
import type { ExchangeOrder } from './order.ts';
import { createTape, type Tape } from './tape.ts';

/** All that the exchange keeps of one instrument. Ids count for each instrument by itself. */
export type Market = {
  readonly instrument: Instrument;
  readonly book: Book;
  readonly tape: Tape;
  /** The places of accounts' orders in the book, by order id. */
  readonly places: Map<number, Resting>;
  /** Orders whose stop has not been reached. */
  readonly sleeping: Set<ExchangeOrder>;
  lastOrderId: number;
  lastTradeId: number;
  lastPreventedMatchId: number;
};

/** Update, order and trade ids of instruments begin apart, so that one taken for another's is noticed. */
export function createMarket(instrument: Instrument, index: number, openedAt: number): Market {
  const first = (index + 1) * 1_000_000;
  return {
    instrument,
    book: createBook(first * 10),
    tape: createTape(instrument.openingPrice, openedAt, instrument.rules.tick),
    places: new Map(),
    sleeping: new Set(),
    lastOrderId: first,
    lastTradeId: first * 3,
    lastPreventedMatchId: 0,
  };
}
