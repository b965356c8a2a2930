import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { createFaults, type Canned, type Faults } from '#test/venues/faults.ts';
import { startVenueServer, type VenueRequest, type VenueServer } from '#test/venues/venue-server.ts';
import { keyOfToken, type CoinbaseKey } from './keys.ts';
import { serveMarkets } from './markets.ts';
import { privateEndpoints } from './private-endpoints.ts';
import { publicAnswer } from './public-endpoints.ts';
import { Refused } from './refused.ts';
import { serveUser } from './user-channel.ts';

export type CoinbaseVenue = VenueServer & {
  readonly restUrl: string;
  /** As `advanced-trade-ws.coinbase.com`. */
  readonly socketUrl: string;
  /** As `advanced-trade-ws-user.coinbase.com`. */
  readonly userUrl: string;
  readonly faults: Faults;
};

type CoinbaseVenueOptions = {
  readonly exchange: Exchange;
  readonly keys: readonly CoinbaseKey[];
  /** Any free one by default. */
  readonly port?: number;
};

const root = '/api/v3/brokerage/';
const isPublic = /^(?:time$|market\/)/;

/** Speaks Coinbase's Advanced Trade API on a loopback port, over the simulated exchange. */
export async function startCoinbaseVenue({
  exchange,
  keys,
  port = 0,
}: CoinbaseVenueOptions): Promise<CoinbaseVenue> {
  const { clock } = exchange;
  const faults = createFaults();
  const endpoints = privateEndpoints(exchange);

  function done({ method, path, query, headers, body }: VenueRequest): object {
    const name = path.slice(root.length);
    const asked = new URLSearchParams(query);
    if (isPublic.test(name)) return publicAnswer(exchange, name, asked);
    const token = String(headers.authorization).replace(/^Bearer /, '');
    const key = keyOfToken(keys, token, clock.now(), `${method} ${headers.host}${path}`);
    const { account, canView: can_view, canTrade: can_trade, canTransfer: can_transfer } = key;
    if (name === 'key_permissions')
      return { can_view, can_trade, can_transfer, portfolio_uuid: account, portfolio_type: 'DEFAULT' };
    if (!(method === 'POST' ? can_trade : can_view)) throw new Refused(403, 'PERMISSION_DENIED');
    const [, id = ''] = /^orders\/historical\/([^/]+)$/.exec(name) ?? [];
    const isOne = id !== '' && id !== 'batch' && id !== 'fills';
    const endpoint = endpoints[`${method} /${isOne ? 'orders/historical/:id' : name}`];
    if (endpoint === undefined) throw new Refused(404, 'NOT_FOUND');
    return endpoint({ account, query: asked, body: body === '' ? {} : JSON.parse(body) }, id);
  }

  function answer(request: VenueRequest): Canned {
    try {
      return { status: 200, body: JSON.stringify(done(request)) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, message } = error;
      if (status === 401) return { status, body: message };
      return { status, body: JSON.stringify({ error: error.error, error_details: message, message }) };
    }
  }

  function accountOf(token: string): string | undefined {
    try {
      return keyOfToken(keys, token, clock.now(), undefined).account;
    } catch {
      return undefined;
    }
  }

  const server = await startVenueServer({
    port,
    clock,
    faults,
    kindOf: ({ path }) => (path.includes('/historical/') ? kindOfHistory(path) : lastPart(path)),
    answer,
    sockets: {
      '/markets': (socket) => serveMarkets(exchange, faults, socket),
      '/user': (socket) => serveUser(exchange, faults, socket, accountOf),
    },
  });
  return {
    ...server,
    get requests() {
      return server.requests;
    },
    restUrl: `http://127.0.0.1:${server.port}`,
    socketUrl: `ws://127.0.0.1:${server.port}/markets`,
    userUrl: `ws://127.0.0.1:${server.port}/user`,
    faults,
  };
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? '';
}

/** `batch`, `fills`, or `historical` of a question about one order. */
function kindOfHistory(path: string): string {
  const name = lastPart(path);
  return name === 'batch' || name === 'fills' ? name : 'historical';
}
