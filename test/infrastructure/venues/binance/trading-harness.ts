import { onTestFinished } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId, portfolioId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import { binance, binanceDefaults } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createBinanceTrading } from '#src/infrastructure/venues/binance/binance-trading.ts';
import { parseExchangeInfo } from '#src/infrastructure/venues/binance/exchange-info.ts';
import type { ClientState, VenueReport } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { connected, heard, orderMaker } from '#test/infrastructure/venues/client-harness.ts';
import { start, startVenue, traderKey } from '#test/venues/binance/venue-harness.ts';
import { units } from '#test/venues/exchange/units.ts';

export const btc = instrumentId('binance:BTCUSDT');

export const account: TradingNeeds['account'] = {
  id: accountId('ann at Binance'),
  portfolioId: portfolioId('main'),
  name: 'Ann',
  venue: binance,
  environment: 'simulated',
  mode: 'live',
  credential: undefined,
  disabledAt: undefined,
  fees: { maker: Decimal.from('0.001'), taker: Decimal.from('0.001') },
  deadMansSwitch: false,
  mayBorrow: false,
  createdAt: start,
};

/** A client of the simulated venue, which is connected. */
export async function tradingAtVenue() {
  const simulated = await startVenue();
  const { venue, exchange } = simulated;
  const clock = createFakeClock(start);
  const listed = parseExchangeInfo(await (await fetch(`${venue.restUrl}/api/v3/exchangeInfo`)).json());
  const instruments = new Map(listed?.instruments.map((instrument) => [instrument.id, instrument]));
  const faults: unknown[] = [];
  const reports: VenueReport[] = [];
  const states: ClientState[] = [];
  const secret = 'hmac' in traderKey.secret ? traderKey.secret.hmac : '';
  const key = { key: new Secret(traderKey.apiKey), secret: new Secret(secret), passphrase: undefined };
  const client = createBinanceTrading({
    account,
    clock,
    instruments: (id) => instruments.get(id),
    readKey: async () => ok(key),
    onFault: (fault) => faults.push(fault),
    config: {
      ...binanceDefaults,
      restUrl: venue.restUrl,
      streamUrl: venue.streamUrl,
      apiUrl: venue.apiUrl,
    },
  });
  onTestFinished(() => client.close());
  client.onReport((report) => reports.push(report));
  client.onState((state) => states.push(state));
  const orderOf = orderMaker(account.id, btc, () => clock.now());
  let markers = 0;
  /** The stream has told all that has happened: of an order that is made for this, last. */
  async function settled(): Promise<void> {
    const marker = `marker-${(markers += 1)}`;
    await heard(
      client,
      ({ clientOrderId: id, type }) => id === marker && type === 'expired',
      () =>
        exchange.place('ann', {
          symbol: 'ETHUSDT',
          clientOrderId: marker,
          side: 'BUY',
          price: units('5'),
          quantity: units('2'),
          quoteQuantity: 0n,
          timeInForce: 'IOC',
          postOnly: false,
          stop: undefined,
          selfTradePrevention: 'EXPIRE_MAKER',
        }),
    );
  }

  /** Somebody else sells at every price down to this one, and buys there. */
  async function sellDownTo(price: string): Promise<void> {
    exchange.crowd.rest('BTCUSDT', 'BUY', units(price), units('50'));
    exchange.crowd.take('BTCUSDT', 'SELL', units('10'), units(price));
    await settled();
  }

  await connected(client);
  return { ...simulated, client, clock, reports, states, faults, orderOf, settled, sellDownTo };
}
