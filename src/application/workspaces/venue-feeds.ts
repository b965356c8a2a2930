import type { InstrumentCatalogue } from '#src/application/market/instrument-catalogue.ts';
import type { Account, Environment } from '#src/domain/account.ts';
import type { VenueId } from '#src/domain/ids.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { WorkspaceChange } from './workspace-change.ts';

export type VenueFeedsNeeds = {
  readonly feeds: Map<VenueId, MarketDataFeed>;
  readonly openFeed: (venue: VenueId, environment: Environment) => MarketDataFeed;
  readonly catalogue: Pick<InstrumentCatalogue, 'update'>;
  readonly publish: (change: WorkspaceChange) => void;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** A venue can be asked again, or trades a pair that was not known. */
  readonly onLearned: () => void;
};

/** Milliseconds, doubling, until the list of a venue is asked for again that could not be had. */
const firstRetry = 5_000;
const longestRetry = 5 * 60_000;
/** Symbols come and go, halt, and change their rules. */
const renewEvery = 60 * 60_000;

/** Tells how the venues' feeds stand, and keeps the list of what each of them trades. */
export function createVenueFeeds({
  feeds,
  openFeed,
  catalogue,
  publish,
  clock,
  log,
  onLearned,
}: VenueFeedsNeeds) {
  const ends: (() => void)[] = [];
  let isClosed = false;

  function follow(venue: VenueId, feed: MarketDataFeed): void {
    let callOff: (() => void) | undefined;
    let retry = firstRetry;
    let isAsking = false;

    async function ask(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      callOff?.();
      const isListed = await refreshed(feed);
      isAsking = false;
      if (isClosed) return;
      callOff = clock.after(isListed ? renewEvery : retry, refresh);
      retry = isListed ? firstRetry : Math.min(retry * 2, longestRetry);
    }

    function refresh(): void {
      ask().catch((fault: unknown) => log.error('instruments could not be refreshed', { fault }));
    }

    feed.onState((state) => {
      publish({ type: 'feedChanged', venue, state });
      if (state.status !== 'live') return;
      if (retry > firstRetry) refresh();
      onLearned();
    });
    ends.push(() => callOff?.());
    refresh();
  }

  /** True when the venue's list could be had; the stored one serves until then. */
  async function refreshed(feed: MarketDataFeed): Promise<boolean> {
    try {
      const listed = await feed.instruments();
      if (isClosed) return false;
      if (!listed.ok) {
        log.warn('instruments could not be refreshed', { reason: listed.error.reason });
        return false;
      }
      // An empty list tells nothing of those that are known.
      const whole = listed.value.length > 0 ? feed.venue : undefined;
      if (await catalogue.update(listed.value, whole)) publish({ type: 'workspaceChanged' });
      onLearned();
      return true;
    } catch (fault) {
      log.error('instruments could not be stored', { fault });
      return false;
    }
  }

  return {
    /** Those that the workspace began with. */
    follow(): void {
      for (const [venue, feed] of feeds) follow(venue, feed);
    },
    /** That of an account's venue, unless it is open. */
    open({ venue, environment }: Account): void {
      if (environment === undefined || feeds.has(venue)) return;
      const feed = openFeed(venue, environment);
      feeds.set(venue, feed);
      publish({ type: 'feedChanged', venue, state: feed.state() });
      follow(venue, feed);
    },
    close(): void {
      isClosed = true;
      for (const end of ends) end();
    },
  };
}
