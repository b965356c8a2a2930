import type { VenueId } from '#src/domain/ids.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OpenTrading } from '#src/ports/venue.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { EventHub } from './event-hub.ts';
import type { Workspaces } from '#src/ports/workspaces.ts';

/** What every room of the core is built from. */
export type CoreParts = {
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Ids whose time comes from another clock: the demo's. */
  readonly idsAt: (now: () => number) => IdSource;
  readonly log: Log;
  readonly processId: number;
  readonly hub: EventHub;
  readonly registry: Workspaces;
  /** SHA-256 as hex. */
  readonly digest: (text: string) => string;
  readonly openTrading: OpenTrading;
  readonly openFeed: (venue: VenueId) => MarketDataFeed;
  readonly readDayRule: () => Promise<DayRule>;
};
