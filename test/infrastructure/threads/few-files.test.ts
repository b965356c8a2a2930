import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';

it.skipIf(process.platform === 'win32')(
  'a thread for which the system has no open file left says so, as a process does',
  () => {
    const program = fileURLToPath(new URL('./no-files-left.ts', import.meta.url));
    const command = 'ulimit -n 64; exec "$0" "$1"';
    const said = execFileSync('/bin/sh', ['-c', command, process.execPath, program], { encoding: 'utf8' });
    expect(JSON.parse(said)).toMatchObject({
      ok: false,
      error: { code: 'ENDED', problem: { code: 'PROCESS_NOT_STARTED', fault: 'EMFILE' } },
    });
  },
);

it.each(['EMFILE', 'ENFILE'])('%s of a folder is no fault of the program', (code) => {
  const fault = Object.assign(new Error(`${code}: too many open files, scandir '/w'`), { code, path: '/w' });
  expect(storeFault(fault)?.problem).toEqual({ code: 'FILE_UNREADABLE', fault: code });
});
