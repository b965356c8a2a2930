import { onTestFinished } from 'vitest';

import { oneMarket, start } from '#test/venues/one-market.ts';
import { edwardsKey, type CoinbaseKey } from './keys.ts';
import { startCoinbaseVenue } from './venue.ts';

const { secret, publicKey } = edwardsKey('trader');
export const traderKey = {
  apiKey: 'organizations/00000000-0000-4000-8000-000000000001/apiKeys/00000000-0000-4000-8000-000000000002',
  secret,
};

/** The venue of one market, with a key of its account. */
export async function startVenue(key: Partial<CoinbaseKey> = {}, at = start) {
  const market = oneMarket(at, { maker: '0.004', taker: '0.006' });
  const rights = { canView: true, canTrade: true, canTransfer: false };
  const own = { name: traderKey.apiKey, publicKey, account: 'ann', ...rights, ...key };
  const venue = await startCoinbaseVenue({ exchange: market.exchange, keys: [own] });
  onTestFinished(() => venue.close());
  return { ...market, venue };
}
