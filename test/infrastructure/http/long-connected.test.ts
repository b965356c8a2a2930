import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startLoopbackServer } from '#src/infrastructure/http/loopback-server.ts';
import { message, signIn, tokenOf } from './loopback-client.ts';

const day = 24 * 60 * 60 * 1000;
const quiet = { info() {}, warn() {}, error() {} };

it.each([
  ['comes back after a restart, as one that was connected all the time', 0, true, 'in'],
  ['is signed out after a restart, as one that was away for longer than a week', 8, true, '4401'],
  ['is loaded again while the program runs, as one that was connected all the time', 0, false, 'in'],
  ['is signed out while the program runs, as one that was away for longer than a week', 8, false, '4401'],
])('a tab that signed in eight days ago %s', async (_what, daysAway, restarted, expected) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-http-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  async function start(port: number) {
    const started = await startLoopbackServer({
      port,
      signInFiles: {
        address: join(folder, 'sign-in-address'),
        page: join(folder, 'sign-in.html'),
        sessions: join(folder, 'sign-in-sessions'),
      },
      readFile: () => Promise.resolve(undefined),
      health: () => Promise.resolve({}),
      isReady: () => true,
      onSocket: () => {},
      log: quiet,
    });
    if (!started.ok) throw new Error(started.error.code);
    return started.value;
  }

  const first = await start(0);
  const { session = '', webSocket } = await signIn(first, message(tokenOf(first)));
  vi.setSystemTime(Date.now() + (8 - daysAway) * day);
  if (daysAway > 0 || !restarted) {
    webSocket.close();
    await new Promise((resolve) => webSocket.once('close', resolve));
    vi.setSystemTime(Date.now() + daysAway * day);
  }
  if (restarted) await first.close();
  const second = restarted ? await start(first.port) : first;
  onTestFinished(() => second.close());
  const again = await signIn(second, message(session));
  expect(again.session === session ? 'in' : again.refused).toBe(expected);
});
