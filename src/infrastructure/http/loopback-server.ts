import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { err, ok, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import { keepDoorFree } from '#src/infrastructure/http/connections.ts';
import { createSignIn, type SignIn, type SignInFiles } from '#src/infrastructure/http/sign-in.ts';
import { type TextSocket, textSocketOf } from '#src/infrastructure/http/text-socket.ts';
import type { Log } from '#src/ports/log.ts';

// An import would read every name of it, and one of them loads a whole client, at every start.
const { createServer } = process.getBuiltinModule('node:http');

const host = '127.0.0.1';
/**
 * All ports of a host share its cookies. A browser keeps at most 180 of a host, of 4 KiB each, and sends them all: Node's own limit
 * of 16 KiB would let any program or page on another port keep the trader out. Of Tapedeck there is none.
 */
const largestHead = 1024 * 1024;
/** Of a socket that is not signed in, in bytes: its two messages have some hundred. */
const largestSignIn = 64 * 1024;
/** Milliseconds: far less than a tab may be away. */
const noteConnectedEvery = 60 * 60 * 1000;
/** The close code that tells a tab that its token is not accepted. */
const signInRefused = 4401;

export type LoopbackLimits = {
  readonly messageBytes: number;
  readonly messagesPerSecond: number;
  /** Signed in. */
  readonly sockets: number;
  /** Sockets that have not shown their token yet; one more takes the place of the oldest. */
  readonly signingIn: number;
  /** Of any kind that is not signed in. */
  readonly connections: number;
  readonly signInMilliseconds: number;
};

const defaultLimits: LoopbackLimits = {
  messageBytes: 4 * 1024 * 1024,
  messagesPerSecond: 20_000,
  sockets: 16,
  signingIn: 16,
  connections: 128,
  signInMilliseconds: 5000,
};

export type WebFile = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

export type LoopbackOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly signInFiles: SignInFiles;
  /** The file at a path of the address, undefined where there is none. */
  readonly readFile: (path: string, origin: string) => Promise<WebFile | undefined>;
  /** For whoever brings a token. Others hear only that the program lives, and whether it takes calls. */
  readonly health: () => Promise<object>;
  readonly isReady: () => boolean;
  /** A signed-in screen. */
  readonly onSocket: (socket: TextSocket) => void;
  /** Bounded: whatever runs on this machine can have something written. */
  readonly log: Log;
  readonly limits?: Partial<LoopbackLimits>;
};

export type LoopbackServer = {
  readonly port: number;
  /** The address that signs the next browser in. */
  address(): string;
  close(): Promise<void>;
};

export type ListenFailure = { readonly code: 'PORT_TAKEN' | 'PORT_REFUSED'; readonly port: number };

/**
 * The browser shell's door. Wrong tokens are refused and not counted: 256 bits are not guessed, and whoever could lock the
 * door by guessing would lock out the trader. On the loopback interface only; exact Host and Origin, so that no other page, and no name
 * that was pointed at 127.0.0.1, can speak to it; a socket is nobody's until its first message has signed it in.
 */
export async function startLoopbackServer(
  options: LoopbackOptions,
): Promise<Result<LoopbackServer, ListenFailure>> {
  const { log, health, readFile, onSocket } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const server = createServer({
    maxHeaderSize: largestHead,
    requestTimeout: 10_000,
    headersTimeout: 5000,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: 1000,
  });
  const connections = keepDoorFree(server, limits.connections);
  const failure = await listen(server, options.port);
  if (failure !== undefined) return err(failure);

  const port = portOf(server);
  const authority = `${host}:${port}`;
  const origin = `http://${authority}`;
  const signIn = createSignIn(port, origin, options.signInFiles);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
  });
  /** In the order in which they came. */
  const signingIn = new Map<WebSocket, NodeJS.Timeout>();
  /** With the token of its session. */
  const signedIn = new Map<WebSocket, Secret>();

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (hostsOf(request) > 1) return sendText(response, 400, 'Host has to stand once.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(response, 405, 'Only GET is answered.');
    if (request.headers.host !== authority) return sendText(response, 403, `Only ${origin} is answered.`);
    const from = request.headers.origin;
    if (from !== undefined && from !== origin)
      return sendText(response, 403, 'Another origin is not answered.');
    connections.answered(request.socket);
    // What is no address is not there: nobody may have an error logged who has not even shown a token.
    const pathname = URL.parse(`${origin}${request.url ?? '/'}`)?.pathname ?? '';
    if (pathname === '/health') return sendJson(response, await healthFor(request));
    const file = await readFile(pathname, origin);
    if (file === undefined) return sendText(response, 404, 'There is nothing here.');
    response.writeHead(200, { ...file.headers, 'Content-Length': file.body.length });
    response.end(file.body);
  }

  async function healthFor({ headers }: IncomingMessage): Promise<object> {
    const bearer = bearerOf(headers.authorization);
    const brief = { live: true, ready: options.isReady() };
    return bearer !== undefined && signIn.knows(bearer) ? { ...brief, ...(await health()) } : brief;
  }

  /** Connections whose answer is not there yet. */
  const answering = new WeakSet<Duplex>();

  server.on('request', (request, response) => {
    const { socket } = request;
    // Node hands over all that came at once, and a file would be read for each. Browsers ask for one after the other.
    if (answering.has(socket)) return void socket.destroy();
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
    respond(request, response).catch((error: unknown) => {
      log.error('a request failed', { path: request.url?.split('?')[0]?.slice(0, 200), error });
      if (!response.headersSent) sendText(response, 500, 'Something went wrong; it is in the log.');
      else response.destroy();
    });
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request);
    if (refusal === undefined) {
      sockets.handleUpgrade(request, stream, head, (webSocket) => receive(webSocket, request));
    } else {
      log.warn('a socket was refused', { status: refusal });
      stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    }
  });

  function refusalOf(request: IncomingMessage): string | undefined {
    const { url, headers } = request;
    if (hostsOf(request) > 1) return '400 Bad Request';
    if (url !== '/socket') return '404 Not Found';
    if (headers.host !== authority) return '403 Forbidden';
    // A program has no origin; a page with none, or with the opaque "null", is not ours.
    const anonymous = headers.origin === undefined || headers.origin === 'null';
    if (anonymous ? bearerOf(headers.authorization) === undefined : headers.origin !== origin)
      return '403 Forbidden';
    // What is spoken here has no name: `ws` would agree to the first of those that are offered.
    if (headers['sec-websocket-protocol'] !== undefined) return '400 Bad Request';
    if (signedIn.size >= limits.sockets) return '503 Service Unavailable';
    return undefined;
  }

  function receive(webSocket: WebSocket, request: IncomingMessage): void {
    webSocket.on('error', (error) => log.warn('a socket failed', { error: error.message }));
    const bearer = bearerOf(request.headers.authorization);
    if (bearer !== undefined) return admit(webSocket, request, bearer);
    connections.answered(request.socket);
    if (signingIn.size >= limits.signingIn) [...signingIn.keys()][0]?.terminate();
    const timer = setTimeout(
      () => webSocket.close(signInRefused, 'no sign-in came'),
      limits.signInMilliseconds,
    );
    signingIn.set(webSocket, timer);
    webSocket.once('close', () => forget(webSocket));
    limitSignIn(webSocket, request.socket);
    webSocket.once('message', (data) => {
      const first = textsIn(data);
      const proof = first['session'] && first['nonce'] && signIn.prove(first['session'], first['nonce']);
      if (!proof) return admit(webSocket, request, first['token']);
      // The tab shows its token only to a program that has proven to be the one that gave it.
      webSocket.once('message', (next) => admit(webSocket, request, textsIn(next)['token']));
      webSocket.send(JSON.stringify({ proof }));
    });
  }

  /** Whatever they come as: one long message, one that never ends, or pings. */
  function limitSignIn(webSocket: WebSocket, socket: Socket): void {
    const most = socket.bytesRead + largestSignIn;
    function count(): void {
      if (!signingIn.has(webSocket)) socket.off('data', count);
      else if (socket.bytesRead > most) webSocket.terminate();
    }
    socket.on('data', count);
  }

  function forget(webSocket: WebSocket): void {
    clearTimeout(signingIn.get(webSocket));
    signingIn.delete(webSocket);
  }

  function admit(webSocket: WebSocket, { socket }: IncomingMessage, token: string | undefined): void {
    forget(webSocket);
    const session = token === undefined ? undefined : signIn.accept(token);
    if (session === undefined) {
      webSocket.close(signInRefused, 'the token is not accepted');
      return;
    }
    connections.admitted(socket);
    signedIn.set(webSocket, new Secret(session));
    webSocket.once('close', () => {
      signedIn.delete(webSocket);
      signIn.noteConnected(session);
    });
    webSocket.send(JSON.stringify({ session }));
    onSocket(textSocketOf(webSocket, limits.messagesPerSecond));
  }

  /** A tab counts as away from when it was last connected on, and not from when it connected. */
  function noteConnected(): void {
    for (const session of signedIn.values()) signIn.noteConnected(session.reveal());
  }

  const noting = setInterval(noteConnected, noteConnectedEvery);
  noting.unref();

  function close(): Promise<void> {
    clearInterval(noting);
    noteConnected();
    return closeAll(server, sockets, signIn);
  }

  return ok({ port, address: () => signIn.address(), close });
}

async function listen(server: Server, port: number): Promise<ListenFailure | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve({ code: 'PORT_TAKEN', port });
      else if (error.code === 'EACCES') resolve({ code: 'PORT_REFUSED', port });
      else reject(error);
    });
    server.listen(port, host, () => resolve(undefined));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address.port;
}

function closeAll(server: Server, sockets: WebSocketServer, signIn: SignIn): Promise<void> {
  signIn.close();
  for (const webSocket of sockets.clients) webSocket.terminate();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
}

/** As RFC 9112, 3.2 asks; Node takes the first and refuses only where there is none. */
function hostsOf({ headersDistinct }: IncomingMessage): number {
  return headersDistinct['host']?.length ?? 0;
}

/** The texts of a message of the sign-in; nothing of what is none. */
function textsIn(data: unknown): Readonly<Record<string, string>> {
  try {
    const message: unknown = Buffer.isBuffer(data) ? JSON.parse(data.toString()) : undefined;
    const entries = typeof message === 'object' && message !== null ? Object.entries(message) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${text}\n`);
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  response.end(`${JSON.stringify(value)}\n`);
}
