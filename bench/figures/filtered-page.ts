import type Database from 'better-sqlite3';

import { accountId, instrumentId } from '#src/domain/ids.ts';
import type { OrderFilter, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import { openBenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const pageSize = 100;
const pagesEach = 9;
const sorts = ['time', 'symbol', 'status', 'quantity', 'price'] as const;
const firstTime = 1_700_000_000_000;
const year = 31_536_000_000;

/** Values that a few, a hundredth and most of the orders have. */
const filters: Readonly<Record<string, OrderFilter>> = {
  none: {},
  'rare symbol': { instrumentId: instrumentId('bench:S499USDT') },
  'common symbol': { symbol: 'S1USDT' },
  'one status': { statuses: ['CANCELLED'] },
  'rare status': { statuses: ['EXPIRED'] },
  'several statuses': { statuses: ['FILLED', 'REJECTED', 'CANCELLED'] },
  'active only': { activeOnly: true },
  'common account': { accountIds: [accountId('a0')] },
  'rare account': { accountIds: [accountId('a3')] },
  strategy: { strategy: 'st7' },
  'symbol and status': { symbol: 'S499USDT', statuses: ['REJECTED'] },
  'a tenth of the time': { from: firstTime + year * 0.5, to: firstTime + year * 0.6 },
};

/** Every filter in every order, among few orders and among a hundred times as many. */
export async function measureFilteredPage(large: boolean): Promise<readonly Figure[]> {
  const few = large ? 100_000 : 10_000;
  const small = await measureAmong(few);
  const big = await measureAmong(few * 100);
  const slowest = [...big].reduce((worst, page) => (page[1] > worst[1] ? page : worst));
  const growths = [...big].map(([name, after]) => ({ name, ratio: after / (small.get(name) ?? after) }));
  const growth = growths.reduce((worst, page) => (page.ratio > worst.ratio ? page : worst));
  const among = (few * 100).toLocaleString('en');
  const known = { baseline: undefined, ratio: undefined };
  return [
    {
      name: `slowest page of 100 orders out of ${among}, of ${big.size} filters and orders (${slowest[0]})`,
      value: slowest[1],
      unit: 'ms',
      ...known,
      goal: '<= 5 ms',
      pass: slowest[1] <= 5,
    },
    {
      name: `the page that grows most from ${few.toLocaleString('en')} orders to ${among} (${growth.name})`,
      value: big.get(growth.name) ?? 0,
      unit: 'ms',
      baseline: small.get(growth.name),
      ratio: growth.ratio,
      goal: '<= 1.5 x',
      pass: growth.ratio <= 1.5,
    },
    {
      name: `all of these pages, from ${few.toLocaleString('en')} orders to ${among}`,
      value: medianOf([...big.values()]),
      unit: 'ms',
      baseline: medianOf([...small.values()]),
      ratio: medianOf(growths.map(({ ratio }) => ratio)),
      goal: '<= 1.5 x',
      pass: medianOf(growths.map(({ ratio }) => ratio)) <= 1.5,
    },
  ];
}

/** The median time of a full page, walking on by cursor, by the name of its filter and order. */
async function measureAmong(orders: number): Promise<ReadonlyMap<string, number>> {
  const bench = await openBenchStore();
  try {
    const raw = bench.openRaw();
    fill(raw, orders);
    raw.close();
    const medians = new Map<string, number>();
    for (const [name, filter] of Object.entries(filters)) {
      for (const by of sorts) {
        const sort = { by, direction: 'descending' } as const;
        const time = await medianPage(bench.store.record.read.orders, filter, sort);
        if (time !== undefined) medians.set(`${name} by ${by}`, time);
      }
    }
    return medians;
  } finally {
    await bench.close();
  }
}

async function medianPage(
  orders: OrderRepository,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<number | undefined> {
  const times: number[] = [];
  let after: string | undefined;
  for (let page = 0; page <= pagesEach; page += 1) {
    const start = performance.now();
    const { rows, next } = await orders.page(filter, sort, { limit: pageSize, after });
    if (page > 0 && rows.length === pageSize) times.push(performance.now() - start);
    if (next === undefined) break;
    after = next;
  }
  return times.length === 0 ? undefined : medianOf(times);
}

/** By SQL alone, and the indexes after the rows: ten million would take an hour otherwise. */
function fill(database: Database.Database, orders: number): void {
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -400000');
  const indexes = database
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'orders' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  database.exec(`
    WITH RECURSIVE
      numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${orders - 1}),
      scattered AS (SELECT i, (i * 2654435761) % 4294967296 AS r FROM numbers)
    INSERT INTO orders (id, client_order_id, account_id, instrument_id, side, type, quantity, limit_price,
      time_in_force, status, filled_quantity, filled_value, created_at, updated_at, external, strategy)
    SELECT
      'o-' || i, 'td-' || i,
      CASE WHEN r % 1000 < 600 THEN 'a0' WHEN r % 1000 < 900 THEN 'a1' WHEN r % 1000 < 990 THEN 'a2' ELSE 'a3' END,
      'bench:S' || CASE WHEN (r / 1000) % 2 = 0 THEN (r / 10000) % 5 ELSE (r / 10000) % 500 END || 'USDT',
      CASE WHEN r % 2 = 0 THEN 'BUY' ELSE 'SELL' END, 'LIMIT',
      (1 + (r / 7) % 9000) || '.5', (100 + (r / 13) % 100000) || '.25', 'GTC',
      CASE WHEN i >= ${orders - 300} THEN 'SUBMITTED' WHEN (r / 11) % 1000 < 700 THEN 'FILLED'
        WHEN (r / 11) % 1000 < 950 THEN 'CANCELLED' WHEN (r / 11) % 1000 < 990 THEN 'REJECTED' ELSE 'EXPIRED' END,
      '0', '0', ${firstTime} + i * ${year} / ${orders}, ${firstTime}, 0,
      CASE WHEN (r / 17) % 3 = 0 THEN 'st' || ((r / 51) % 40) END
    FROM scattered`);
  for (const { sql } of indexes) database.exec(sql);
  database.pragma('wal_checkpoint(TRUNCATE)');
}
