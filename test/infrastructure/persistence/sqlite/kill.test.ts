import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { orderId } from '#src/domain/ids.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { furnish } from '#test/ports/sample-entities.ts';
import { migrationsFolder, optionsFor, temporaryWorkspace } from './temporary-workspace.ts';

const writer = join(import.meta.dirname, 'acknowledging-writer.ts');
const kills = 24;

/** Kills the writer as soon as it has acknowledged `commits`; what it had written by then may be more. */
async function killAfter(commits: number, folder: string, first: number): Promise<number> {
  const child = spawn(process.execPath, [writer, folder, migrationsFolder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let acknowledged = first - 1;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged - first + 1 === commits) child.kill('SIGKILL');
  }
  expect((await ended)[1]).toBe('SIGKILL');
  return acknowledged;
}

it(
  'loses no acknowledged commit and leaves no half one when the process is killed',
  { timeout: 120_000 },
  async () => {
    const folder = await temporaryWorkspace();
    const store = await openWorkspaceFiles(optionsFor(folder));
    await furnish(store.record);
    await store.close();
    let next = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await killAfter(1 + ((kill * 7) % 13), folder, next);
      const database = new Database(join(folder, 'record.sqlite'));
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(database.pragma('foreign_key_check')).toEqual([]);
      database.close();
      const survivor = await openWorkspaceFiles(optionsFor(folder));
      const { orders } = survivor.record.read;
      const count = await orders.count({});
      expect(count).toBeGreaterThan(acknowledged);
      for (let number = next; number < count; number += 1) {
        expect(await orders.events(orderId(`order-${number}`))).toHaveLength(1);
      }
      await survivor.close();
      next = count;
    }
  },
);
