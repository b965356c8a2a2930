import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export const apiKey = 'k'.repeat(64);
export const secretKey = 'canary'.padEnd(64, 's');

type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export const reading = {
  ipRestrict: true,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  permitsUniversalTransfer: false,
  enableSpotAndMarginTrading: false,
};

/**
 * Binance's answers to whoever reads an account, as its pages show them. It checks what is signed by its own clock, and
 * `next` answers in the place of it where it is set.
 */
export async function startAccountServer(now: () => number) {
  const requests: { readonly method: string | undefined; readonly url: string }[] = [];
  const state = {
    now,
    restrictions: reading as object,
    balances: [{ asset: 'BTC', free: '0.10000000', locked: '0.02000000' }] as readonly object[],
    /** One for each signed request, in order. */
    next: [] as Answer[],
  };
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url ?? '' });
    send(response, answerTo(request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');

  function answerTo(request: IncomingMessage): Answer {
    const { pathname, search, searchParams } = new URL(request.url ?? '', 'http://venue');
    if (pathname === '/api/v3/time') return { body: JSON.stringify({ serverTime: state.now() }) };
    const canned = searchParams.has('signature') ? state.next.shift() : undefined;
    if (canned !== undefined) return canned;
    if (request.headers['x-mbx-apikey'] !== apiKey)
      return refusal(401, -2015, 'Invalid API-key, IP, or permissions for action.');
    const [signed = ''] = search.slice(1).split('&signature=');
    const wanted = createHmac('sha256', secretKey).update(signed).digest('hex');
    if (searchParams.get('signature') !== wanted)
      return refusal(400, -1022, 'Signature for this request is not valid.');
    const sent = Number(searchParams.get('timestamp'));
    if (sent > state.now() + 1000 || state.now() - sent > Number(searchParams.get('recvWindow') ?? 5000))
      return refusal(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
    if (pathname === '/sapi/v1/account/apiRestrictions') return { body: JSON.stringify(state.restrictions) };
    if (pathname === '/api/v3/account') return { body: JSON.stringify({ balances: state.balances }) };
    return refusal(404, -1, 'no such path');
  }

  function close(): void {
    server.closeAllConnections();
    server.close();
  }

  return { restUrl: `http://127.0.0.1:${address.port}`, requests, state, server, close };
}

export function refusal(status: number, code: number, msg: string): Answer {
  return { status, body: JSON.stringify({ code, msg }) };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}
