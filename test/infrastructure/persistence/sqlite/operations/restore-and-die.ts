/**
 * A process that is killed in the middle of a restore: the so-many-th time that it looks at the clock, says how far it is,
 * or is about to move, link or remove a file.
 */
import { writeSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [folder = '', migrationsFolder = '', backupId = '', dieAt = '1'] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
}

function now(): number {
  step();
  return Date.now();
}

const { rename, link, rm } = files;
Object.assign(files, {
  rename: (...paths: Parameters<typeof rename>) => (step(), rename(...paths)),
  link: (...paths: Parameters<typeof link>) => (step(), link(...paths)),
  rm: (...what: Parameters<typeof rm>) => (step(), rm(...what)),
} satisfies Partial<typeof files>);
syncBuiltinESMExports();

const { restoreBackup } = await import('#src/infrastructure/persistence/sqlite/operations/restore.ts');
const operation = { signal: new AbortController().signal, report: step };
await restoreBackup({ folder, migrationsFolder, clock: { now } }, backupId, operation);
writeSync(1, 'whole');
