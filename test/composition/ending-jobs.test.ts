import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { createMaintenanceJobs } from '#src/infrastructure/persistence/sqlite/jobs/maintenance-jobs.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import {
  migrationsFolder,
  openTemporary,
  temporaryFolder,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';

/** Does what the job's own worker does, with an endless statement of SQL in the middle of it. */
const endless = new URL('./endless-job-worker.ts', import.meta.url);

function operation(changes: Partial<Operation> = {}): Operation {
  return { signal: new AbortController().signal, report: () => undefined, ...changes };
}

function jobsWith(limits: { readonly stopping: number; readonly working: number }) {
  const jobs = createJobs(endless, { clock: createSystemClock(), limits });
  onTestFinished(() => jobs.close());
  return jobs;
}

function maintenanceOf(folder: string) {
  return createMaintenanceJobs({
    jobs: jobsWith({ stopping: 100, working: 600_000 }),
    workspaces: folder,
    migrations: migrationsFolder,
    clock: { now: () => startTime },
  });
}

describe('a job that is inside an endless statement', () => {
  it('is killed when it is cancelled, and leaves nothing', async () => {
    const folder = await busyWorkspace(1);
    const stopping = new AbortController();
    const jobs = jobsWith({ stopping: 100, working: 600_000 });
    const backup = { folder, reason: 'manual', at: 0 } as const;
    const running = jobs.run(
      'backup',
      backup,
      operation({ signal: stopping.signal, report: () => stopping.abort() }),
    );
    expect(await running).toEqual({ ok: false, error: { code: 'CANCELLED' } });
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });

  it('is killed when its time is over, and says so', async () => {
    const folder = join(await temporaryFolder(), 'imported');
    const jobs = jobsWith({ stopping: 100, working: 2_000 });
    const needs = { folder, archive: '/nowhere', migrationsFolder: '/nowhere' };
    expect(await jobs.run('import', needs, operation())).toMatchObject({
      ok: false,
      error: { code: 'JOB_FAILED', problem: { code: 'TOOK_TOO_LONG' } },
    });
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('keeps nobody from closing', async () => {
    const folder = await busyWorkspace(1);
    const jobs = jobsWith({ stopping: 100, working: 600_000 });
    const begun = Promise.withResolvers<void>();
    const needs = { folder, target: join(folder, 'exports', 'x.tapedeck') };
    const running = jobs.run('export', needs, operation({ report: () => begun.resolve() }));
    await begun.promise;
    await jobs.close();
    expect(await running).toEqual({ ok: false, error: { code: 'CANCELLED' } });
    expect(await readdir(join(folder, 'exports'))).toEqual([]);
    // What is asked for then has no time left.
    expect(await jobs.run('export', needs, operation())).toMatchObject({ error: { code: 'CANCELLED' } });
  });
});

async function wholeFirst() {
  const folder = await busyWorkspace();
  await writeFile(join(folder, 'whole-first'), '');
  const stopping = new AbortController();
  const { backup, exportWorkspace } = maintenanceOf(folder);
  const files = await openTemporary(folder);
  const operating = operation({ signal: stopping.signal, report: () => stopping.abort() });
  return { folder, files, backup, exportWorkspace, operating };
}

describe('what is killed just after it was whole', () => {
  it('is told as made: a backup', async () => {
    const { folder, files, backup, operating } = await wholeFirst();
    const made = { reason: 'manual', at: startTime } as const;
    const done = await backup(files, made, operating);
    const left = await readdir(join(folder, 'backups'));
    expect(done).toMatchObject({ ok: true, value: { id: left[0], madeAt: startTime, orders: 5 } });
    expect(left).toHaveLength(1);
  });

  it('is told as made: an export', async () => {
    const { folder, files, exportWorkspace, operating } = await wholeFirst();
    const done = await exportWorkspace(files, { name: 'trading', at: startTime }, operating);
    const [name = ''] = await readdir(join(folder, 'exports'));
    expect(done).toMatchObject({ ok: true, value: { path: join(folder, 'exports', name) } });
    expect(done.ok && done.value.bytes).toBeGreaterThan(1_000);
  });
});

describe('a restore that is killed behind the point from which there is no way back', () => {
  it.each(['all is in its place', 'nothing is in its place yet'])(
    'when %s, is told as done, with where the replaced files went',
    async (when) => {
      const folder = await busyWorkspace();
      const { id: backupId } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
      if (when === 'nothing is in its place yet') await writeFile(join(folder, 'not-in-place'), '');
      const stopping = new AbortController();
      const done = await maintenanceOf(folder).restore(
        folder,
        backupId,
        operation({ signal: stopping.signal, report: (at, of) => at === of && stopping.abort() }),
      );
      expect(done).toEqual({
        ok: true,
        value: { madeAt: startTime, aside: expect.stringContaining(join(folder, 'quarantine')) },
      });
      const { record, restoredAt } = await openTemporary(folder);
      expect(restoredAt).toEqual(expect.any(Number));
      expect(await record.read.orders.count({})).toBe(5);
      expect((await readdir(folder)).filter((name) => name.includes('under-way'))).toEqual([]);
    },
  );
});

describe('a restore whose process dies before it changes anything', () => {
  it('has failed, also where the note of an earlier one of the same backup still waits', async () => {
    const folder = await busyWorkspace();
    const { id: backupId } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    const options = { folder, migrationsFolder, clock: { now: () => startTime } };
    await restoreBackup(options, backupId, unattended);
    await writeFile(join(folder, 'die'), '');
    expect(await maintenanceOf(folder).restore(folder, backupId, unattended)).toMatchObject({
      ok: false,
      error: { code: 'JOB_FAILED', isBroken: true },
    });
  });
});

describe('a job whose process dies', () => {
  it('says so, and what it had begun is gone', async () => {
    const folder = await busyWorkspace(1);
    const jobs = jobsWith({ stopping: 100, working: 600_000 });
    await writeFile(join(folder, 'die'), '');
    const backup = { folder, reason: 'manual', at: 0 } as const;
    expect(await jobs.run('backup', backup, operation())).toMatchObject({
      error: {
        code: 'JOB_FAILED',
        reason: expect.stringContaining('process has ended'),
        problem: { code: 'PROCESS_ENDED' },
      },
    });
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });
});

it('a job whose process cannot be started says why', async () => {
  const folder = await busyWorkspace(1);
  const jobs = createJobs(endless, {
    clock: createSystemClock(),
    startWorkerProcess() {
      throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' });
    },
  });
  onTestFinished(() => jobs.close());
  const backup = { folder, reason: 'manual', at: 0 } as const;
  expect(await jobs.run('backup', backup, operation())).toEqual({
    ok: false,
    error: {
      code: 'JOB_FAILED',
      reason: 'spawn EAGAIN',
      problem: { code: 'PROCESS_NOT_STARTED', fault: 'EAGAIN' },
      isBroken: false,
    },
  });
});
