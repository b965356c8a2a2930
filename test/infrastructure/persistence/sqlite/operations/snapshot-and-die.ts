/** A process to be killed while it makes a backup or an export: it says when it has begun. */
import { writeSync } from 'node:fs';

import { exportWorkspace } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const [folder = '', dieAt = '1', target] = process.argv.slice(2);
let reports = 0;
const operation: Operation = {
  signal: new AbortController().signal,
  report() {
    reports += 1;
    if (reports === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  },
};
if (target === undefined) await makeBackup(folder, 'manual', Date, operation);
else await exportWorkspace(folder, target, Date, operation);
writeSync(1, 'whole');
