import { Agent, request } from 'node:http';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram, type Program } from '#test/faults/program.ts';
import { createGround } from '#test/faults/template.ts';

/** Any program of this machine, and any page in a browser, can send these without having signed in. */
const strangers: readonly { readonly path: string; readonly headers?: Readonly<Record<string, string>> }[] = [
  { path: '//aaa:x:y' },
  { path: 'http://[' },
  { path: `/${'%'.repeat(4000)}` },
  { path: '/', headers: { Host: 'evil.example' } },
  {
    path: '/socket',
    headers: { Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'http://evil.example' },
  },
  { path: '/socket', headers: { Connection: 'Upgrade', Upgrade: 'nonsense' } },
];

async function flood(program: Program, times: number): Promise<void> {
  const { port } = new URL((await program.ready) ?? '');
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  onTestFinished(() => agent.destroy());

  function ask(path: string, headers: Readonly<Record<string, string>>): Promise<void> {
    return new Promise((resolve) => {
      const asked = request({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume();
        response.once('close', resolve);
      });
      asked.once('upgrade', (_response, socket) => socket.destroy());
      asked.once('error', () => resolve());
      asked.end();
    });
  }

  const asked = strangers.flatMap(({ path, headers = {} }) =>
    Array.from({ length: times }, () => ask(path, headers)),
  );
  await Promise.all(asked);
}

/** What whoever has the token is answered. */
async function answerOf(program: Program): Promise<unknown> {
  const screen = await openScreen(program, (fault) => {
    throw fault;
  });
  return screen?.call('workspaces.list', {});
}

it('whoever is not signed in can write a few lines of log a minute, and no more', async () => {
  const ground = createGround();
  onTestFinished(ground.clear);
  const folder = ground.empty();
  const program = startProgram(folder);
  onTestFinished(() => program.kill());
  await flood(program, 500);
  const logs = readdirSync(folder).filter((name) => name.startsWith('tapedeck.log'));
  const bytes = logs.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(20_000);
  expect(await answerOf(program)).toEqual({ ok: true, value: expect.any(Array) });
});

it.runIf(existsSync('/dev/full'))('what cannot be said on a full disk stops nothing', async () => {
  const ground = createGround();
  onTestFinished(ground.clear);
  const folder = ground.empty();
  const program = startProgram(folder, { under: ['sh', '-c', 'exec "$@" 2>/dev/full', 'sh'] });
  onTestFinished(() => program.kill());
  await flood(program, 5);
  expect(await answerOf(program)).toEqual({ ok: true, value: expect.any(Array) });
});
