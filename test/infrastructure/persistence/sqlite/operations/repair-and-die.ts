/** A process that is killed while it opens a damaged workspace: the so-many-th time that it looks at the clock. */
import { writeSync } from 'node:fs';

import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';

const [folder = '', migrationsFolder = '', dieAt = '1'] = process.argv.slice(2);
let looks = 0;

function now(): number {
  looks += 1;
  if (looks === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  return Date.now();
}

await openWorkspaceFiles({ folder, migrationsFolder, clock: { now } });
writeSync(1, 'whole');
process.kill(process.pid, 'SIGKILL');
