import { onTestFinished } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, instrumentId, portfolioId, type VenueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { ok } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import type { ClientState, ExchangeClient, VenueReport } from '#src/ports/exchange-client.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import type { ExchangeUnderTest } from '#test/ports/exchange-client-suite.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { units } from '#test/venues/exchange/units.ts';
import type { Faults } from '#test/venues/faults.ts';
import { start } from '#test/venues/one-market.ts';
import { connected, orderMaker } from './client-harness.ts';

type Opening = Pick<TradingNeeds, 'account' | 'instruments' | 'clock' | 'readKey' | 'onFault'>;

type Needs = {
  readonly at: VenueId;
  readonly exchange: Exchange;
  readonly key: { readonly apiKey: string; readonly secret: string };
  /** Of BTC against USD, as the venue lists it. */
  readonly listed: Instrument | undefined;
  readonly open: (needs: Opening) => ExchangeClient;
  /** What its trader has chosen. */
  readonly chosen?: Partial<TradingNeeds['account']> | undefined;
  /** The name that an order has here by the one that it has there. */
  readonly readId?: (there: string) => string;
};

/** A client of the simulated venue with one market, which is connected. Its time stands still. */
export async function oneAccount({ at, exchange, key, listed, open, chosen, ...needs }: Needs) {
  const { readId = (there: string) => there } = needs;
  const btc = listed?.id ?? instrumentId(`${at}:none`);
  const clock = createFakeClock(start);
  const faults: unknown[] = [];
  const reports: VenueReport[] = [];
  const states: ClientState[] = [];
  const account: TradingNeeds['account'] = {
    id: accountId(`ann at ${at}`),
    portfolioId: portfolioId('main'),
    name: 'Ann',
    venue: at,
    environment: 'simulated',
    mode: 'live',
    credential: undefined,
    disabledAt: undefined,
    fees: { maker: Decimal.from('0.002'), taker: Decimal.from('0.004') },
    deadMansSwitch: false,
    mayBorrow: false,
    createdAt: start,
    ...chosen,
  };
  const { apiKey, secret } = key;
  const client = open({
    account,
    clock,
    instruments: (id) => (id === btc ? listed : undefined),
    readKey: async () => ok({ key: new Secret(apiKey), secret: new Secret(secret), passphrase: undefined }),
    onFault: (fault) => faults.push(fault),
  });
  onTestFinished(() => client.close());
  client.onReport((report) => reports.push(report));
  client.onState((state) => states.push(state));
  const orderOf = orderMaker(account.id, btc, () => clock.now());

  function isTold(): boolean {
    const fills = new Set(
      reports.flatMap((each) => (each.type === 'filled' ? [each.fill.venueTradeId] : [])),
    );
    const ended = new Set<string>(reports.flatMap((each) => ('reason' in each ? [each.clientOrderId] : [])));
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

  await connected(client);
  return { exchange, client, clock, reports, states, faults, orderOf, settled, sellDownTo };
}

/** The same for the numbered suite. `placing`: as faults know the request that places an order. */
export function underTest(
  { client, orderOf, settled, sellDownTo }: Awaited<ReturnType<typeof oneAccount>>,
  venueFaults: Faults,
  placing: string,
): ExchangeUnderTest {
  return {
    client,
    settled,
    bid: Decimal.from('99'),
    ask: Decimal.from('101'),
    quantity: Decimal.one,
    tick: Decimal.from('0.01'),
    order: ({ limitPrice, stopPrice, quantity, ...terms }) =>
      orderOf({
        ...terms,
        quantity: quantity.toString(),
        limit: limitPrice?.toString(),
        stop: stopPrice?.toString(),
      }),
    loseAnswer() {
      venueFaults.next(placing, { taken: true, answer: 'closed' });
    },
    sellDownTo: (price) => sellDownTo(price.toString()),
  };
}
