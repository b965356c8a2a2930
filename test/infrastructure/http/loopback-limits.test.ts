import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import {
  type LoopbackLimits,
  type LoopbackServer,
  startLoopbackServer,
} from '#src/infrastructure/http/loopback-server.ts';
import { message, originOf, signIn, talk, tokenOf } from './loopback-client.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tapedeck-limits-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** How many files were read. */
let reads: number;

async function start(limits: Partial<LoopbackLimits> = {}): Promise<LoopbackServer> {
  reads = 0;
  const result = await startLoopbackServer({
    port: 0,
    signInFiles: {
      address: join(folder, 'sign-in-address'),
      page: join(folder, 'sign-in.html'),
      sessions: join(folder, 'sign-in-sessions'),
    },
    readFile: () => {
      reads += 1;
      return Promise.resolve({ body: Buffer.from('screen'), headers: {} });
    },
    health: () => Promise.resolve({}),
    isReady: () => true,
    // An echo: whoever is in can be told from whoever is not.
    onSocket: (socket) => socket.onMessage((text) => socket.send(text)),
    log: { info() {}, warn() {}, error() {} },
    limits,
  });
  if (!result.ok) throw new Error(result.error.code);
  onTestFinished(() => result.value.close());
  return result.value;
}

async function isIn(webSocket: WebSocket): Promise<boolean> {
  if (webSocket.readyState !== webSocket.OPEN) return false;
  webSocket.send('"still there?"');
  const [answer]: unknown[] = await once(webSocket, 'message');
  return String(answer) === '"still there?"';
}

/** Says nothing, and stays. */
async function standAtDoor({ port }: LoopbackServer): Promise<Socket> {
  const socket = dial(port, '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

function inSeries<Value>(times: number, work: () => Promise<Value>): Promise<readonly Value[]> {
  return Array.from({ length: times }).reduce<Promise<readonly Value[]>>(
    async (done) => [...(await done), await work()],
    Promise.resolve([]),
  );
}

it('wrong tokens lock nobody out: who is in stays in, comes back, and another tab signs in', async () => {
  const server = await start();
  const tab = await signIn(server, message(tokenOf(server)));
  const wrong = await inSeries(25, async () => [
    (await signIn(server, undefined, { Authorization: 'Bearer wrong' })).refused,
    (await signIn(server, message('wrong'))).refused,
  ]);
  expect(new Set(wrong.flat())).toEqual(new Set(['4401']));

  expect(await isIn(tab.webSocket)).toBe(true);
  const session = tab.session ?? '';
  expect((await signIn(server, message(session))).session).toBe(session);
  expect((await signIn(server, undefined, { Authorization: `Bearer ${session}` })).session).toBe(session);
  expect((await signIn(server, message(tokenOf(server)))).session).toBeDefined();
});

it('connections that say nothing do not block the door, and close none that is in', async () => {
  const server = await start();
  const tab = await signIn(server, message(tokenOf(server)));
  const standing = await Promise.all(Array.from({ length: 300 }, () => standAtDoor(server)));

  expect(await isIn(tab.webSocket)).toBe(true);
  const page = await fetch(`${originOf(server)}/`);
  expect(await page.text()).toBe('screen');
  expect((await signIn(server, message(tokenOf(server)))).session).toBeDefined();
  await expect.poll(() => standing.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(128);
});

it('of those that wait, who has asked for something stays longer than who has said nothing', async () => {
  const server = await start({ connections: 2 });
  const asking = await standAtDoor(server);
  asking.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
  await once(asking, 'data');
  const silent = await standAtDoor(server);
  await standAtDoor(server);
  await once(silent, 'close');
  expect(asking.destroyed).toBe(false);
});

it('sockets that never sign in give their place to the next ones', async () => {
  const server = await start({ signingIn: 3, signInMilliseconds: 60_000 });
  const tab = await signIn(server, message(tokenOf(server)));
  const { webSocket } = await signIn(server, message(tab.session ?? ''));
  const [first] = await inSeries(4, async () => {
    const { webSocket: waiting } = talk(server);
    await once(waiting, 'open');
    return waiting;
  });
  await expect.poll(() => first?.readyState).toBe(first?.CLOSED);
  expect((await signIn(server, message(tokenOf(server)))).session).toBeDefined();
  expect([await isIn(tab.webSocket), await isIn(webSocket)]).toEqual([true, true]);
});

it('who asks again before the answer is there is answered once at most, and cut off: no file is read for each', async () => {
  const server = await start();
  const tab = await signIn(server, message(tokenOf(server)));
  const impatient = await standAtDoor(server);
  impatient.resume();
  impatient.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`.repeat(1_000));
  await once(impatient, 'close');
  expect(reads).toBe(1);

  // One after the other is what browsers do.
  const patient = await standAtDoor(server);
  await inSeries(3, async () => {
    patient.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    await once(patient, 'data');
  });
  expect(reads).toBe(4);
  expect(await isIn(tab.webSocket)).toBe(true);
});

it.each<[string, (webSocket: WebSocket) => void]>([
  ['one long message', (webSocket) => webSocket.send('x'.repeat(1024 * 1024))],
  [
    'a message that never ends',
    (webSocket) => {
      for (let piece = 0; piece < 2_000; piece += 1) webSocket.send('x'.repeat(100), { fin: false });
    },
  ],
  [
    'pings',
    (webSocket) => {
      for (let piece = 0; piece < 2_000; piece += 1) webSocket.ping('x'.repeat(100));
    },
  ],
])('a socket that is not signed in ends by %s', async (_what, flood) => {
  const server = await start({ signInMilliseconds: 60_000 });
  const tab = await signIn(server, message(tokenOf(server)));
  const stranger = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, {
    headers: { Origin: originOf(server) },
  });
  stranger.on('error', () => {});
  await once(stranger, 'open');
  flood(stranger);
  const [code]: unknown[] = await once(stranger, 'close');
  expect(code).toBe(1006);
  expect(await isIn(tab.webSocket)).toBe(true);
  tab.webSocket.send('x'.repeat(1024 * 1024));
  await once(tab.webSocket, 'message');
  expect(await isIn(tab.webSocket)).toBe(true);
});
