import type { FeedInfo } from '#src/contract/workspace.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { Format } from '#renderer/controls/use-format.ts';

/** The venues stay the same for as long as the core runs. */
export function venueName(venue: string): string {
  return useLiveStore.getState().venues.find(({ id }) => id === venue)?.label ?? venue;
}

/** The state of a feed, and since when where it matters. */
export function feedWords(feed: FeedInfo, format: Format): string {
  switch (feed.status) {
    case 'live':
      return 'live';
    case 'connecting':
      return 'connecting';
    case 'stale':
      return `stale since ${format.moment(feed.since)}`;
    case 'offline':
      return 'offline';
  }
}
