import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createJobs, type Job } from '#src/composition/threads/jobs.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { benchOrder, openBenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const orders = 2_000;
const turns = 5;
const goal = 6;

/** How long a job takes while two loops keep the processors busy, against its time beside none. */
export async function measureJobsBesideLoad(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const { run } = createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url));
  const operation = { ...unattended, leaveLogs: bench.store.leaveLogs };
  const folder = dirname(bench.file);

  async function timeOf(job: Job): Promise<number> {
    const start = performance.now();
    const done = await run(job, operation);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return performance.now() - start;
  }

  async function measure(job: Job): Promise<Figure> {
    const times: { readonly quiet: number; readonly busy: number }[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      times.push({ quiet: await timeOf(job), busy: await besideLoops(() => timeOf(job)) });
    }
    const ratio = medianOf(times.map(({ quiet, busy }) => busy / quiet));
    return {
      name: `${job.type} of ${orders.toLocaleString('en')} orders beside two busy loops; raw: beside none`,
      value: medianOf(times.map(({ busy }) => busy)),
      unit: 'ms',
      baseline: medianOf(times.map(({ quiet }) => quiet)),
      ratio,
      goal: `ratio <= ${goal}`,
      pass: ratio <= goal,
    };
  }

  try {
    await bench.store.record.transact(async (unit) => {
      for (let index = 0; index < orders; index += 1) await unit.orders.save(benchOrder(index, 'job'));
    });
    return [
      await measure({ type: 'verify', folder }),
      await measure({ type: 'backup', folder, reason: 'manual', at: Date.now() }),
      await measure({ type: 'export', folder, target: join(folder, 'bench.tapedeck') }),
    ];
  } finally {
    await bench.close();
  }
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
