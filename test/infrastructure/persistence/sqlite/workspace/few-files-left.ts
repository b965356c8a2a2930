/** A program that has so many files left to open, from none on: prints what it is told of its workspaces each time. */
import { closeSync, openSync } from 'node:fs';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { isLackOfFiles } from '#src/infrastructure/persistence/sqlite/store-fault.ts';

const [workspaces = '', migrations = ''] = process.argv.slice(2);
const registry = createWorkspaceRegistry({
  workspaces,
  migrations,
  clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined },
  log: { info() {}, warn() {}, error() {} },
  migrate: () => Promise.resolve(),
  repair: () => Promise.resolve([]),
});
// What it needs once is there.
await registry.list();

const taken: number[] = [];
try {
  for (;;) taken.push(openSync(import.meta.filename, 'r'));
} catch {
  // There is none left.
}

async function told<Value>(asked: Promise<Value>): Promise<Value | string> {
  try {
    return await asked;
  } catch (fault) {
    return isLackOfFiles(fault) ? 'too few files' : String(fault);
  }
}

const seen: unknown[] = [];
for (let left = 0; left < 12; left += 1) {
  seen.push({
    listed: await told(registry.list()),
    isNameTaken: await told(registry.hasName('My trading')),
    demo: await told(registry.demo()),
  });
  closeSync(taken.pop() ?? -1);
}
process.stdout.write(JSON.stringify(seen));
