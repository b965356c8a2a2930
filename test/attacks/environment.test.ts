import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const startUp = new URL('../../src/composition/start-up.ts', import.meta.url).href;

/** https://github.com/shanalikhan/code-settings-sync/issues/776: one program turned the check off for others. */
it('no environment turns the check of certificates off, for threads of the program too', async () => {
  const script = join(await temporaryFolder(), 'program.mjs');
  await writeFile(
    script,
    `import { Worker } from 'node:worker_threads';
     import { startProcess } from ${JSON.stringify(startUp)};
     startProcess([]);
     const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
     const asks = \`require('node:worker_threads').parentPort.postMessage(String(process.env.\${name}))\`;
     new Worker(asks, { eval: true }).on('message', (seen) => {
       process.stdout.write([String(process.env[name]), seen].join(' '));
     });`,
  );
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
  expect(stdout).toBe('undefined undefined');
});
