import { venueOf, type InstrumentId, type VenueId } from '#src/domain/ids.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';

/** Milliseconds that a book is kept after it was last asked about: longer than somebody thinks between two digits. */
const keptFor = 60_000;

type Kept = { readonly leave: () => void; endTimer: () => void };

/** Books that a ticket asks about while it is written: each is kept for a while, however often it is asked. */
export function createLookedAtBooks(feeds: ReadonlyMap<VenueId, MarketDataFeed>, clock: Clock) {
  const books = new Map<InstrumentId, Kept>();

  function leave(instrument: InstrumentId): void {
    const kept = books.get(instrument);
    books.delete(instrument);
    kept?.endTimer();
    kept?.leave();
  }

  return {
    lookAt(instrument: InstrumentId): void {
      const feed = feeds.get(venueOf(instrument));
      if (feed === undefined) return;
      const endTimer = clock.after(keptFor, () => leave(instrument));
      const known = books.get(instrument);
      known?.endTimer();
      if (known === undefined) books.set(instrument, { leave: feed.keepBook(instrument), endTimer });
      else known.endTimer = endTimer;
    },
    close(): void {
      for (const instrument of books.keys()) leave(instrument);
    },
  };
}
