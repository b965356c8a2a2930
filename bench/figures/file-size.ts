import { statSync } from 'node:fs';
import { fillIdOf } from '#src/domain/ids.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import { benchFill, benchInstrument, benchOrder, openBenchStore } from '../bench-store.ts';
import type { Figure } from '../figure.ts';

const orders = 50_000;
const piece = 5_000;

/** What one filled order costs on the disk: itself, three events and one fill. */
export async function measureFileSize(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const database = bench.openRaw();
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
    const empty = statSync(bench.file).size;
    for (let start = 0; start < orders; start += piece) await add(start);
    database.pragma('wal_checkpoint(TRUNCATE)');
    const perOrder = (statSync(bench.file).size - empty) / orders;
    const shares = database
      .prepare<[], { readonly name: string; readonly bytes: number }>(
        `SELECT CASE WHEN s.type = 'index' THEN 'indexes' ELSE s.name END AS name, sum(d.pgsize) AS bytes
         FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name GROUP BY 1 ORDER BY 2 DESC LIMIT 6`,
      )
      .all();
    const total = shares.reduce((sum, { bytes }) => sum + bytes, 0);
    const listed = shares.map(({ name, bytes }) => `${name} ${Math.round((bytes / total) * 100)} %`);
    return [
      {
        name: `file size of an order with 3 events, 1 fill (${listed.join(', ')}; empty ${empty} bytes)`,
        value: perOrder,
        unit: 'bytes',
        baseline: undefined,
        ratio: undefined,
        goal: 'printed',
        pass: true,
      },
    ];
  } finally {
    database.close();
    await bench.close();
  }

  async function add(start: number): Promise<void> {
    await bench.store.record.transact(async (unit) => {
      for (let index = start; index < start + piece; index += 1) {
        const order = benchOrder(index, 'size');
        const common = { orderId: order.id, status: order.status, time: order.createdAt };
        const events = (['created', 'accepted', 'filled'] as const).map((type, at): OrderEvent => ({
          ...common,
          type,
          sequence: at + 1,
          source: at === 0 ? 'trader' : 'stream',
          receivedAt: order.createdAt + at,
          detail: '0.125 at 60000.10',
        }));
        const fill = {
          ...benchFill(index, 'size'),
          id: fillIdOf(order.accountId, order.instrumentId, `size-${index}`),
          orderId: order.id,
        };
        await unit.orders.insert(order);
        await unit.orders.appendEvents(events);
        await unit.trades.save(fill);
        await unit.ledger.moveCash(entriesOfFill(fill, benchInstrument));
      }
    });
  }
}
