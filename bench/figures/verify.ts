import { chainedTables, verifyChain } from '#src/infrastructure/persistence/sqlite/chain.ts';
import { benchFill, benchOrder, openBenchStore } from '../bench-store.ts';
import type { Figure } from '../figure.ts';

const count = 300_000;
const piece = 10_000;

/** A walk over every chained row: events and fills, as a year of busy trading leaves them. */
export async function measureVerify(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const database = bench.openRaw();
  try {
    for (let start = 0; start < count; start += piece) await add(start);
    const before = performance.now();
    let rows = 0;
    for (const table of chainedTables) {
      const verdict = await verifyChain(database, table);
      if (verdict.firstBad !== undefined) throw new Error(`${table}: ${verdict.firstBad.reason}`);
      rows += verdict.rows;
    }
    const perSecond = (rows / (performance.now() - before)) * 1000;
    return [
      {
        name: `verify of ${rows.toLocaleString('en')} chained rows`,
        value: perSecond,
        unit: 'rows/s',
        baseline: undefined,
        ratio: undefined,
        goal: '>= 300,000 rows/s',
        pass: perSecond >= 300_000,
      },
    ];
  } finally {
    database.close();
    await bench.close();
  }

  async function add(start: number): Promise<void> {
    const indexes = Array.from({ length: piece }, (_, at) => start + at);
    await bench.store.record.transact(async (unit) => {
      await unit.trades.saveMany(indexes.map((index) => benchFill(index, 'verify')));
      for (const index of indexes) {
        const order = benchOrder(index, 'verify');
        await unit.orders.insert(order);
        const { createdAt: time, status } = order;
        const common = { orderId: order.id, sequence: 1, status, time, receivedAt: time };
        await unit.orders.appendEvents([
          { ...common, type: 'created', source: 'trader', detail: 'BUY 0.125 at 60000.10' },
        ]);
      }
    });
  }
}
