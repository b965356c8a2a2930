import { createHash, createHmac } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import {
  type LoopbackLimits,
  type LoopbackServer,
  startLoopbackServer,
} from '#src/infrastructure/http/loopback-server.ts';
import { connect } from '#src/transport/connect.ts';
import { serve } from '#src/transport/serve.ts';
import { createFakeEvents } from '#test/transport/fake-events.ts';
import { createFakeHandlers } from '#test/transport/fake-handlers.ts';
import { originOf, tokenOf, signIn, message, socketOf, talk, closing } from './loopback-client.ts';

let folder: string;
let server: LoopbackServer;
let started: LoopbackServer[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tapedeck-http-'));
  started = [];
  server = await start();
});

afterEach(async () => {
  for (const running of started) await running.close();
  rmSync(folder, { recursive: true });
});

const quiet = { info() {}, warn() {}, error() {} };

async function listen(port: number, limits: Partial<LoopbackLimits> = {}) {
  return startLoopbackServer({
    port,
    signInFiles: {
      address: join(folder, 'sign-in-address'),
      page: join(folder, 'sign-in.html'),
      sessions: join(folder, 'sign-in-sessions'),
    },
    readFile: (path) =>
      Promise.resolve(
        path === '/'
          ? { body: Buffer.from('<p>screen'), headers: { 'Content-Type': 'text/html' } }
          : undefined,
      ),
    health: () => Promise.resolve({ status: 'ok', workspace: 'Pension' }),
    isReady: () => true,
    onSocket: (socket) =>
      serve(socket, createFakeHandlers(), createFakeEvents(), {
        nextIncident: () => 'incident',
        onFault: (_incident, _where, fault) => {
          throw fault;
        },
        onMalformed: () => {},
      }),
    log: quiet,
    limits,
  });
}

async function start(limits: Partial<LoopbackLimits> = {}): Promise<LoopbackServer> {
  return startOn(0, limits);
}

async function startOn(port: number, limits: Partial<LoopbackLimits> = {}): Promise<LoopbackServer> {
  const result = await listen(port, limits);
  if (!result.ok) throw new Error(result.error.code);
  started.push(result.value);
  return result.value;
}

type Answer = {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
};

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** What comes first for a request that is written by hand. */
async function sendRaw(text: string): Promise<string> {
  const socket = connectTo(server.port, '127.0.0.1');
  socket.setEncoding('latin1');
  socket.write(text);
  const [first] = await once(socket, 'data');
  socket.destroy();
  return String(first);
}

async function healthFor(token: string): Promise<unknown> {
  return JSON.parse((await get('/health', { Authorization: `Bearer ${token}` })).body);
}

describe('pages', () => {
  it('are served', async () => {
    expect(await get('/')).toMatchObject({ status: 200, body: '<p>screen' });
  });

  it('tell any program of this machine that Tapedeck lives, and of its health only whoever brings a token', async () => {
    for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: tokenOf(server) }]) {
      const health = await get('/health', headers);
      expect(health.headers['content-type']).toMatch(/^application\/json/);
      expect(JSON.parse(health.body)).toEqual({ live: true, ready: true });
    }
    const single = tokenOf(server);
    const all = { live: true, ready: true, status: 'ok', workspace: 'Pension' };
    expect(await healthFor(single)).toEqual(all);
    // Asking has not used it up.
    const { session = '' } = await signIn(server, message(single));
    expect(await healthFor(session)).toEqual(all);
    expect(await healthFor(single)).toEqual({ live: true, ready: true });
  });

  it.each([['/nothing'], ['/../package.json'], ['/%2e%2e/package.json'], ['//etc/passwd'], ['/a\\..\\b']])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('are refused for another host name, port or origin, and for another method', async () => {
    for (const host of [
      'evil.example',
      'localhost',
      `localhost:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:1`,
    ]) {
      expect((await get('/health', { Host: host })).status).toBe(403);
    }
    expect((await get('/health', { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await get('/health', { Origin: 'null' })).status).toBe(403);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  // RFC 9112, 3.2: a server answers 400 to a request with more than one Host.
  it.each(['/', '/health', '/nothing', '/socket'])(
    'are refused where Host stands twice: %s',
    async (path) => {
      const ours = `127.0.0.1:${server.port}`;
      const upgrade =
        path === '/socket'
          ? `Origin: http://${ours}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`
          : '';
      for (const hosts of [
        [ours, 'evil.example'],
        ['evil.example', ours],
        [ours, ours],
      ]) {
        const lines = hosts.map((host) => `Host: ${host}\r\n`).join('');
        const answer = await sendRaw(
          `GET ${path} HTTP/1.1\r\n${lines.replace('Host', 'hOST')}${upgrade}\r\n`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      }
    },
  );
});

describe('signing in', () => {
  it('takes the token of the address once; the session goes on', async () => {
    const token = tokenOf(server);
    const first = await signIn(server, message(token));
    expect(first.session).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
    expect(first.session).not.toBe(token);

    expect((await signIn(server, message(token))).refused).toBe('4401');
    expect((await signIn(server, message(first.session ?? ''))).session).toBe(first.session);
    expect((await signIn(server, message(first.session ?? ''))).session).toBe(first.session);
  });

  it('leaves the next address in a file for its owner alone, until the end', async () => {
    const file = join(folder, 'sign-in-address');
    const before = readFileSync(file, 'utf8');
    expect(before).toBe(`${server.address()}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    await signIn(server, message(tokenOf(server)));

    const after = readFileSync(file, 'utf8').trim();
    expect(after).not.toBe(before.trim());
    expect((await signIn(server, message(after.split('#token=')[1] ?? ''))).session).toBeDefined();
    await server.close();
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  it('leaves a page that leads to it, which replaces whatever stood there, for its owner alone', async () => {
    const page = join(folder, 'sign-in.html');
    expect(readFileSync(page, 'utf8')).toContain(`content="0; url=${server.address()}"`);
    chmodSync(page, 0o644);
    symlinkSync('/dev/null', `${page}.new`);
    await signIn(server, message(tokenOf(server)));
    expect(readFileSync(page, 'utf8')).toContain(`content="0; url=${server.address()}"`);
    expect(lstatSync(page).mode & 0o777).toBe(0o600);
    await server.close();
    expect(existsSync(page)).toBe(false);
  });

  it('goes on after the program was started again on its port, and on no other', async () => {
    const { session = '' } = await signIn(server, message(tokenOf(server)));
    const { port } = server;
    await server.close();
    const elsewhere = await start();
    expect((await signIn(elsewhere, message(session))).refused).toBe('4401');
    await elsewhere.close();
    // Whoever was signed in on the other port took the place in the file.
    server = await startOn(port);
    expect((await signIn(server, message(session))).refused).toBe('4401');

    const next = (await signIn(server, message(tokenOf(server)))).session ?? '';
    await server.close();
    server = await startOn(port);
    expect((await signIn(server, message(next))).session).toBe(next);
  });

  it('keeps no token in its file, which is for its owner alone', async () => {
    const { session = '' } = await signIn(server, message(tokenOf(server)));
    const file = join(folder, 'sign-in-sessions');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const [id = '', secret = ''] = session.split('.');
    expect(readFileSync(file, 'utf8')).toContain(id);
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
  });

  it('proves first that it is the program that gave the session, bound to its address and to the question', async () => {
    const { session = '' } = await signIn(server, message(tokenOf(server)));
    const key = createHash('sha256').update(session).digest();
    const proof = createHmac('sha256', key)
      .update(`${originOf(server)}\nasked`)
      .digest('base64url');
    const question = JSON.stringify({ session: session.split('.')[0], nonce: 'asked' });
    const { answers, webSocket } = talk(server);
    webSocket.once('open', () => webSocket.send(question));
    expect(await answers(1)).toEqual([{ proof }]);
    webSocket.send(message(session));
    expect(await answers(2)).toEqual([{ proof }, { session }]);

    const wrong = talk(server);
    wrong.webSocket.once('open', () => wrong.webSocket.send(question));
    await wrong.answers(1);
    wrong.webSocket.send(message('wrong'));
    expect(await closing(wrong.webSocket)).toBe(4401);
    expect((await signIn(server, JSON.stringify({ session: 'unknown', nonce: 'asked' }))).refused).toBe(
      '4401',
    );
  });

  it.each([['{"token":"wrong"}'], ['{"token":7}'], ['{}'], ['nonsense'], ['null'], ['']])(
    'refuses %j as the first message',
    async (text) => {
      expect((await signIn(server, text)).refused).toBe('4401');
    },
  );

  it('refuses other origins, and programs without a token in the header', async () => {
    const text = message(tokenOf(server));
    for (const headers of [
      { Origin: 'http://evil.example' },
      { Origin: `http://localhost:${server.port}` },
      { Origin: `https://127.0.0.1:${server.port}` },
      { Origin: 'http://127.0.0.1' },
      { Origin: 'null' },
      {},
      { Origin: originOf(server), Host: `localhost:${server.port}` },
      { Origin: 'http://evil.example', Authorization: `Bearer ${tokenOf(server)}` },
    ]) {
      expect((await signIn(server, text, headers as Record<string, string>)).refused).toBe('403');
    }
    const program = await signIn(server, undefined, { Authorization: `Bearer ${tokenOf(server)}` });
    expect(program.session).toBeDefined();
  });

  // RFC 6455, 4.2.2: a protocol is agreed to only by who speaks it. Of Tapedeck there is none.
  it.each(['chat', 'chat, other', 'tapedeck'])('refuses a socket that is to speak %s', async (protocols) => {
    const asks = { Origin: originOf(server), 'Sec-WebSocket-Protocol': protocols };
    expect((await signIn(server, message(tokenOf(server)), asks)).refused).toBe('400');
    const program = { Authorization: `Bearer ${tokenOf(server)}`, 'Sec-WebSocket-Protocol': protocols };
    expect((await signIn(server, undefined, program)).refused).toBe('400');
  });

  it('does not wait for ever', async () => {
    const impatient = await start({ signInMilliseconds: 20 });
    expect((await signIn(impatient, undefined)).refused).toBe('4401');
  });
});

describe('a signed-in socket', () => {
  it('carries calls', async () => {
    const { webSocket } = await signIn(server, message(tokenOf(server)));
    const client = connect(socketOf(webSocket), (fault) => {
      throw fault;
    });
    expect(await client.call('imports.begin', { fileName: 'a.csv' })).toEqual({
      ok: true,
      value: { importId: 'import-1' },
    });
  });

  it('is closed by a malformed, a binary, a too large message, and by too many', async () => {
    const small = await start({ messageBytes: 2000, messagesPerSecond: 5, sockets: 8 });
    for (const [send, code] of [
      [(webSocket: WebSocket) => webSocket.send('{'), 1008],
      [(webSocket: WebSocket) => webSocket.send(Buffer.from([1, 2])), 1008],
      [(webSocket: WebSocket) => webSocket.send('x'.repeat(3000)), 1009],
      [
        (webSocket: WebSocket) => {
          for (let id = 0; id < 20; id += 1) webSocket.send(JSON.stringify({ type: 'unsubscribe', id }));
        },
        1008,
      ],
    ] as const) {
      const { webSocket } = await signIn(small, message(tokenOf(small)));
      const closed = closing(webSocket);
      send(webSocket);
      expect(await closed).toBe(code);
    }
  });

  it('is one of a few', async () => {
    const narrow = await start({ sockets: 1 });
    const { session } = await signIn(narrow, message(tokenOf(narrow)));
    expect((await signIn(narrow, message(session ?? ''))).refused).toBe('503');
  });
});

it('a taken port is named', async () => {
  expect(await listen(server.port)).toEqual({ ok: false, error: { code: 'PORT_TAKEN', port: server.port } });
});
