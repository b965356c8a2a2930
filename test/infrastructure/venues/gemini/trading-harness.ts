import { instrumentId } from '#src/domain/ids.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { gemini, geminiDefaults } from '#src/infrastructure/venues/gemini/gemini-config.ts';
import { createGeminiTrading } from '#src/infrastructure/venues/gemini/gemini-trading.ts';
import { parseDetails } from '#src/infrastructure/venues/gemini/instruments.ts';
import { oneAccount } from '#test/infrastructure/venues/one-account.ts';
import { startVenue, traderKey } from '#test/venues/gemini/venue-harness.ts';

export const btc = instrumentId('gemini:BTCUSD');

/** A client of the simulated venue, which is connected. */
export async function tradingAtVenue(
  key: Parameters<typeof startVenue>[0] = {},
  chosen?: Parameters<typeof oneAccount>[0]['chosen'],
) {
  const simulated = await startVenue(key);
  const { venue } = simulated;
  const { restUrl, socketUrl } = venue;
  const body = await (await fetch(`${restUrl}/v1/symbols/details/btcusd`)).text();
  const trading = await oneAccount({
    ...simulated,
    at: gemini,
    key: traderKey,
    chosen,
    listed: parseDetails(parsedExactly(body)),
    open: (needs) => createGeminiTrading({ ...needs, config: { ...geminiDefaults, restUrl, socketUrl } }),
  });

  /** The payload of every request to the path, as it went over the wire. */
  function sent(path: string): readonly string[] {
    return venue.requests
      .filter((request) => request.path === path)
      .map(({ headers }) => Buffer.from(String(headers['x-gemini-payload']), 'base64').toString());
  }

  return { ...simulated, venueClock: simulated.clock, ...trading, sent };
}
