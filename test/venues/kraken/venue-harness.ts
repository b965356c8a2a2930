import { onTestFinished } from 'vitest';

import { oneMarket, start } from '#test/venues/one-market.ts';
import { startKrakenVenue, type KrakenKey } from './venue.ts';

export { start };
export const traderKey: KrakenKey = {
  apiKey: 'trader',
  secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  account: 'ann',
  canTrade: true,
};

/** The venue of one market. */
export async function startVenue(key: Partial<KrakenKey> = {}, at = start) {
  const market = oneMarket(at, { maker: '0.0025', taker: '0.004' });
  const own = { ...traderKey, ...key };
  const venue = await startKrakenVenue({ exchange: market.exchange, keys: [own] });
  onTestFinished(() => venue.close());
  return { ...market, venue, key: own };
}
