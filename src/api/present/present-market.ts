import type { Environment } from '#src/domain/account.ts';
import type { CandleInfo } from '#src/contract/market.ts';
import type { FeedInfo, VenueInfo } from '#src/contract/workspace.ts';
import type { Candle } from '#src/domain/market.ts';
import type { FeedState } from '#src/ports/market-data-feed.ts';
import type { Venue } from '#src/ports/venue.ts';
import { inText } from '#src/domain/in-text.ts';

/** `tradesIn`: the markets to which orders are sent. */
export function presentVenue(
  { id, label, kind, environments, openAccount, trading }: Venue,
  tradesIn: readonly Environment[],
): VenueInfo {
  return {
    ...inText({ id, label, kind, environments }),
    takesKeys: openAccount === undefined ? undefined : true,
    tradesIn: tradesIn.length === 0 ? undefined : [...tradesIn],
    deadMansSwitch: trading?.deadMansSwitch,
  };
}

export function presentFeed(venue: string, { status, since, reason, retryIn, asking }: FeedState): FeedInfo {
  return { venue, status, since, reason, retryIn, asking };
}

export function presentCandle({ openTime, open, high, low, close, volume }: Candle): CandleInfo {
  return { openTime, open, high, low, close, volume };
}
