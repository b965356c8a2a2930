import { execFile } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { cleanUpAfter } from '#src/infrastructure/persistence/sqlite/jobs/clean-up-after.ts';
import type { Jobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { createMaintenanceJobs } from '#src/infrastructure/persistence/sqlite/jobs/maintenance-jobs.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { busyWorkspace, trade } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import {
  migrationsFolder,
  openTemporary,
  optionsFor,
  temporaryFolder,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, '../infrastructure/persistence/sqlite/operations/restore-and-die.ts');

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).toSorted();
}

it('a restore whose process dies says what became of it: an earlier record in place is never told as a failure', async () => {
  const folder = await busyWorkspace();
  const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
  const store = await openWorkspaceFiles(optionsFor(folder));
  await trade(store, 6);
  await store.close();
  const told = new Set<string>();
  const whole: number[] = [];
  for (let dieAt = 1; whole.length === 0; dieAt += 1) {
    const copy = join(await temporaryFolder(), 'w');
    await cp(folder, copy, { recursive: true });
    const jobs = {
      async run() {
        const printed = await run(process.execPath, [dying, copy, migrationsFolder, id, String(dieAt)]).catch(
          () => undefined,
        );
        if (printed !== undefined) whole.push(dieAt);
        await cleanUpAfter('restore', { folder: copy, migrationsFolder, backupId: id }, createSystemClock());
        return {
          ok: false,
          error: { code: 'JOB_FAILED', reason: 'the process has ended (SIGKILL)', isBroken: true },
        } as const;
      },
      close: () => Promise.resolve(),
    } satisfies Jobs;
    const clock = { now: () => startTime };
    const maintenance = createMaintenanceJobs({
      jobs,
      workspaces: folder,
      migrations: migrationsFolder,
      clock,
    });
    const answer = await maintenance.restore(copy, id, unattended);
    const opened = await openTemporary(copy);
    const orders = await opened.record.read.orders.count({});
    const ended = answer.ok
      ? [`as of ${answer.value.madeAt}`, ...(await filesIn(answer.value.aside))]
      : ['failed'];
    told.add(`${ended.join(', ')}: ${orders}`);
  }
  expect([...told]).toEqual(['failed: 6', `as of ${startTime}, market.sqlite, record.sqlite: 5`]);
}, 120_000);
