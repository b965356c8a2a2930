import type { FeedInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';

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
