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

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
