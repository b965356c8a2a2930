import { create } from 'zustand';
import type { QuoteInfo } from '#src/contract/market.ts';
import type { FeedInfo } from '#src/contract/workspace.ts';
import { type LiveState, useLiveStore } from './live-store.ts';

/** A quote that was already held when an outage ended, and when it was last known to be good. */
type Carried = { readonly quote: QuoteInfo; readonly since: number };

export type Freshness = {
  /** When a core that stands still was last heard; undefined while it answers. Nothing is written while it does. */
  readonly silentSince: number | undefined;
  /** Since when the core answers, but could not say what the record holds. */
  readonly behindSince: number | undefined;
  /** By instrument. One that was replaced in the live store since is of no account: the quote is a fresh one. */
  readonly carried: Readonly<Record<string, Carried>>;
};

export const freshAtFirst: Freshness = { silentSince: undefined, behindSince: undefined, carried: {} };

/** What of the screen is old, and since when. core/sync-freshness.ts writes it. */
export const useFreshnessStore = create<Freshness>()(() => freshAtFirst);

/** After an outage every price is as old as before, until the next one of its instrument comes. */
export function carry(
  held: Freshness,
  quotes: LiveState['quotes'],
  since: number,
  concerns: (instrumentId: string) => boolean = () => true,
): Freshness['carried'] {
  const carried = { ...held.carried };
  for (const [id, quote] of Object.entries(quotes)) {
    if (concerns(id) && carried[id]?.quote !== quote) carried[id] = { quote, since };
  }
  return carried;
}

/** Why nothing that the core says can be relied on now. */
export type Outage = { readonly cause: 'lost' | 'signed-out' | 'silent' | 'behind'; readonly since: number };

/** Undefined while the core answers, and before the first connection. */
export function useOutage(): Outage | undefined {
  const { status, since } = useLiveStore((state) => state.connection);
  const silentSince = useFreshnessStore((state) => state.silentSince);
  const behindSince = useFreshnessStore((state) => state.behindSince);
  if (status === 'lost' || status === 'signed-out') return { cause: status, since };
  if (silentSince !== undefined) return { cause: 'silent', since: silentSince };
  return behindSince === undefined ? undefined : { cause: 'behind', since: behindSince };
}

/**
 * Whether what is sent now is carried out now, and decided on what is. An order to a core that stands still would be
 * placed at its waking; one beside orders and positions of long ago may be the second.
 */
export function useCanSend(): boolean {
  const open = useLiveStore((state) => state.connection.status === 'open');
  return useFreshnessStore(isFresh) && open;
}

export function canSend(): boolean {
  return useLiveStore.getState().connection.status === 'open' && isFresh(useFreshnessStore.getState());
}

function isFresh({ silentSince, behindSince }: Freshness): boolean {
  return silentSince === undefined && behindSince === undefined;
}

/** Since when the price of an instrument is not the market's of this moment; undefined while it is. */
export function useStaleSince(instrumentId: string | undefined): number | undefined {
  const outage = useOutage();
  const ofFeed = useLiveStore((state) =>
    instrumentId === undefined ? undefined : outageOfFeed(state.feeds, instrumentId),
  );
  const carried = useFreshnessStore((state) =>
    instrumentId === undefined ? undefined : state.carried[instrumentId],
  );
  const isCarried = useLiveStore(
    (state) => carried !== undefined && state.quotes[carried.quote.instrumentId] === carried.quote,
  );
  return outage?.since ?? ofFeed ?? (isCarried ? carried?.since : undefined);
}

/** Of all that is worked out from many prices: the earliest of what is out. */
export function useFiguresStaleSince(): number | undefined {
  const outage = useOutage();
  const ofFeeds = useLiveStore((state) => {
    const out = state.feeds.filter((feed) => feed.status !== 'live').map((feed) => feed.since);
    return out.length === 0 ? undefined : Math.min(...out);
  });
  return outage?.since ?? ofFeeds;
}

export function isOfVenue(instrumentId: string, venue: string): boolean {
  return instrumentId.startsWith(`${venue}:`);
}

function outageOfFeed(feeds: readonly FeedInfo[], instrumentId: string): number | undefined {
  const feed = feeds.find(({ venue }) => isOfVenue(instrumentId, venue));
  return feed === undefined || feed.status === 'live' ? undefined : feed.since;
}
