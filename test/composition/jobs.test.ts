import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { JobService } from '#src/infrastructure/persistence/sqlite/jobs/job-service.ts';
import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import { migrationsFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import type { Input } from '#src/infrastructure/threads/service.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';

const jobs = createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url), {
  clock: createSystemClock(),
});

/** How often the logs were to be left alone, and how often they were not taken back. */
async function watchLogs<Name extends keyof JobService>(
  name: Name,
  needs: Input<JobService[Name]>,
  operation: Partial<Operation> = {},
) {
  let [left, stillLeft] = [0, 0];
  const outcome = await jobs.run(name, needs, {
    signal: new AbortController().signal,
    report: () => undefined,
    pauseCheckpoints() {
      left += 1;
      stillLeft += 1;
      return () => void (stillLeft -= 1);
    },
    ...operation,
  });
  return { ended: outcome.ok ? 'done' : outcome.error.code, left, stillLeft };
}

describe('a job', () => {
  it('has the program leave its logs alone for each file that it looks at, and take them back', async () => {
    const folder = await busyWorkspace(3);
    expect(await watchLogs('verify', { folder, migrationsFolder })).toEqual({
      ended: 'done',
      left: 3,
      stillLeft: 0,
    });
    expect(await watchLogs('backup', { folder, reason: 'manual', at: 0 })).toEqual({
      ended: 'done',
      left: 2,
      stillLeft: 0,
    });
  });

  it('gives the logs back when it is cancelled, and when it fails', async () => {
    const folder = await busyWorkspace(3);
    const needs = { folder, target: join(folder, 'all.tapedeck') };
    const stopping = new AbortController();
    const cancelled = await watchLogs('export', needs, {
      signal: stopping.signal,
      report: () => stopping.abort(),
    });
    expect(cancelled).toMatchObject({ ended: 'CANCELLED', stillLeft: 0 });
    await writeFile(join(folder, 'record.sqlite'), 'no database');
    expect(await watchLogs('export', needs)).toMatchObject({ ended: 'JOB_FAILED', stillLeft: 0 });
  });
});
