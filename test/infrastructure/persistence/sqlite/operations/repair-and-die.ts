/**
 * A process that is killed while it opens a damaged workspace: the so-many-th time that it looks at the clock, or is about
 * to move or link a file.
 */
import { writeSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [folder = '', migrationsFolder = '', dieAt = '1'] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps += 1;
  if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
}

function now(): number {
  step();
  return Date.now();
}

const { rename, link } = files;
Object.assign(files, {
  rename: (...paths: Parameters<typeof rename>) => (step(), rename(...paths)),
  link: (...paths: Parameters<typeof link>) => (step(), link(...paths)),
} satisfies Partial<typeof files>);
syncBuiltinESMExports();

const { openWorkspaceFiles } =
  await import('#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts');
await openWorkspaceFiles({ folder, migrationsFolder, clock: { now } });
writeSync(1, 'whole');
process.kill(process.pid, 'SIGKILL');
