import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { WebSocketServer, type WebSocket } from 'ws';

import type { Session, SessionFrame } from './session.ts';
import { VenueBook } from './venue-book.ts';
import { klinesOf } from './venue-klines.ts';

export type ReplayOptions = {
  readonly session: Session;
  /**
   * `fast`: everything of a symbol as soon as its depth stream is subscribed. A number: that many times the recorded
   * speed. `manual`: only what `play` asks for.
   */
  readonly pace?: 'fast' | 'manual' | number;
  /** What is sent in the place of a frame; `index` counts the symbol's frames of this stream. As it is, by default. */
  readonly send?: (frame: SessionFrame, index: number) => readonly string[];
  /** Whether it counts the weight of each request, as the venue does, and reports that. */
  readonly weighs?: boolean;
};

type Refusal = { readonly status: number; readonly retryAfter: number; readonly times: number };

export type BinanceReplay = {
  readonly restUrl: string;
  readonly streamUrl: string;
  /** Path and query of every request so far. */
  readonly requests: readonly string[];
  /** Streams that are subscribed on any connection. */
  subscribed(): readonly string[];
  connections(): number;
  /** How many messages clients sent over their sockets. */
  messages(): number;
  /** Resolves when a client's next message of the method has been obeyed. */
  nextMessage(method: 'SUBSCRIBE' | 'UNSUBSCRIBE'): Promise<void>;
  /** Sends the next frames of the symbol, all by default. The venue's book moves even when nobody listens. */
  play(symbol: string, count?: number): void;
  /** The venue's own book of the symbol as it is now. */
  truth(symbol: string): ReturnType<VenueBook['depth']>;
  /** Sends a text to every connection. */
  broadcast(text: string | Buffer): void;
  disconnect(): void;
  /** Refuses new sockets with 503 until it is called with false. */
  refuseSockets(refuse: boolean): void;
  /** Answers subscriptions no more. */
  ignoreMessages(): void;
  /** Answers a subscription that has the stream as the venue does one of a name that it does not know: with none of it. */
  refuseStream(stream: string): void;
  /** Sends nothing more of the symbol to anybody, while its book moves on. */
  silence(symbol: string): void;
  /** Answers the next REST requests with this instead. */
  refuseRequests(refusal: Refusal): void;
  /** Lets every further REST request wait for ever, until the returned function is called. */
  holdRequests(): () => void;
  /** As the venue's minute ends. */
  nextMinute(): void;
  /** The request weight that every further answer reports. */
  reportWeight(weight: number): void;
  /** Answers the next depth request with this body. */
  answerDepthOnce(body: string): void;
  close(): Promise<void>;
};

type Market = {
  readonly frames: readonly SessionFrame[];
  readonly book: VenueBook;
  readonly sentOfStream: Map<string, number>;
  next: number;
  firstSnapshot: string | undefined;
  timer: NodeJS.Timeout | undefined;
};

type StreamRequest = { readonly method: string; readonly params: readonly string[]; readonly id: number };

/** Of a side without orders. */
const zeros = ['0.00000000', '0.00000000'] as const;

/** As the venue's documents have it. */
function weightOf({ pathname, searchParams }: URL): number {
  if (pathname === '/api/v3/exchangeInfo') return 20;
  if (pathname !== '/api/v3/depth') return 2;
  const limit = Number(searchParams.get('limit') ?? 100);
  if (limit <= 100) return 5;
  if (limit <= 500) return 25;
  return limit <= 1000 ? 50 : 250;
}

const pingIntervalMs = 20_000;

/** A loopback server that speaks the wire of Binance's public spot market from a session. */
export async function startBinanceReplay({
  session,
  pace = 'fast',
  send,
  weighs = false,
}: ReplayOptions): Promise<BinanceReplay> {
  const requests: string[] = [];
  const markets = new Map<string, Market>();
  const sockets = new Map<WebSocket, Set<string>>();
  const depthAnswers: string[] = [];
  let refusal: Refusal = { status: 429, retryAfter: 1, times: 0 };
  let refusing = false;
  let ignoring = false;
  let refusedStream: string | undefined;
  const silent = new Set<string>();
  let holding = false;
  let weight = weighs ? 0 : 1;
  let messages = 0;
  const awaited: { readonly method: string; readonly resolve: () => void }[] = [];
  for (const [symbol, snapshot] of session.snapshots) {
    markets.set(symbol, {
      frames: session.frames.filter((frame) => frame.symbol === symbol),
      book: new VenueBook(snapshot),
      sentOfStream: new Map(),
      next: 0,
      firstSnapshot: snapshot,
      timer: undefined,
    });
  }

  function play(symbol: string, count = Infinity): void {
    const market = marketOf(symbol);
    for (let left = count; left > 0 && market.next < market.frames.length; left -= 1) playNext(market);
  }

  function playNext(market: Market): void {
    const frame = market.frames[market.next];
    if (frame === undefined) return;
    market.next += 1;
    if (frame.isDepth) market.book.apply(frame.text);
    const index = market.sentOfStream.get(frame.stream) ?? 0;
    market.sentOfStream.set(frame.stream, index + 1);
    if (frame.isDepth && !subscribed().includes(frame.stream)) market.firstSnapshot = undefined;
    if (silent.has(frame.symbol)) return;
    const texts = send === undefined ? [frame.text] : send(frame, index);
    for (const [socket, streams] of sockets) {
      if (streams.has(frame.stream)) for (const text of texts) socket.send(text);
    }
  }

  function subscribed(): string[] {
    return [...sockets.values()].flatMap((set) => [...set]);
  }

  function playTimed(market: Market, speed: number): void {
    const [played, next] = [market.frames[market.next - 1], market.frames[market.next]];
    if (next === undefined || market.timer !== undefined) return;
    market.timer = setTimeout(
      () => {
        market.timer = undefined;
        playNext(market);
        playTimed(market, speed);
      },
      (next.time - (played?.time ?? next.time)) / speed,
    );
  }

  function marketOf(symbol: string): Market {
    const market = markets.get(symbol);
    if (market === undefined) throw new Error(`the session has no symbol ${symbol}`);
    return market;
  }

  function onMessage(socket: WebSocket, streams: Set<string>, text: string): void {
    messages += 1;
    if (ignoring) return;
    const { method, params, id }: StreamRequest = JSON.parse(text);
    if (method === 'SUBSCRIBE' && params.some((stream) => stream === refusedStream)) {
      socket.send(JSON.stringify({ error: { code: 2, msg: 'Invalid request: invalid stream name' }, id }));
      return;
    }
    for (const stream of params) {
      if (method === 'SUBSCRIBE') streams.add(stream);
      else streams.delete(stream);
    }
    socket.send(JSON.stringify({ result: null, id }));
    for (const waiting of awaited.filter((entry) => entry.method === method)) {
      awaited.splice(awaited.indexOf(waiting), 1);
      waiting.resolve();
    }
    if (method !== 'SUBSCRIBE' || pace === 'manual') return;
    for (const stream of params.filter((name) => name.includes('@depth'))) {
      const market = markets.get(stream.slice(0, stream.indexOf('@')).toUpperCase());
      if (market === undefined) continue;
      if (pace === 'fast') while (market.next < market.frames.length) playNext(market);
      else playTimed(market, pace);
    }
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push(`${url.pathname}${url.search}`);
    if (holding) return;
    response.setHeader('content-type', 'application/json');
    if (weighs) weight += weightOf(url);
    response.setHeader('x-mbx-used-weight-1m', String(weight));
    if (refusal.times > 0) {
      refusal = { ...refusal, times: refusal.times - 1 };
      response.writeHead(refusal.status, { 'retry-after': String(refusal.retryAfter) });
      response.end('{"code":-1003,"msg":"Too many requests."}');
      return;
    }
    const body = answerOf(url);
    if (body === undefined) response.writeHead(400);
    response.end(body ?? '{"code":-1121,"msg":"Invalid symbol."}');
  }

  function answerOf(url: URL): string | undefined {
    const market = markets.get(url.searchParams.get('symbol') ?? '');
    switch (url.pathname) {
      case '/api/v3/ping':
        return '{}';
      case '/api/v3/exchangeInfo':
        return session.exchangeInfo;
      case '/api/v3/depth':
        return market === undefined
          ? undefined
          : (depthAnswers.shift() ?? depthOf(market, Number(url.searchParams.get('limit') ?? 100)));
      case '/api/v3/ticker/bookTicker':
        return market === undefined ? undefined : bestOf(market);
      case '/api/v3/klines':
        return market === undefined ? undefined : klineAnswer(market, url.searchParams);
      default:
        return undefined;
    }
  }

  /** The first answer is the recorded one, unless frames went by unheard; later ones hold what has been played since. */
  function depthOf(market: Market, limit: number): string {
    const first = market.firstSnapshot;
    market.firstSnapshot = undefined;
    return first ?? JSON.stringify(market.book.depth(limit));
  }

  function bestOf(market: Market): string {
    const { bids, asks } = market.book.depth(1);
    const [[bidPrice, bidQty] = zeros] = bids;
    const [[askPrice, askQty] = zeros] = asks;
    return JSON.stringify({ bidPrice, bidQty, askPrice, askQty });
  }

  function klineAnswer(market: Market, query: URLSearchParams): string {
    const rows = klinesOf(market.frames, {
      symbol: query.get('symbol') ?? '',
      interval: query.get('interval') ?? '',
      from: Number(query.get('startTime') ?? 0),
      to: Number(query.get('endTime') ?? Date.now()),
      limit: Number(query.get('limit') ?? 500),
      price: market.book.depth(1).bids[0]?.[0] ?? '1.00000000',
    });
    return JSON.stringify(rows ?? []);
  }

  const http = createServer(onRequest);
  const streams = new WebSocketServer({
    server: http,
    path: '/stream',
    verifyClient: (_, done) => done(!refusing, 503),
  });
  streams.on('connection', (socket) => {
    const names = new Set<string>();
    sockets.set(socket, names);
    socket.on('message', (data: Buffer) => onMessage(socket, names, data.toString()));
    socket.on('close', () => sockets.delete(socket));
  });
  const pings = setInterval(() => {
    for (const socket of sockets.keys()) socket.ping(String(Date.now()));
  }, pingIntervalMs);
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;

  return {
    restUrl: `http://127.0.0.1:${port}`,
    streamUrl: `ws://127.0.0.1:${port}`,
    requests,
    subscribed,
    connections: () => sockets.size,
    messages: () => messages,
    nextMessage: (method) => new Promise((resolve) => void awaited.push({ method, resolve })),
    play,
    truth: (symbol) => marketOf(symbol).book.depth(),
    broadcast(text) {
      for (const socket of sockets.keys()) socket.send(text);
    },
    disconnect() {
      for (const socket of sockets.keys()) socket.terminate();
    },
    refuseSockets(refuse) {
      refusing = refuse;
    },
    ignoreMessages() {
      ignoring = true;
    },
    refuseStream(stream) {
      refusedStream = stream;
    },
    silence: (symbol) => void silent.add(symbol),
    refuseRequests(next) {
      refusal = next;
    },
    holdRequests() {
      holding = true;
      return () => void (holding = false);
    },
    nextMinute() {
      weight = 0;
    },
    reportWeight(next) {
      weight = next;
    },
    answerDepthOnce: (body) => void depthAnswers.push(body),
    async close() {
      clearInterval(pings);
      for (const { timer } of markets.values()) clearTimeout(timer);
      for (const socket of sockets.keys()) socket.terminate();
      streams.close();
      http.closeAllConnections();
      await new Promise((resolve) => {
        http.close(resolve);
      });
    },
  };
}
