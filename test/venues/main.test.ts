import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said.text += part.toString();
    });
  }
  return { child, said };
}

it('starts a venue whose market moves, says where it is, and ends when it is told to', async () => {
  const { child, said } = run('binance', '--port', '0', '--moves', '50');
  await expect.poll(() => said.text).toContain('Ctrl+C');
  expect(said.text).toMatch(/API key {8}[A-Za-z0-9]{64}\n {2}secret {9}[A-Za-z0-9]{64}\n/);
  const [, url = ''] = /REST {11}(http:\/\/127\.0\.0\.1:\d+)\n/.exec(said.text) ?? [];
  const depth = async () => (await fetch(`${url}/api/v3/depth?symbol=BTCUSDT&limit=5`)).text();
  const first = await depth();
  await expect.poll(depth).not.toBe(first);
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
});

it.each(['gemini', 'kraken', 'coinbase'])('starts one of %s', async (name) => {
  const { said } = run(name, '--port', '0', '--moves', '0');
  await expect.poll(() => said.text).toContain('Ctrl+C');
  expect(said.text).toMatch(new RegExp(`npm start -- --${name}-rest-url http://127`));
});

it('names what it cannot do: another venue, no number, a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  for (const [args, code, words] of [
    [['nyse'], 2, 'There are simulated venues of binance, gemini, kraken and coinbase, not of nyse.'],
    [['binance', '--seed', 'x'], 2, '--seed is a whole number from 0 to 4294967295, not "x".'],
    [['binance', '--port', port], 1, `The port ${port} cannot be had`],
  ] as const) {
    const { child, said } = run(...args);
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(said.text).toContain(words);
  }
});
