import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ExchangeOrder } from '#test/venues/exchange/order.ts';
import { createFaults, type Canned, type Faults } from '#test/venues/faults.ts';
import { startVenueServer, type VenueRequest, type VenueServer } from '#test/venues/venue-server.ts';
import { createKeyChain, type GeminiKey } from './api-keys.ts';
import { privateEndpoints } from './private-endpoints.ts';
import { publicAnswer } from './public-endpoints.ts';
import { Refused } from './refused.ts';
import { serveGeminiSocket } from './streams.ts';

export type GeminiVenueOptions = {
  readonly exchange: Exchange;
  readonly keys: readonly GeminiKey[];
  /** Any free one by default. */
  readonly port?: number;
  /** Requests a minute: of all to the public API, and of each key to the private one. */
  readonly limits?: { readonly open: number; readonly private: number };
};

export type GeminiVenue = VenueServer & {
  readonly restUrl: string;
  /** As `ws.gemini.com`. */
  readonly socketUrl: string;
  readonly faults: Faults;
  /** Until it is called with false, everything is answered with 503, and every socket has ended. */
  maintenance(isOn: boolean): void;
};

const heartbeatMs = 30_000;
const documentedLimits = { open: 120, private: 600 };

/** Speaks Gemini's REST API and its socket on a loopback port, over the simulated exchange. */
export async function startGeminiVenue({
  exchange,
  keys,
  port = 0,
  limits = documentedLimits,
}: GeminiVenueOptions): Promise<GeminiVenue> {
  const { clock } = exchange;
  const faults = createFaults();
  const keyChain = createKeyChain(keys, clock.now);
  const sessions = new Map<ExchangeOrder, string>();
  const endpoints = privateEndpoints({ exchange, sessions });
  const heartbeats = new Map<string, () => void>();
  const counts = new Map<string, { minute: number; requests: number }>();
  let inMaintenance = false;

  function count(name: string, limit: number): void {
    const minute = Math.floor(clock.now() / 60_000);
    const before = counts.get(name);
    const requests = before?.minute === minute ? before.requests + 1 : 1;
    counts.set(name, { minute, requests });
    if (requests > limit) throw new Refused(429, 'RateLimit', 'Requests were made too frequently');
  }

  /** Heard of the session: its orders live on for another half a minute. */
  function beat({ apiKey, account, needsHeartbeat }: GeminiKey): void {
    if (!needsHeartbeat) return;
    heartbeats.get(apiKey)?.();
    const callOff = clock.after(heartbeatMs, () => {
      for (const order of exchange.openOrders(account)) {
        if (sessions.get(order) === apiKey) exchange.cancel(order, '');
      }
    });
    heartbeats.set(apiKey, callOff);
  }

  function done({ method, path, query, headers }: VenueRequest): object {
    if (inMaintenance) {
      const words =
        'The Gemini Exchange is currently undergoing maintenance. Please check https://status.gemini.com/';
      throw new Refused(503, 'Maintenance', words);
    }
    const endpoint = endpoints[path];
    if (method === 'POST' && endpoint !== undefined) {
      const { key, fields } = keyChain.open(path, headers);
      count(key.apiKey, limits.private);
      beat(key);
      if (endpoint.needsTrader && !key.isTrader) {
        throw new Refused(
          403,
          'MissingRole',
          'To access this endpoint, you need to log in to the website and add the Trader role.',
        );
      }
      return endpoint.run(fields, key);
    }
    count('public', limits.open);
    const found = method === 'GET' ? publicAnswer(exchange, path, new URLSearchParams(query)) : undefined;
    if (found === undefined) throw new Refused(404, 'EndpointNotFound', 'API entry point not found');
    return found;
  }

  function answer(request: VenueRequest): Canned {
    try {
      return { status: 200, body: JSON.stringify(done(request)) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, body: error.body() };
    }
  }

  function keyOf(headers: VenueRequest['headers']): GeminiKey | undefined {
    return headers['x-gemini-apikey'] === undefined ? undefined : keyChain.handshake(headers);
  }

  const server = await startVenueServer({
    port,
    clock,
    faults,
    kindOf: ({ path }) => path.replace(/^\/v\d\//, ''),
    answer,
    sockets: {
      '/': (socket, url, headers) =>
        serveGeminiSocket(exchange, faults, { socket, url, key: keyOf(headers) }),
    },
    refusalOf(_, headers) {
      try {
        keyOf(headers);
        return undefined;
      } catch (error) {
        if (error instanceof Refused) return 401;
        throw error;
      }
    },
  });

  return {
    ...server,
    get requests() {
      return server.requests;
    },
    restUrl: `http://127.0.0.1:${server.port}`,
    socketUrl: `ws://127.0.0.1:${server.port}`,
    faults,
    maintenance(isOn) {
      inMaintenance = isOn;
      server.refuseSockets(isOn);
      if (isOn) server.disconnect();
    },
    async close() {
      for (const callOff of heartbeats.values()) callOff();
      await server.close();
    },
  };
}
