import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';

import type { VenueClock } from './exchange/clock.ts';
import type { Canned, Fault, Faults } from './faults.ts';

type Headers = IncomingMessage['headers'];

export type VenueRequest = {
  readonly method: string;
  readonly path: string;
  /** As it came, without the question mark. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: string;
};

export type VenueServerOptions = {
  readonly port: number;
  readonly clock: VenueClock;
  readonly faults: Faults;
  /** The name by which faults know a request. */
  kindOf(request: VenueRequest): string;
  answer(request: VenueRequest): Canned;
  /** By path; an address below one is its too. */
  readonly sockets: Readonly<Record<string, (socket: WebSocket, url: URL, headers: Headers) => void>>;
  /** The status with which a socket is refused, if it is. */
  refusalOf?(url: URL, headers: Headers): number | undefined;
};

export type VenueServer = {
  readonly port: number;
  /** Every request over HTTP so far, whatever became of it; the hundred thousand newest at least. */
  readonly requests: readonly VenueRequest[];
  connections(): number;
  /** New sockets are refused with 503 until it is called with false. */
  refuseSockets(refuse: boolean): void;
  /** How many sockets have been asked for, refused ones too. */
  dialled(): number;
  /** All sockets end, without a word. */
  disconnect(): void;
  /**
   * While it is on, the network carries nothing either way, and every connection stays: what is sent meanwhile arrives when
   * it is over, as TCP has it, unless its sender has given up.
   */
  partition(isOn: boolean): void;
  close(): Promise<void>;
};

const largestBody = 64 * 1024;
const mostConnections = 1_000;
const keptRequests = 100_000;

/** Speaks HTTP and WebSocket on one loopback port, and lets go wrong what `faults` says. */
export async function startVenueServer(options: VenueServerOptions): Promise<VenueServer> {
  const { clock, faults, kindOf, answer, sockets } = options;
  let requests: VenueRequest[] = [];
  let refusing = false;
  let partitioned = false;
  let held: (() => void)[] = [];
  let dialled = 0;
  const links = new Set<Socket>();

  function onRequest(incoming: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    let size = 0;
    incoming.on('error', () => response.destroy());
    incoming.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= largestBody) parts.push(part);
      else response.destroy();
    });
    incoming.on('end', () => {
      const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
      const { method = 'GET', headers } = incoming;
      const request = { method, path, query, headers, body: Buffer.concat(parts).toString() };
      if (requests.length >= 2 * keptRequests) requests = requests.slice(-keptRequests);
      requests.push(request);
      const fault = faults.ofRequest(kindOf(request));
      arrived(() => later(fault?.delayBefore, () => take(request, response, fault)));
    });
  }

  function take(request: VenueRequest, response: ServerResponse, fault: Fault | undefined): void {
    // Whether its client still waits or not.
    const own = fault === undefined || fault.taken ? answer(request) : undefined;
    const sent = typeof fault?.answer === 'object' ? fault.answer : own;
    later(fault?.delayAfter, () => send(response, sent, fault?.answer));
  }

  /** What has come over the network, once it carries anything. */
  function arrived(run: () => void): void {
    if (partitioned) held.push(run);
    else run();
  }

  function later(ms: number | undefined, run: () => void): void {
    if (ms === undefined) run();
    else clock.after(ms, run);
  }

  function send(response: ServerResponse, sent: Canned | undefined, how: Fault['answer'] = 'as it is'): void {
    if (how === 'none' || response.destroyed) return;
    if (how === 'reset') return void response.socket?.resetAndDestroy();
    if (how === 'closed' || sent === undefined) return void response.destroy();
    const body = Buffer.from(sent.body);
    const half = body.subarray(0, Math.ceil(body.length / 2));
    response.writeHead(sent.status, {
      'content-type': 'application/json;charset=UTF-8',
      ...sent.headers,
      'content-length': how === 'truncated' ? half.length : body.length,
    });
    if (how === 'truncated') response.end(half);
    else if (how === 'cut off') response.write(half, () => response.destroy());
    else if (how === 'slow') drip(response, body);
    else response.end(body);
  }

  function drip(response: ServerResponse, body: Buffer): void {
    if (response.destroyed) return;
    if (body.length === 0) return void response.end();
    response.write(body.subarray(0, 1));
    clock.after(1, () => drip(response, body.subarray(1)));
  }

  const http = createServer({ keepAliveTimeout: 60_000 }, onRequest);
  http.maxConnections = mostConnections;
  http.on('connection', (link) => {
    links.add(link);
    link.on('close', () => links.delete(link));
    if (partitioned) link.cork();
  });
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: largestBody });
  http.on('upgrade', (request, socket, head) => arrived(() => upgrade(request, socket, head)));

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    dialled += 1;
    const url = new URL(request.url ?? '/', 'ws://127.0.0.1');
    const path = Object.keys(sockets).find(
      (known) => url.pathname === known || url.pathname.startsWith(`${known}/`),
    );
    const serve = path === undefined ? undefined : sockets[path];
    const refusal = refusing ? 503 : serve === undefined ? 404 : options.refusalOf?.(url, request.headers);
    if (serve === undefined || refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal ?? 404} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      serve(client, url, request.headers);
      // Counted, and ended when the server is.
      upgrades.emit('connection', client, request);
    });
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, '127.0.0.1', resolve);
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  const disconnect = () => {
    for (const client of upgrades.clients) client.terminate();
  };
  return {
    port: address.port,
    get requests() {
      return requests;
    },
    connections: () => upgrades.clients.size,
    dialled: () => dialled,
    refuseSockets(refuse) {
      refusing = refuse;
    },
    disconnect,
    partition(isOn) {
      if (partitioned === isOn) return;
      partitioned = isOn;
      for (const client of upgrades.clients) {
        if (isOn) client.pause();
        else client.resume();
      }
      for (const link of links) {
        if (isOn) link.cork();
        else link.uncork();
      }
      const late = held;
      held = [];
      for (const run of late) run();
    },
    async close() {
      disconnect();
      upgrades.close();
      for (const link of links) link.destroy();
      await new Promise((resolve) => {
        http.close(resolve);
      });
    },
  };
}
