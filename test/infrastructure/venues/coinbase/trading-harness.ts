import { instrumentId } from '#src/domain/ids.ts';
import { coinbase, coinbaseDefaults } from '#src/infrastructure/venues/coinbase/coinbase-config.ts';
import { createCoinbaseTrading } from '#src/infrastructure/venues/coinbase/coinbase-trading.ts';
import { readProducts } from '#src/infrastructure/venues/coinbase/products.ts';
import { oneAccount } from '#test/infrastructure/venues/one-account.ts';
import { startVenue, traderKey } from '#test/venues/coinbase/venue-harness.ts';

export const btc = instrumentId('coinbase:BTC-USD');
const root = '/api/v3/brokerage';

/** A client of the simulated venue, which is connected. */
export async function tradingAtVenue(
  key: Parameters<typeof startVenue>[0] = {},
  secret: string = traderKey.secret,
) {
  const simulated = await startVenue(key);
  const { venue } = simulated;
  const { restUrl, socketUrl, userUrl } = venue;
  const body: unknown = await (await fetch(`${restUrl}${root}/market/products`)).json();
  const trading = await oneAccount({
    ...simulated,
    at: coinbase,
    key: { ...traderKey, secret },
    listed: readProducts(body)?.[0],
    open: (needs) =>
      createCoinbaseTrading({ ...needs, config: { ...coinbaseDefaults, restUrl, socketUrl, userUrl } }),
  });

  /** Every request of that method and path, below the interface's own, as it went over the wire: its query, or its body. */
  function sent(method: string, path: string): readonly string[] {
    return venue.requests
      .filter((request) => request.method === method && request.path === `${root}/${path}`)
      .map((request) => (method === 'GET' ? request.query : request.body));
  }

  return { ...simulated, venueClock: simulated.clock, ...trading, sent };
}
