import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

/** https://github.com/nodejs/node-v0.x-archive/issues/25349: `process.exit` waits for a look-up that nobody answers. */
it.runIf(process.platform !== 'win32').each([0, 1])(
  'a process is left with code %i while a thread of it cannot be ended',
  async (code) => {
    const folder = mkdtempSync(join(tmpdir(), 'leaving-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Both ends, so that nobody waits for it here; the thread waits for bytes that never come.
    const held = await open(pipe, 'r+');
    onTestFinished(() => held.close());
    const program = spawn(process.execPath, [
      join(import.meta.dirname, 'leaving-program.ts'),
      pipe,
      String(code),
    ]);
    onTestFinished(() => void program.kill('SIGKILL'));
    await once(program.stdout, 'data');
    expect(await once(program, 'exit')).toEqual([code, null]);
  },
);
