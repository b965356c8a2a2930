/** What a program, or a page by what a browser lets it send, can try at the loopback server. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { attackInjector, type Attack } from './attack.ts';
import { openDoor, type Door } from './door.ts';

/** The port is known when the door is open. */
type Of = (door: Pick<Door, 'port' | 'token'>) => string;
const nowhere = { port: 0, token: () => 'token' };

/** Names that lead to 127.0.0.1 or look as if, and forms of the right one that are not it. */
const names = [
  'evil.example',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '127.1',
  '127.0.0.1.',
  '0.0.0.0',
  '[::1]',
  '2130706433',
  '0x7f000001',
  '017700000001',
  '127.0.0.1.nip.io',
  'localtest.me',
  '127.0.0.2',
  '[::ffff:127.0.0.1]',
  'tapedeck',
  '',
];

const hosts: readonly Of[] = [
  ...names.map(
    (name): Of =>
      () =>
        name,
  ),
  ...names.map(
    (name): Of =>
      ({ port }) =>
        `${name}:${port}`,
  ),
  () => '127.0.0.1',
  ({ port }) => `127.0.0.1:${port + 1}`,
  ({ port }) => `127.0.0.1:0${port}`,
  ({ port }) => `127.0.0.1:${port}.evil.example`,
  ({ port }) => `evil.example@127.0.0.1:${port}`,
  ({ port }) => `127.0.0.1:${port}@evil.example`,
  ({ port }) => `127.0.0.1:${port}/`,
  ({ port }) => `127.0.0.1:${port}#`,
  ({ port }) => `http://127.0.0.1:${port}`,
  ({ port }) => `127.0.0.1:${port}, evil.example`,
  ({ port }) => `127.0.0.1:${port}\t.evil.example`,
  ({ port }) => `127.0.0.1%00:${port}`,
];

const origins: readonly Of[] = [
  ...[
    'http://evil.example',
    'https://evil.example',
    'null',
    'file://',
    'chrome-extension://abcdefghijklmnop',
    'app://tapedeck',
    '',
    'http://localhost',
    'about:blank',
    'data:',
    'blob:null',
  ].map(
    (origin): Of =>
      () =>
        origin,
  ),
  ({ port }) => `http://localhost:${port}`,
  ({ port }) => `https://127.0.0.1:${port}`,
  ({ port }) => `ws://127.0.0.1:${port}`,
  ({ port }) => `http://127.0.0.1:${port + 1}`,
  () => 'http://127.0.0.1',
  ({ port }) => `http://127.0.0.1:${port}/`,
  ({ port }) => `http://127.0.0.1:${port}.evil.example`,
  ({ port }) => `http://evil.example:${port}`,
  ({ port }) => `http://127.0.0.1:${port}@evil.example`,
  ({ port }) => `http://user@127.0.0.1:${port}`,
  ({ port }) => `HTTP://127.0.0.1:${port}`,
  ({ port }) => `http://127.0.0.1:${port}, http://evil.example`,
  ({ port }) => `http://127.0.0.1:${port} http://evil.example`,
  ({ port }) => `http://[::1]:${port}`,
  ({ port }) => `http://127.1:${port}`,
  ({ port }) => `http://0.0.0.0:${port}`,
];

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** An answer that gives something: a page, the health, a socket. */
function gotOf(answer: string): string | undefined {
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? '';
  return /^(?:101|2\d\d)$/.test(status) ? `answered ${status}` : undefined;
}

function request(what: string, path: string, headers: (door: Door) => string): Attack<Door> {
  return {
    what: `${what} at ${path}`,
    attempt: async (door) => gotOf(await door.send(`GET ${path} HTTP/1.1\r\n${headers(door)}\r\n`)),
  };
}

const ours: Of = ({ port }) => `127.0.0.1:${port}`;

const atHost = hosts.flatMap((host) => {
  const what = `Host: ${host(nowhere)}`;
  return [
    request(what, '/', (door) => `Host: ${host(door)}\r\n`),
    request(what, '/health', (door) => `Host: ${host(door)}\r\n`),
    request(what, '/socket', (door) => `Host: ${host(door)}\r\nOrigin: http://${ours(door)}\r\n${upgrade}`),
  ];
});

const fromOrigin = origins.flatMap((origin) => {
  const what = `Origin: ${origin(nowhere)}`;
  return [
    request(what, '/', (door) => `Host: ${ours(door)}\r\nOrigin: ${origin(door)}\r\n`),
    request(what, '/health', (door) => `Host: ${ours(door)}\r\nOrigin: ${origin(door)}\r\n`),
    request(what, '/socket', (door) => `Host: ${ours(door)}\r\nOrigin: ${origin(door)}\r\n${upgrade}`),
    // Even with the token: a page that has it has it from nowhere good.
    request(`${what} with the token`, '/socket', (door) =>
      origin(door) === 'null' || origin(door) === ''
        ? `Host: ${ours(door)}\r\nOrigin: ${origin(door)}\r\nAuthorization: Bearer\r\n${upgrade}`
        : `Host: ${ours(door)}\r\nOrigin: ${origin(door)}\r\nAuthorization: Bearer ${door.token()}\r\n${upgrade}`,
    ),
  ];
});

const oddRequests: readonly Attack<Door>[] = [
  request('no origin and no token', '/socket', (door) => `Host: ${ours(door)}\r\n${upgrade}`),
  request('no host', '/', () => ''),
  request(
    'a path behind the socket',
    '/socket/',
    (door) => `Host: ${ours(door)}\r\nOrigin: http://${ours(door)}\r\n${upgrade}`,
  ),
  request(
    'a query at the socket',
    '/socket?token=x',
    (door) => `Host: ${ours(door)}\r\nOrigin: http://${ours(door)}\r\n${upgrade}`,
  ),
  ...['chat', 'chat, other', 'tapedeck'].map((protocols) =>
    request(
      `a socket that is to speak ${protocols}`,
      '/socket',
      (door) =>
        `Host: ${ours(door)}\r\nOrigin: http://${ours(door)}\r\nSec-WebSocket-Protocol: ${protocols}\r\n${upgrade}`,
    ),
  ),
  ...['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'PROPFIND'].map(
    (method): Attack<Door> => ({
      what: method,
      attempt: async (door) =>
        gotOf(await door.send(`${method} / HTTP/1.1\r\nHost: ${ours(door)}\r\nContent-Length: 0\r\n\r\n`)),
    }),
  ),
  ...[
    '/../package.json',
    '/%2e%2e/package.json',
    '//etc/passwd',
    '/..%5cpackage.json',
    '/.%00./x',
    'http://evil.example/',
    '/assets/../../main/main.js',
    '/sign-in-address',
    '/sign-in.html',
    '/tapedeck.log',
    '/file:///etc/passwd',
  ].map((path) => request('a path', path, (door) => `Host: ${ours(door)}\r\n`)),
];

/** What is near the token, or nothing like one. */
const wrongTokens: readonly Of[] = [
  () => '',
  () => 'x',
  () => 'undefined',
  (door) => door.token().slice(0, -1),
  (door) => `${door.token()}A`,
  (door) => door.token().toLowerCase(),
  (door) => door.token().toUpperCase(),
  (door) => ` ${door.token()}`,
  (door) => `${door.token()}\u0000`,
  (door) => door.token().split('').toReversed().join(''),
  () => 'A'.repeat(43),
  () => 'A'.repeat(1_000_000),
  () => '\u{1F511}',
];

const messages: readonly Attack<Door>[] = [
  ...wrongTokens.map((token, index): Attack<Door> => ({
    what: `wrong token ${index}`,
    attempt: async (door) =>
      (await door.signIn(JSON.stringify({ token: token(door) }))) ? 'signed in' : undefined,
  })),
  ...(
    [
      ['in a list', (door: Door) => JSON.stringify({ token: [door.token()] })],
      ['in an object', (door: Door) => JSON.stringify({ token: { token: door.token() } })],
      ['bare', (door: Door) => door.token()],
      ['as a text', (door: Door) => JSON.stringify(door.token())],
      ['by another name', (door: Door) => JSON.stringify({ Token: door.token() })],
      ['as a session', (door: Door) => JSON.stringify({ session: door.token(), nonce: 'x' })],
      ['in a prototype', () => '{"__proto__":{"token":"x"}}'],
      ['in 3 MB', () => JSON.stringify({ token: 'x', more: 'y'.repeat(3_000_000) })],
      ['in nests', () => '['.repeat(100_000)],
    ] as const
  ).map(([what, first]): Attack<Door> => ({
    what: `token ${what}`,
    attempt: async (door) => ((await door.signIn(first(door))) ? 'signed in' : undefined),
  })),
  {
    what: 'wrong bearers',
    attempt: async (door) => {
      for (let time = 0; time < 30; time += 1)
        if (await door.signIn(undefined, { Authorization: `Bearer wrong${time}` })) return 'signed in';
      return undefined;
    },
  },
];

const together: readonly Attack<Door>[] = [
  {
    what: 'one token, used 40 times at once',
    async attempt(door) {
      const first = JSON.stringify({ token: door.token() });
      const tries = await Promise.all(Array.from({ length: 40 }, () => door.signIn(first)));
      const signedIn = tries.filter(Boolean).length;
      return signedIn === 1 ? undefined : `${signedIn} signed in`;
    },
  },
  {
    what: 'a token that was used',
    async attempt(door) {
      const first = JSON.stringify({ token: door.token() });
      await door.signIn(first);
      return (await door.signIn(first)) ? 'signed in' : undefined;
    },
  },
  {
    what: '300 connections that say nothing, and 100 sockets that never sign in',
    async attempt(door) {
      const sockets = Array.from({ length: 300 }, () =>
        connect(door.port, '127.0.0.1').on('error', () => {}),
      );
      await Promise.all(sockets.map((socket) => once(socket, 'connect').catch(() => {})));
      for (const socket of sockets.slice(0, 100))
        socket.write(
          `GET /socket HTTP/1.1\r\nHost: ${ours(door)}\r\nOrigin: http://${ours(door)}\r\n${upgrade}\r\n`,
        );
      const isIn = await door.isTraderIn();
      const isOpen = await door.signIn(JSON.stringify({ token: door.token() }));
      for (const socket of sockets) socket.destroy();
      if (!isIn) return 'the trader is out';
      return isOpen ? undefined : 'the door is blocked';
    },
  },
];

const hostTwice = ['/', '/health', '/socket'].flatMap((path) =>
  [
    (door: Door) => `Host: ${ours(door)}\r\nHost: evil.example\r\n`,
    (door: Door) => `Host: evil.example\r\nHost: ${ours(door)}\r\n`,
    (door: Door) => `Host: ${ours(door)}\r\nHost: ${ours(door)}\r\n`,
  ].map((twice) =>
    request('Host twice', path, (door) =>
      path === '/socket' ? `${twice(door)}Origin: http://${ours(door)}\r\n${upgrade}` : twice(door),
    ),
  ),
);
const list = [...atHost, ...hostTwice, ...fromOrigin, ...oddRequests, ...messages, ...together];

export const doorAttacks = attackInjector<Door>({
  name: 'door',
  what: 'strangers at the loopback server',
  attacks: list.map(({ what, attempt }) => ({
    what,
    async attempt(door) {
      const got = await attempt(door);
      return got ?? ((await door.isTraderIn()) ? undefined : 'the trader is out');
    },
  })),
  open: openDoor,
});
