import { instrumentId } from '#src/domain/ids.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { readId } from '#src/infrastructure/venues/kraken/client-id.ts';
import { kraken, krakenDefaults } from '#src/infrastructure/venues/kraken/kraken-config.ts';
import { createKrakenTrading } from '#src/infrastructure/venues/kraken/kraken-trading.ts';
import { readPairs } from '#src/infrastructure/venues/kraken/pairs.ts';
import { oneAccount } from '#test/infrastructure/venues/one-account.ts';
import { startVenue, traderKey } from '#test/venues/kraken/venue-harness.ts';

export const btc = instrumentId('kraken:BTC/USD');

/** A client of the simulated venue, which is connected. */
export async function tradingAtVenue(
  key: Parameters<typeof startVenue>[0] = {},
  chosen?: Parameters<typeof oneAccount>[0]['chosen'],
) {
  const simulated = await startVenue(key);
  const { venue } = simulated;
  const { restUrl, socketUrl, privateUrl } = venue;
  const body = await (await fetch(`${restUrl}/0/public/AssetPairs`)).text();
  const trading = await oneAccount({
    ...simulated,
    at: kraken,
    key: traderKey,
    listed: readPairs(parsedExactly(body))?.instruments[0],
    open: (needs) =>
      createKrakenTrading({ ...needs, config: { ...krakenDefaults, restUrl, socketUrl, privateUrl } }),
    readId,
    chosen,
  });

  /** The form of every request of that name, as it went over the wire. */
  function sent(name: string): readonly string[] {
    return venue.requests.filter(({ path }) => path === `/0/private/${name}`).map(({ body: form }) => form);
  }

  return { ...simulated, venueClock: simulated.clock, ...trading, sent };
}
