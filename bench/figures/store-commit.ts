import { benchOrder, openBenchStore, rawOrderInsert, rawOrderRow } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

/** One order in a durable unit of work of its own, against one raw durable insert, a file each. */
export async function measureStoreCommit(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const other = await openBenchStore();
  const database = other.openRaw();
  try {
    const insert = database.prepare(rawOrderInsert);
    const { ours, raw, ratio } = await inTurns(
      // Enough that the median is of warm code.
      2_000,
      (turn) => bench.store.record.transact((unit) => unit.orders.insert(benchOrder(turn + 1, 'one'))),
      (turn) => insert.run(...rawOrderRow(turn + 1, 'one')),
    );
    return [
      {
        name: 'one durable commit through the repository',
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: '<= 1.2 x one raw durable insert',
        pass: ratio <= 1.2,
      },
    ];
  } finally {
    database.close();
    await bench.close();
    await other.close();
  }
}
