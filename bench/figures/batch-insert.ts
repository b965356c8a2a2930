import { benchOrder, openBenchStore, rawOrderInsert, rawOrderRow } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const batch = 10_000;

/** Orders through the repository in one unit of work, against prepared statements in one transaction. */
export async function measureBatchInsert(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  try {
    const insert = raw.prepare(rawOrderInsert);
    const {
      ours,
      raw: plain,
      ratio,
    } = await inTurns(
      9,
      async (turn) => {
        const orders = Array.from({ length: batch }, (_, index) => benchOrder(index, `ours${turn}`));
        await bench.store.record.transact((unit) => unit.orders.saveMany(orders));
      },
      (turn) => {
        const rows = Array.from({ length: batch }, (_, index) => rawOrderRow(index, `raw${turn}`));
        raw.transaction(() => {
          for (const row of rows) insert.run(...row);
        })();
      },
    );
    return [
      {
        name: 'batch insert of orders through the repository',
        value: (batch / ours) * 1000,
        unit: 'orders/s',
        baseline: (batch / plain) * 1000,
        ratio: 1 / ratio,
        goal: '>= 0.6 of raw statements',
        pass: 1 / ratio >= 0.6,
      },
    ];
  } finally {
    raw.close();
    await bench.close();
  }
}
