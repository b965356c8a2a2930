import { symbolOf, type InstrumentId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { bookOf, idOf } from './products.ts';

/** Market data of a product that is traded in the book of another are those of that one, under its own name. */
export function withSharedBooks(feed: MarketDataFeed): MarketDataFeed {
  return {
    ...feed,
    watch(instrument, listener) {
      const owner = ownerOf(instrument);
      if (owner === instrument) return feed.watch(instrument, listener);
      return feed.watch(owner, ({ quote, book, trades }) =>
        listener({
          quote: { ...quote, instrumentId: instrument },
          book: book && { ...book, instrumentId: instrument },
          trades: trades.map((trade) => ({ ...trade, instrumentId: instrument })),
        }),
      );
    },
    keepBook: (instrument) => feed.keepBook(ownerOf(instrument)),
    async book(instrument) {
      const book = await feed.book(ownerOf(instrument));
      return book && { ...book, instrumentId: instrument };
    },
    async candles(instrument, ...asked) {
      const told = await feed.candles(ownerOf(instrument), ...asked);
      return told.ok ? ok(told.value.map((candle) => ({ ...candle, instrumentId: instrument }))) : told;
    },
  };
}

/** One of another venue stays as it is. */
function ownerOf(instrument: InstrumentId): InstrumentId {
  const symbol = symbolOf(instrument);
  return instrument === idOf(symbol) ? idOf(bookOf(symbol)) : instrument;
}
