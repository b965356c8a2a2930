import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createGround } from '#test/faults/template.ts';

const root = join(import.meta.dirname, '../..');

/** The compiled main process, told that it is packaged. The switches themselves work only in real Electron. */
async function startPackaged(...switches: readonly string[]) {
  const ground = createGround();
  onTestFinished(ground.clear);
  const program = [join(root, 'test/electron/stand-in/register.ts'), join(root, 'out/main/electron.js')];
  const child = spawn(
    process.execPath,
    ['--import', ...program, ...switches, '--workspaces', ground.empty()],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, STAND_IN_PACKAGED: '1', STAND_IN_USER_DATA: ground.empty() },
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const window = once(child, 'message').then(([message]: unknown[]) => message);
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, errors }));
  return Promise.race([window, ended]);
}

it.each(['--inspect=0', '--remote-debugging-port=9222', '--no-sandbox', '--disable-web-security'])(
  'a packaged program that is started with %s opens no window, and says why',
  async (argument) => {
    expect(await startPackaged(argument)).toEqual({
      code: 2,
      errors: `tapedeck: ${argument.split('=')[0]}: refused, since it would open the program to others\n`,
    });
  },
);

it('and one that is started with what the system gives opens its window', async () => {
  expect(await startPackaged('--ozone-platform=x11', '--lang=de')).toMatchObject({ type: 'window' });
});
