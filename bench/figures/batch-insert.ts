import {
  benchCandle,
  benchFill,
  benchOrder,
  openBenchStore,
  rawCandleInsert,
  rawCandleRow,
  rawFillInsert,
  rawFillRow,
  rawOrderRow,
  rawOrderUpsert,
  type BenchStore,
} from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const batch = 10_000;
const turns = 15;

type Batch<Entity> = {
  readonly what: string;
  readonly goal: number;
  readonly entityAt: (index: number, turn: string) => Entity;
  readonly save: (store: BenchStore['store'], entities: readonly Entity[]) => Promise<unknown>;
  readonly sql: string;
  readonly file: 'record' | 'market';
  readonly rowAt: (index: number, turn: string) => readonly (string | number)[];
};

/** Entities through the repository in one unit of work, against their rows by a prepared statement, a file each. */
export async function measureBatchInsert(): Promise<readonly Figure[]> {
  return [
    await measure({
      what: 'orders',
      goal: 0.8,
      entityAt: benchOrder,
      save: ({ record }, orders) => record.transact((unit) => unit.orders.saveMany(orders)),
      sql: rawOrderUpsert,
      file: 'record',
      rowAt: rawOrderRow,
    }),
    await measure({
      what: 'fills, hash-chained',
      goal: 0.5,
      entityAt: benchFill,
      save: ({ record }, fills) => record.transact((unit) => unit.trades.saveMany(fills)),
      sql: rawFillInsert,
      file: 'record',
      rowAt: rawFillRow,
    }),
    await measure({
      what: 'candles',
      goal: 0.8,
      entityAt: benchCandle,
      save: ({ market }, candles) => market.saveCandles(candles),
      sql: rawCandleInsert,
      file: 'market',
      rowAt: rawCandleRow,
    }),
  ];
}

async function measure<Entity>({
  what,
  goal,
  entityAt,
  save,
  sql,
  file,
  rowAt,
}: Batch<Entity>): Promise<Figure> {
  const bench = await openBenchStore();
  const other = await openBenchStore();
  const database = other.openRaw(file);
  try {
    const insert = database.prepare(sql);
    const entities = batches(entityAt);
    const rows = batches(rowAt);
    const { ours, raw, ratio } = await inTurns(
      turns,
      (turn) => save(bench.store, entities[turn + 1] ?? []),
      (turn) =>
        database.transaction(() => {
          for (const row of rows[turn + 1] ?? []) insert.run(...row);
        })(),
    );
    return {
      name: `batch upsert of ${what} through the repository`,
      value: (batch / ours) * 1000,
      unit: 'rows/s',
      baseline: (batch / raw) * 1000,
      ratio: 1 / ratio,
      goal: `>= ${goal} of raw statements`,
      pass: 1 / ratio >= goal,
    };
  } finally {
    database.close();
    await bench.close();
    await other.close();
  }
}

/** One a turn, and one for the turn that is not counted. */
function batches<Item>(itemAt: (index: number, turn: string) => Item): readonly (readonly Item[])[] {
  return Array.from({ length: turns + 1 }, (_, turn) =>
    Array.from({ length: batch }, (__, index) => itemAt(turn * batch + index, 'bench')),
  );
}
