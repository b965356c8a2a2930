import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createGround } from '#test/faults/template.ts';

const root = join(import.meta.dirname, '../..');
const secret = 'hunter2hunter2';

/** What no part of the program would do by itself: a fault that nobody catches, when the test asks for it. */
const faults = {
  exception: `setTimeout(() => { throw new Error('no way with token=${secret}'); });`,
  rejection: `Promise.reject(new Error('no way with token=${secret}'));`,
};

const shells = {
  browser: [join(root, 'out/main/main.js'), '--browser', '--no-open'],
  'stand-in': [
    '--import',
    join(root, 'test/electron/stand-in/register.ts'),
    join(root, 'out/main/electron.js'),
  ],
};

async function readLog(folder: string, text: string): Promise<string> {
  const path = join(folder, 'tapedeck.log');
  await expect.poll(() => (existsSync(path) ? readFileSync(path, 'utf8') : '')).toContain(text);
  return readFileSync(path, 'utf8');
}

function outputOf(child: ChildProcess): () => string {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return () => output;
}

it.each(
  (['browser', 'stand-in'] as const).flatMap((shell) =>
    (['exception', 'rejection'] as const).map((fault) => ({ shell, fault })),
  ),
)(
  '$shell: an uncaught $fault is told and logged without secrets, and all is closed in order',
  async ({ shell, fault }) => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const folder = await ground.fresh();
    const preload = join(ground.empty(), 'fault.mjs');
    writeFileSync(preload, `process.on('SIGUSR2', () => { ${faults[fault]} });`);
    const args = ['--import', preload, ...shells[shell], '--workspaces', folder];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, STAND_IN_USER_DATA: ground.empty() },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const boxes: unknown[] = [];
    child.on('message', (message) => boxes.push(message));
    const errors = outputOf(child);
    const ended = once(child, 'close');
    await readLog(folder, '"msg":"started"');
    child.kill('SIGUSR2');

    expect(await ended).toEqual([1, null]);
    expect(errors()).toContain('Tapedeck was stopped by a fault: no way with token=[redacted].');
    expect(errors()).toContain('closed in order');
    const log = await readLog(folder, '"msg":"closed"');
    expect(log).toContain('a fault that nobody has caught');
    expect(log).toMatch(/at .*fault\.mjs/);
    expect(`${errors()}${log}${JSON.stringify(boxes)}`).not.toContain(secret);
    expect(existsSync(join(folder, 'sign-in.html'))).toBe(false);
    // A window says it too: nobody reads a terminal there.
    expect(JSON.stringify(boxes).includes('was stopped by a fault')).toBe(shell === 'stand-in');
  },
);
