import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { ledgerEntryId } from '#src/domain/ids.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { watchEventLoopDelay } from '#src/infrastructure/system/event-loop-delay.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { benchOrder, openBenchStore, type BenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const orders = 50_000;
const ordersAtOnce = 500;
const commitsPerSecond = 500;
/** Each its own quiet seconds, one backup and one export: what else the machine does spoils a turn or two, not their median. */
const turns = 7;
const quietMilliseconds = 3_000;
/** Milliseconds. A commit a tick: together they would hold the thread as one. */
const tick = 1;

/** How late the main thread is while it commits and two jobs copy the record. */
export async function measureMaintenance(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const jobs = createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url), {
    clock: createSystemClock(),
  });
  const folder = dirname(bench.file);
  try {
    await fill(bench);
    const { pauseCheckpoints } = bench.store;
    const operation = { ...unattended, pauseCheckpoints };
    const target = join(folder, 'bench.tapedeck');
    async function copy(): Promise<void> {
      const copies = await Promise.all([
        jobs.run('backup', { folder, reason: 'manual', at: Date.now() }, operation),
        jobs.run('export', { folder, target }, operation),
      ]);
      for (const made of copies) if (!made.ok) throw new Error(JSON.stringify(made.error));
    }
    const quiet: Delay[] = [];
    const busy: Delay[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      quiet.push(await delayWhile(bench, wait(quietMilliseconds)));
      busy.push(await delayWhile(bench, copy()));
    }
    const value = medianOf(busy.map(({ p99 }) => p99));
    const worst = Math.max(...busy.map(({ p99 }) => p99));
    const rate = Math.round(medianOf(busy.map((turn) => turn.rate)));
    return [
      {
        name: `main loop's delay (p99) with a backup, an export and ${rate} commits a second, median of ${turns} turns (the worst: ${worst} ms)`,
        value,
        unit: 'ms',
        baseline: medianOf(quiet.map(({ p99 }) => p99)),
        ratio: undefined,
        goal: '<= 10 ms',
        pass: value <= 10,
      },
    ];
  } finally {
    await bench.close();
  }
}

async function fill({ store }: BenchStore): Promise<void> {
  for (let start = 0; start < orders; start += ordersAtOnce) {
    await store.record.transact(async (unit) => {
      for (let index = start; index < start + ordersAtOnce; index += 1) {
        const order = benchOrder(index, 'filled');
        const event = {
          orderId: order.id,
          type: 'accepted',
          source: 'stream',
          status: order.status,
          time: order.createdAt,
          receivedAt: order.createdAt,
          detail: 'accepted by the venue',
        } as const;
        await unit.orders.save(order);
        await unit.orders.appendEvents([
          { ...event, sequence: 1 },
          { ...event, sequence: 2 },
        ]);
        await unit.ledger.append([
          {
            id: ledgerEntryId(`entry-${index}`),
            accountId: order.accountId,
            type: 'funding',
            time: order.createdAt,
            cash: undefined,
            instrumentId: order.instrumentId,
            quantity: order.quantity,
            note: undefined,
          },
        ]);
      }
    });
  }
}

type Delay = { readonly p99: number; readonly rate: number };

let committed = 0;

/** Commits at a steady pace, each by itself, until `work` is done. */
async function delayWhile({ store }: BenchStore, work: Promise<unknown>): Promise<Delay> {
  const delay = watchEventLoopDelay();
  const first = committed;
  const start = performance.now();
  let last: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1_000) * commitsPerSecond - (committed - first);
    if (due < 1) return;
    const order = benchOrder((committed += 1), 'live');
    last = store.record.transact((unit) => unit.orders.save(order));
  }, tick);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
  const seconds = (performance.now() - start) / 1_000;
  await last;
  const { p99 } = delay.read();
  delay.close();
  return { p99, rate: (committed - first) / seconds };
}
