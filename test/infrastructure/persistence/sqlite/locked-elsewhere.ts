import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const program = join(import.meta.dirname, 'lock-holder.ts');

/** Another process that has the file's write lock; what is returned makes it let go. */
export async function lockedElsewhere(path: string): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, [program, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(holder, 'exit');
  async function letGo(): Promise<void> {
    holder.stdin.end();
    await gone;
  }
  onTestFinished(letGo);
  await once(holder.stdout, 'data');
  return letGo;
}
