import type { VenueId } from '#src/domain/ids.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { MarketDataFeed } from './market-data-feed.ts';

export type FeedNeeds = {
  /** What this program was told of the venue, as plain data that crosses threads; undefined where it was told nothing. */
  readonly settings: unknown;
  readonly clock: Clock;
  readonly log: Log;
};

/** Where orders are matched and prices come from. A folder of `infrastructure/venues`, and one line in the list of them. */
export type Venue = {
  readonly id: VenueId;
  /** As traders call it. */
  readonly label: string;
  /** Of its market, for whoever chooses one. */
  readonly description: string;
  /** `simulation`: its market is made by this program. */
  readonly kind: 'exchange' | 'simulation';
  /** In a thread of its own: it may parse bursts there. Throws for settings that it cannot use. */
  openFeed(needs: FeedNeeds): Promise<MarketDataFeed>;
};
