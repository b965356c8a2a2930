import type Database from 'better-sqlite3';

import { accountId, instrumentId } from '#src/domain/ids.ts';
import type { OrderFilter, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import { openBenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const pageSize = 100;
const pagesEach = 9;
/** How often each is read again: what is measured is the store's work, and not the disk's. */
const timesAgain = 5;
const sorts = ['time', 'symbol', 'status', 'quantity', 'price'] as const;
const firstTime = 1_700_000_000_000;
const year = 31_536_000_000;
const day = 86_400_000;

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
  side: { side: 'BUY' },
  'account in a tenth of the time': {
    accountIds: [accountId('a2')],
    from: firstTime + year * 0.5,
    to: firstTime + year * 0.6,
  },
  'a day': { from: firstTime + year * 0.5, to: firstTime + year * 0.5 + day },
  'a tenth of the time': { from: firstTime + year * 0.5, to: firstTime + year * 0.6 },
};

/** Every filter in every order, among few orders and among a hundred times as many. */
export async function measureFilteredPage(large: boolean): Promise<readonly Figure[]> {
  const few = large ? 100_000 : 10_000;
  const small = await measureAmong(few);
  const big = await measureAmong(few * 100);
  const pages = [...big].map(([name, { first, again }]) => ({
    name,
    first,
    again,
    few: small.get(name)?.again ?? again,
    growth: again / (small.get(name)?.again ?? again),
  }));
  const worst = (by: 'first' | 'again' | 'growth') =>
    pages.reduce((most, page) => (page[by] > most[by] ? page : most));
  const slowest = worst('again');
  const grown = worst('growth');
  const unread = worst('first');
  const among = (few * 100).toLocaleString('en');
  const growth = `from ${few.toLocaleString('en')} orders to ${among}`;
  const alone = { unit: 'ms', baseline: undefined, ratio: undefined };
  const median = medianOf(pages.map((page) => page.growth));
  return [
    {
      name: `slowest page of 100 orders out of ${among}, of ${big.size} filters and orders (${slowest.name})`,
      value: slowest.again,
      ...alone,
      goal: '<= 5 ms',
      pass: slowest.again <= 5,
    },
    {
      name: `the page that grows most ${growth} (${grown.name})`,
      value: grown.again,
      unit: 'ms',
      baseline: grown.few,
      ratio: grown.growth,
      goal: '<= 1.5 x',
      pass: grown.growth <= 1.5,
    },
    {
      name: `all of these pages, ${growth}`,
      value: medianOf(pages.map((page) => page.again)),
      unit: 'ms',
      baseline: medianOf(pages.map((page) => page.few)),
      ratio: median,
      goal: '<= 1.5 x',
      pass: median <= 1.5,
    },
    {
      name: `the slowest of them when its part of the file is read for the first time (${unread.name})`,
      value: unread.first,
      ...alone,
      goal: 'printed',
      pass: true,
    },
  ];
}

/** Medians over full pages, walking on by cursor: when they are read first, and again. */
type PageTimes = { readonly first: number; readonly again: number };

/** By the name of the filter and order. */
async function measureAmong(orders: number): Promise<ReadonlyMap<string, PageTimes>> {
  const bench = await openBenchStore();
  try {
    const raw = bench.openRaw();
    fill(raw, orders);
    raw.close();
    const medians = new Map<string, PageTimes>();
    for (const [name, filter] of Object.entries(filters)) {
      for (const by of sorts) {
        const sort = { by, direction: 'descending' } as const;
        const time = await measurePages(bench.store.record.read.orders, filter, sort);
        if (time !== undefined) medians.set(`${name} by ${by}`, time);
      }
    }
    return medians;
  } finally {
    await bench.close();
  }
}

async function measurePages(
  orders: OrderRepository,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<PageTimes | undefined> {
  const first: number[] = [];
  const again: number[] = [];
  let after: string | undefined;
  for (let page = 0; page <= pagesEach; page += 1) {
    const request = { limit: pageSize, after };
    const { rows, next, time } = await timed(() => orders.page(filter, sort, request));
    if (page > 0 && rows.length === pageSize) {
      first.push(time);
      for (let turn = 0; turn < timesAgain; turn += 1) {
        again.push((await timed(() => orders.page(filter, sort, request))).time);
      }
    }
    if (next === undefined) break;
    after = next;
  }
  return first.length === 0 ? undefined : { first: medianOf(first), again: medianOf(again) };
}

async function timed<Value>(work: () => Promise<Value>): Promise<Value & { readonly time: number }> {
  const start = performance.now();
  const value = await work();
  return { ...value, time: performance.now() - start };
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
