import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { createFaults, type Canned, type Faults } from '#test/venues/faults.ts';
import { startVenueServer, type VenueRequest, type VenueServer } from '#test/venues/venue-server.ts';
import { serveMarkets } from './markets.ts';
import { publicAnswer } from './public-endpoints.ts';
import { Refused } from './refused.ts';

export type CoinbaseVenue = VenueServer & {
  readonly restUrl: string;
  /** As `advanced-trade-ws.coinbase.com`. */
  readonly socketUrl: string;
  readonly faults: Faults;
};

type CoinbaseVenueOptions = {
  readonly exchange: Exchange;
  /** Any free one by default. */
  readonly port?: number;
};

const root = '/api/v3/brokerage/';

/** Speaks Coinbase's Advanced Trade API on a loopback port, over the simulated exchange. */
export async function startCoinbaseVenue({
  exchange,
  port = 0,
}: CoinbaseVenueOptions): Promise<CoinbaseVenue> {
  const { clock } = exchange;
  const faults = createFaults();

  function done({ path, query }: VenueRequest): object {
    return publicAnswer(exchange, path.slice(root.length), new URLSearchParams(query));
  }

  function answer(request: VenueRequest): Canned {
    try {
      return { status: 200, body: JSON.stringify(done(request)) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, message } = error;
      return { status, body: JSON.stringify({ error: error.error, error_details: message, message }) };
    }
  }

  const server = await startVenueServer({
    port,
    clock,
    faults,
    kindOf: ({ path }) => path.split('/').at(-1) ?? '',
    answer,
    sockets: {
      '/markets': (socket) => serveMarkets(exchange, faults, socket),
    },
  });
  return {
    ...server,
    get requests() {
      return server.requests;
    },
    restUrl: `http://127.0.0.1:${server.port}`,
    socketUrl: `ws://127.0.0.1:${server.port}/markets`,
    faults,
  };
}
