import { onTestFinished } from 'vitest';

import { oneMarket, start } from '#test/venues/one-market.ts';
import { startCoinbaseVenue } from './venue.ts';

/** The venue of one market. */
export async function startVenue(at = start) {
  const market = oneMarket(at, { maker: '0.004', taker: '0.006' });
  const venue = await startCoinbaseVenue({ exchange: market.exchange });
  onTestFinished(() => venue.close());
  return { ...market, venue };
}
