import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

it('a process inside an endless statement does not outlive a program that was killed', async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, 'orphan-parent.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [text]: unknown[] = await once(parent.stdout, 'data');
  const id = Number(String(text));
  onTestFinished(() => void (isAlive(id) && process.kill(id, 'SIGKILL')));
  expect(isAlive(id)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(id)).toBe(false);
});

it.skipIf(process.platform === 'win32')('nor one whose end nobody has taken note of', async () => {
  const script = '"$0" "$1" & echo $!; exec sleep 600';
  const orphan = join(import.meta.dirname, 'orphan-parent.ts');
  const launcher = spawn('sh', ['-c', script, process.execPath, orphan], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void launcher.kill('SIGKILL'));
  let text = '';
  launcher.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  await expect.poll(() => text.split('\n').length, { timeout: 10_000 }).toBe(3);
  const [parent = 0, id = 0] = text.split('\n').map(Number);
  onTestFinished(() => void (isAlive(id) && process.kill(id, 'SIGKILL')));
  process.kill(parent, 'SIGKILL');
  await expect.poll(() => isAlive(id), { timeout: 5_000 }).toBe(false);
  // Its id stays taken until the launcher asks what became of it.
  expect(isAlive(parent)).toBe(true);
});

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
