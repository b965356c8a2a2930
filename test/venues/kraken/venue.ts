import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { createFaults, type Canned, type Faults } from '#test/venues/faults.ts';
import { startVenueServer, type VenueRequest, type VenueServer } from '#test/venues/venue-server.ts';
import { privateEndpoints } from './endpoints.ts';
import { publicAnswer } from './public-answers.ts';
import { Refused } from './refused.ts';
import { serveExecutions } from './executions.ts';
import { serveMarkets } from './markets.ts';

export type KrakenKey = {
  readonly apiKey: string;
  /** In base64, as Kraken gives it. */
  readonly secret: string;
  readonly account: string;
  readonly canTrade: boolean;
  readonly canWithdraw?: boolean;
  /** Addresses from which it is taken; from any where there are none. */
  readonly addresses?: readonly string[];
};

export type KrakenVenue = VenueServer & {
  readonly restUrl: string;
  /** As `ws.kraken.com/v2`. */
  readonly socketUrl: string;
  /** As `ws-auth.kraken.com/v2`. */
  readonly privateUrl: string;
  readonly faults: Faults;
};

type KrakenVenueOptions = {
  readonly exchange: Exchange;
  readonly keys: readonly KrakenKey[];
  /** Any free one by default. */
  readonly port?: number;
};

/** A call counts one, and one of a history two; the counter falls by a third a second. Orders do not count. */
const largestCount = 15;
const fallsAMs = 0.33 / 1000;

/** Speaks Kraken's spot REST API on a loopback port, over the simulated exchange. */
export async function startKrakenVenue({
  exchange,
  keys,
  port = 0,
}: KrakenVenueOptions): Promise<KrakenVenue> {
  const { clock } = exchange;
  const faults = createFaults();
  const endpoints = privateEndpoints(exchange);
  /** Which account a token of the private socket is of. */
  const tokens = new Map<string, string>();
  const nonces = new Map<string, bigint>();
  const counters = new Map<string, { count: number; at: number }>();

  function authenticate({ path, body, headers }: VenueRequest, fields: URLSearchParams): KrakenKey {
    const key = keys.find(({ apiKey }) => apiKey === headers['api-key']);
    if (key === undefined) throw new Refused('EAPI:Invalid key');
    const nonce = fields.get('nonce') ?? '';
    const digest = createHash('sha256')
      .update(nonce + body)
      .digest();
    const signed = Buffer.concat([Buffer.from(path), digest]);
    const wanted = createHmac('sha512', Buffer.from(key.secret, 'base64')).update(signed).digest();
    const given = Buffer.from(String(headers['api-sign']), 'base64');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      throw new Refused('EAPI:Invalid signature');
    }
    const last = nonces.get(key.apiKey) ?? -1n;
    if (!/^\d{1,20}$/.test(nonce) || BigInt(nonce) <= last) throw new Refused('EAPI:Invalid nonce');
    nonces.set(key.apiKey, BigInt(nonce));
    return key;
  }

  function count(account: string, name: string): void {
    if (name === 'AddOrder' || name.startsWith('Cancel')) return;
    const before = counters.get(account) ?? { count: 0, at: clock.now() };
    const fallen = Math.max(0, before.count - (clock.now() - before.at) * fallsAMs);
    const next = fallen + (name === 'TradesHistory' || name === 'ClosedOrders' ? 2 : 1);
    if (next > largestCount) throw new Refused('EAPI:Rate limit exceeded');
    counters.set(account, { count: next, at: clock.now() });
  }

  function tokenOf(account: string): string {
    const token = createHash('sha256').update(`${account} ${tokens.size}`).digest('base64');
    tokens.set(token, account);
    return token;
  }

  function done(request: VenueRequest): object {
    const [, , scope, name = ''] = request.path.split('/');
    if (scope !== 'private') return publicAnswer(exchange, name, new URLSearchParams(request.query));
    const fields = new URLSearchParams(request.body);
    const key = authenticate(request, fields);
    const { account, canTrade } = key;
    count(account, name);
    if (name === 'GetWebSocketsToken') return { token: tokenOf(account), expires: 900 };
    if (name === 'GetApiKeyInfo') return keyInfo(key);
    const endpoint = endpoints[name];
    if (endpoint === undefined) throw new Refused('EGeneral:Unknown method');
    if (!canTrade && (name === 'AddOrder' || name.startsWith('Cancel'))) {
      throw new Refused('EGeneral:Permission denied');
    }
    return endpoint(fields, account);
  }

  function answer(request: VenueRequest): Canned {
    try {
      return { status: 200, body: JSON.stringify({ error: [], result: done(request) }) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 200, body: JSON.stringify({ error: [error.message] }) };
    }
  }

  const server = await startVenueServer({
    port,
    clock,
    faults,
    kindOf: ({ path }) => path.split('/').at(-1) ?? '',
    answer,
    sockets: {
      '/v2': (socket) => serveMarkets(exchange, faults, socket),
      '/private/v2': (socket) => serveExecutions(exchange, faults, socket, (token) => tokens.get(token)),
    },
  });
  return {
    ...server,
    get requests() {
      return server.requests;
    },
    restUrl: `http://127.0.0.1:${server.port}`,
    socketUrl: `ws://127.0.0.1:${server.port}/v2`,
    privateUrl: `ws://127.0.0.1:${server.port}/private/v2`,
    faults,
  };
}

function keyInfo({ canTrade, canWithdraw = false, addresses = [] }: KrakenKey): object {
  return {
    api_key_name: 'tapedeck',
    permissions: [
      'query-funds',
      'query-open-trades',
      'query-closed-trades',
      ...(canTrade ? ['modify-trades', 'close-trades'] : []),
      ...(canWithdraw ? ['withdraw-funds'] : []),
    ],
    ip_allowlist: addresses,
  };
}
