/** A process that is killed in the middle of a restore: the so-many-th time that it looks at the clock or says how far it is. */
import { writeSync } from 'node:fs';

import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';

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

const operation = { signal: new AbortController().signal, report: step };
await restoreBackup({ folder, migrationsFolder, clock: { now } }, backupId, operation);
writeSync(1, 'whole');
