import { onTestFinished } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId, portfolioId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { readId } from '#src/infrastructure/venues/kraken/client-id.ts';
import { kraken, krakenDefaults } from '#src/infrastructure/venues/kraken/kraken-config.ts';
import { createKrakenTrading } from '#src/infrastructure/venues/kraken/kraken-trading.ts';
import { readPairs } from '#src/infrastructure/venues/kraken/pairs.ts';
import type { ClientState, VenueReport } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { connected, orderMaker } from '#test/infrastructure/venues/client-harness.ts';
import { units } from '#test/venues/exchange/units.ts';
import { start, startVenue, traderKey } from '#test/venues/kraken/venue-harness.ts';

export const btc = instrumentId('kraken:BTC/USD');

const account: TradingNeeds['account'] = {
  id: accountId('ann at Kraken'),
  portfolioId: portfolioId('main'),
  name: 'Ann',
  venue: kraken,
  environment: 'simulated',
  mode: 'live',
  credential: undefined,
  disabledAt: undefined,
  fees: { maker: Decimal.from('0.0025'), taker: Decimal.from('0.004') },
  mayBorrow: false,
  createdAt: start,
};

/** A client of the simulated venue, which is connected. Its time goes on, since the venue counts calls by it. */
export async function tradingAtVenue(key: Parameters<typeof startVenue>[0] = {}) {
  const simulated = await startVenue(key);
  const { venue, exchange } = simulated;
  const clock = createFakeClock(start);
  const body = await (await fetch(`${venue.restUrl}/0/public/AssetPairs`)).text();
  const [listed] = readPairs(parsedExactly(body))?.instruments ?? [];
  const faults: unknown[] = [];
  const reports: VenueReport[] = [];
  const states: ClientState[] = [];
  const client = createKrakenTrading({
    account,
    clock,
    instruments: (id) => (id === btc ? listed : undefined),
    readKey: async () =>
      ok({
        key: new Secret(traderKey.apiKey),
        secret: new Secret(traderKey.secret),
        passphrase: undefined,
      }),
    onFault: (fault) => faults.push(fault),
    config: {
      ...krakenDefaults,
      restUrl: venue.restUrl,
      socketUrl: venue.socketUrl,
      privateUrl: venue.privateUrl,
    },
  });
  onTestFinished(() => client.close());
  client.onReport((report) => reports.push(report));
  client.onState((state) => states.push(state));
  const orderOf = orderMaker(account.id, btc, () => clock.now());

  function isTold(): boolean {
    const fills = new Set(
      reports.flatMap((each) => (each.type === 'filled' ? [each.fill.venueTradeId] : [])),
    );
    const ended = new Set(reports.flatMap((each) => ('reason' in each ? [each.clientOrderId] : [])));
    const endedThere = exchange
      .orders('ann')
      .filter(({ status }) => status === 'CANCELED' || status === 'EXPIRED');
    return (
      fills.size === exchange.fills('ann').length &&
      endedThere.every(({ clientOrderId }) => ended.has(readId(clientOrderId)))
    );
  }

  /** Everything that happened there was told: each fill, and each end. */
  async function settled(): Promise<void> {
    while (!isTold()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Somebody else sells at every price down to this one, and buys there. */
  async function sellDownTo(price: string): Promise<void> {
    exchange.crowd.rest('BTCUSD', 'BUY', units(price), units('50'));
    exchange.crowd.take('BTCUSD', 'SELL', units('10'), units(price));
    await settled();
  }

  /** The form of every request of that name, as it went over the wire. */
  function sent(name: string): readonly string[] {
    return venue.requests.filter(({ path }) => path === `/0/private/${name}`).map(({ body: form }) => form);
  }

  await connected(client);
  return { ...simulated, client, clock, reports, states, faults, orderOf, settled, sellDownTo, sent };
}
