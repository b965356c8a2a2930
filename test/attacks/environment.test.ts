import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { startProgram } from '#test/faults/program.ts';
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

/** https://github.com/neovim/neovim/pull/8643: an empty HOME is no home, and the current folder is none either. */
it.skipIf(process.platform === 'win32').each(['', 'here'])(
  'a HOME that is %j puts no workspaces into the current folder',
  async (home) => {
    const script = join(await temporaryFolder(), 'program.mjs');
    await writeFile(
      script,
      `import { startProcess } from ${JSON.stringify(startUp)};
       process.stdout.write(startProcess([]).configuration.workspaces);`,
    );
    const { XDG_DATA_HOME: _data, ...others } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...others, HOME: home },
    });
    expect(stdout.startsWith(userInfo().homedir)).toBe(true);
  },
);

/** https://github.com/rsyslog/rsyslog/issues/1138 */
it.skipIf(process.platform === 'win32')('a path on the terminal is shown, and not obeyed', async () => {
  const program = startProgram('/dev/null/\x1B[2J\u202Egnp');
  const { code, errors } = await program.ended;
  expect({ code, errors }).toEqual({
    code: 1,
    errors: expect.stringMatching(/^tapedeck: \/dev\/null\/‹U\+001B›\[2J‹U\+202E›gnp [ -~‹›]+\n$/),
  });
});
