import type { FeedInfo, VenueInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';
import { say } from './say.ts';

/** A venue with the state of its feed, and since when where it matters. */
export function feedWords(venue: string, { status, since }: FeedInfo, format: Format): string {
  return say(`connection.feed_${status}`, { venue, time: format.moment(since) });
}

/** As traders call it. */
export function venueLabel({ kind, label }: Pick<VenueInfo, 'kind' | 'label'>): string {
  return kind === 'simulation' ? say('connection.simulatedMarket') : label;
}
