import { monitorEventLoopDelay } from 'node:perf_hooks';

import { openGroupReader } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import type { GroupQuestion } from '#src/ports/group-reader.ts';
import {
  account,
  openBenchStore,
  rawFillInsert,
  rawFillRow,
  rawOrderInsert,
  rawOrderRow,
} from '../bench-store.ts';
import { inTurns, medianOf, type Figure } from '../figure.ts';

const total = 1_000_000;
const turns = 5;
const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
const never = new AbortController().signal;

const zone = 'Europe/Berlin';
const questions: Readonly<Record<string, GroupQuestion>> = {
  'orders by status': { table: 'orders', filter: {}, by: 'status', zone },
  'orders by day': { table: 'orders', filter: {}, by: 'day', zone },
  'orders of an account by side': { table: 'orders', filter: { accountIds: [account] }, by: 'side', zone },
  'fills by side': { table: 'fills', filter: {}, by: 'side', zone },
  'fills of a side by day': { table: 'fills', filter: { side: 'BUY' }, by: 'day', zone },
};

/** Groups of a million rows with their exact sums, in a thread of their own, against reading the same columns alone. */
export async function measureGroups(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  const reader = openGroupReader(jobWorker, bench.store.folder);
  try {
    const order = raw.prepare(rawOrderInsert);
    const fill = raw.prepare(rawFillInsert);
    raw.transaction(() => {
      for (let index = 0; index < total; index += 1) {
        order.run(...rawOrderRow(index, 'group'));
        fill.run(...rawFillRow(index, 'group'));
      }
    })();
    const plain = {
      orders: raw.prepare('SELECT status, instrument_id, quantity, filled_quantity FROM orders'),
      fills: raw.prepare('SELECT side, instrument_id, quantity, price, fee_currency, fee_amount FROM fills'),
      trips: raw.prepare('SELECT seq FROM positions'),
    };
    const figures: Figure[] = [];
    const lateness: number[] = [];
    for (const [name, question] of Object.entries(questions)) {
      const times = await inTurns(
        turns,
        async () => {
          const late = monitorEventLoopDelay({ resolution: 1 });
          late.enable();
          await reader.read(question, never);
          late.disable();
          lateness.push(late.percentile(99) / 1e6);
        },
        () => {
          for (const row of plain[question.table].iterate()) void row;
        },
      );
      figures.push({
        name: `groups of 1,000,000: ${name}`,
        value: times.ours,
        unit: 'ms',
        baseline: times.raw,
        ratio: times.ratio,
        goal: '<= 5 s',
        pass: times.ours <= 5_000,
      });
    }
    const late = medianOf(lateness);
    figures.push({
      name: 'main loop meanwhile, late at the 99th percentile',
      value: late,
      unit: 'ms',
      baseline: undefined,
      ratio: undefined,
      goal: '<= 10 ms',
      pass: late <= 10,
    });
    return figures;
  } finally {
    await reader.close();
    raw.close();
    await bench.close();
  }
}
