import { expect, it } from 'vitest';
import { createMaintenanceTasks } from '#src/application/tasks/maintenance-tasks.ts';
import { createTaskRegistry } from '#src/application/tasks/task-registry.ts';
import { ok } from '#src/domain/result.ts';
import type { Done, OpenFiles, VerifyReport } from '#src/ports/maintenance.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function never(): Promise<never> {
  throw new Error('nothing asks for this here');
}

it('what was verified while a backup took its place is not told as the last verification', async () => {
  const clock = createFakeClock(0);
  let made = 0;
  const verified = Promise.withResolvers<Awaited<Done<VerifyReport>>>();
  const tasks = createTaskRegistry(() => undefined);
  const maintenance = createMaintenanceTasks({
    clock,
    ids: { next: () => `task-${(made += 1)}` },
    log: silent,
    workspaces: { adopt: never },
    manager: { current: () => undefined, whileClosed: async (_folder, work) => ok(await work()) },
    maintenance: {
      verify: () => verified.promise,
      restore: async () => ok({ madeAt: 1, aside: '/w/quarantine/1' }),
      backup: never,
      exportWorkspace: never,
      importWorkspace: never,
      backups: never,
      lastBackupTime: never,
    },
    tasks,
    raise: () => undefined,
  });
  const files: OpenFiles = {
    folder: '/w',
    meta: { id: 'w', kind: 'paper', name: 'W', createdAt: 0 },
    pauseCheckpoints: () => () => undefined,
  };
  const report: VerifyReport = { finishedAt: 2, rows: 3, findings: [], more: false };

  async function state(begun: ReturnType<typeof maintenance.verify>): Promise<string | undefined> {
    return begun.ok ? tasks.state(begun.value)?.state : undefined;
  }

  const verifying = maintenance.verify(files);
  const restoring = maintenance.restore(files, 'backup-1');
  await expect.poll(() => state(restoring)).toBe('done');
  verified.resolve(ok(report));
  await expect.poll(() => state(verifying)).toBe('done');
  expect(maintenance.lastVerification('/w')).toBeUndefined();

  // Of what is there now it is.
  const again = maintenance.verify(files);
  await expect.poll(() => state(again)).toBe('done');
  expect(maintenance.lastVerification('/w')).toEqual(report);
});
