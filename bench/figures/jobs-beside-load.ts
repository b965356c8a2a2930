import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { Done } from '#src/ports/maintenance.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { benchOrder, migrationsFolder, openBenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const orders = 2_000;
const turns = 5;
const goal = 6;

/** How long a job takes while two loops keep the processors busy, against its time beside none. */
export async function measureJobsBesideLoad(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const { run } = createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url), {
    clock: createSystemClock(),
  });
  const operation = { ...unattended, pauseCheckpoints: bench.store.pauseCheckpoints };
  const folder = dirname(bench.file);

  try {
    await bench.store.record.transact(async (unit) => {
      for (let index = 0; index < orders; index += 1) await unit.orders.save(benchOrder(index, 'job'));
    });
    const target = join(folder, 'bench.tapedeck');
    const made = { folder, reason: 'manual', at: Date.now() } as const;
    return [
      await measure('verify', () => run('verify', { folder, migrationsFolder }, operation)),
      await measure('backup', () => run('backup', made, operation)),
      await measure('export', () => run('export', { folder, target }, operation)),
    ];
  } finally {
    await bench.close();
  }
}

async function measure(name: string, job: () => Done<unknown>): Promise<Figure> {
  const times: { readonly quiet: number; readonly busy: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    times.push({ quiet: await timeOf(job), busy: await besideLoops(() => timeOf(job)) });
  }
  const ratio = medianOf(times.map(({ quiet, busy }) => busy / quiet));
  return {
    name: `${name} of ${orders.toLocaleString('en')} orders beside two busy loops; raw: beside none`,
    value: medianOf(times.map(({ busy }) => busy)),
    unit: 'ms',
    baseline: medianOf(times.map(({ quiet }) => quiet)),
    ratio,
    goal: `ratio <= ${goal}`,
    pass: ratio <= goal,
  };
}

async function timeOf(job: () => Done<unknown>): Promise<number> {
  const start = performance.now();
  const done = await job();
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return performance.now() - start;
}

async function besideLoops(work: () => Promise<number>): Promise<number> {
  const loops = [0, 1].map(() => new Worker('for (;;);', { eval: true }));
  await Promise.all(loops.map((loop) => once(loop, 'online')));
  try {
    return await work();
  } finally {
    await Promise.all(loops.map((loop) => loop.terminate()));
  }
}
