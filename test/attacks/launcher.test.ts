import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { withinLimit } from '#test/faults/program.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const launcher = join(import.meta.dirname, '../../scripts/start.mjs');
const options = ['--browser', '--no-open', '--port', '0'];

/** Its memory holds keys: https://github.com/bitwarden/clients/pull/9393 */
it.runIf(process.platform === 'linux')(
  'what npm start starts writes no core dump, and opens no debugger by a signal',
  { timeout: 60_000 },
  async () => {
    const workspaces = await temporaryFolder();
    const start = [process.execPath, launcher, ...options, '--workspaces', workspaces];
    const started = spawn('/bin/sh', ['-c', 'ulimit -S -c "$(ulimit -H -c)"; exec "$0" "$@"', ...start]);
    onTestFinished(() => void started.kill('SIGTERM'));
    await withinLimit('the program to start', ready(started.stdout));
    const [program] = readFileSync(`/proc/${started.pid}/task/${started.pid}/children`, 'utf8').split(' ');
    expect(readFileSync(`/proc/${program}/limits`, 'utf8')).toMatch(/^Max core file size +0 /m);
    expect(readFileSync(`/proc/${program}/cmdline`, 'utf8').split('\0')).toContain('--disable-sigusr1');
    started.kill('SIGTERM');
    expect(await once(started, 'exit')).toEqual([0, null]);
  },
);

async function ready(output: NodeJS.ReadableStream): Promise<void> {
  let said = '';
  for await (const text of output) {
    said += String(text);
    if (said.includes('Tapedeck ready: ')) return;
  }
  throw new Error('it ended');
}
