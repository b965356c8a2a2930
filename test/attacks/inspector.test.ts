import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const answers = 500;
const startUp = new URL('../../src/composition/start-up.ts', import.meta.url).href;

describe.runIf(process.platform !== 'win32')('SIGUSR1', () => {
  it('opens no debugger, and ends nothing', async () => {
    const script = join(await temporaryFolder(), 'program.mjs');
    await writeFile(
      script,
      `import { startProcess } from ${JSON.stringify(startUp)};
       startProcess([]);
       process.once('SIGTERM', () => process.exit(7));
       process.stdin.pipe(process.stdout);
       console.log('ready');`,
    );
    const program = spawn(process.execPath, [script], { stdio: 'pipe' });
    onTestFinished(() => void program.kill('SIGKILL'));
    let errors = '';
    program.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    await once(program.stdout, 'data');
    program.kill('SIGUSR1');
    // Long enough for a debugger to be there: it goes on answering meanwhile.
    for (let round = 0; round < answers; round += 1) {
      program.stdin.write('x');
      await once(program.stdout, 'data');
    }
    program.kill('SIGTERM');
    expect(await once(program, 'close')).toEqual([7, null]);
    expect(errors).not.toContain('Debugger listening');
  });
});
