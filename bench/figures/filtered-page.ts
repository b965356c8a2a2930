import type Database from 'better-sqlite3';

import { accountId, instrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFilter, OrderSort } from '#src/ports/order-repository.ts';
import type { Page } from '#src/ports/page.ts';
import { openBenchStore, type BenchStore } from '../bench-store.ts';
import { medianOf, type Figure } from '../figure.ts';

const pageSize = 100;
const pagesEach = 4;
/** The best of so many readings counts: what else the machine does meanwhile is not the page's. */
const readings = 9;
const firstTime = 1_700_000_000_000;
const year = 31_536_000_000;
const day = 86_400_000;

const sorts = (['time', 'symbol', 'status', 'quantity', 'price'] as const).flatMap((by): OrderSort[] => [
  { by, direction: 'ascending' },
  { by, direction: 'descending' },
]);

/** From the middle of the year on, and of a day. */
function during(days: number): Pick<OrderFilter, 'from' | 'to'> {
  return { from: firstTime + year * 0.5, to: firstTime + year * 0.5 + days * day };
}

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
  'ten minutes': during(1 / 144),
  'an hour': during(1 / 24),
  'a day': during(1),
  'a week': during(7),
  'a week of a common account': { ...during(7), accountIds: [accountId('a0')] },
  'a week of an account': { ...during(7), accountIds: [accountId('a2')] },
  'a week of a rare account': { ...during(7), accountIds: [accountId('a3')] },
  'a week of a status of an account': { ...during(7), accountIds: [accountId('a1')], statuses: ['REJECTED'] },
  'a week of a status': { ...during(7), statuses: ['CANCELLED'] },
  'a week of a rare status': { ...during(7), statuses: ['EXPIRED'] },
  'a week of a symbol': { ...during(7), symbol: 'S1USDT' },
  'a week of a strategy': { ...during(7), strategy: 'st7' },
  'a week of a side': { ...during(7), side: 'SELL' },
  'a tenth of the time': during(36.5),
  'account in a tenth of the time': { ...during(36.5), accountIds: [accountId('a2')] },
  'a quarter of the time': during(91),
  'half of the time': during(182.5),
  'almost all of the time': { from: firstTime + day },
};

/** Every filter in every order, from both ends, among few orders and among a hundred times as many. */
export async function measureFilteredPage(large: boolean): Promise<readonly Figure[]> {
  const few = large ? 100_000 : 10_000;
  const small = await storeOf(few);
  const big = await storeOf(few * 100);
  try {
    const pages: PageTimes[] = [];
    for (const [filter, wanted] of Object.entries(filters)) {
      for (const sort of sorts) {
        const name = `${filter} by ${sort.by}, ${sort.direction}`;
        pages.push(...(await measurePages(name, wanted, sort, [small, big])));
      }
    }
    return figuresOf(pages, few);
  } finally {
    await small.close();
    await big.close();
  }
}

type PageTimes = {
  readonly name: string;
  /** Of the big store: when the page is read for the first time, and the best of its readings. */
  readonly first: number;
  readonly best: number;
  /** Of the small store's same page; undefined where that is not as full. */
  readonly few: number | undefined;
};

function figuresOf(all: readonly PageTimes[], few: number): readonly Figure[] {
  const among = (few * 100).toLocaleString('en');
  const grown = Object.entries(Object.groupBy(all, ({ name }) => name))
    .flatMap(([name, pages = []]) => {
      const full = pages.flatMap(({ best, few: base }) => (base === undefined ? [] : [{ best, base }]));
      if (full.length === 0) return [];
      const best = medianOf(full.map((page) => page.best));
      const base = medianOf(full.map((page) => page.base));
      return [{ name, best, base, growth: medianOf(full.map((page) => page.best / page.base)) }];
    })
    .toSorted((one, other) => other.growth - one.growth);
  const [most] = grown;
  const [slowest] = all.toSorted((one, other) => other.best - one.best);
  const [unread] = all.toSorted((one, other) => other.first - one.first);
  if (most === undefined || slowest === undefined || unread === undefined) throw new RangeError('no pages');
  const alone = { unit: 'ms', baseline: undefined, ratio: undefined };
  const growth = `from ${few.toLocaleString('en')} orders to ${among}`;
  const median = medianOf(grown.map((page) => page.growth));
  const flat = grown.filter((page) => page.growth <= 1.5).length;
  return [
    {
      name: `slowest page out of ${among} orders, of ${all.length} by ${Object.keys(filters).length} filters in ${sorts.length} orders (${slowest.name})`,
      value: slowest.best,
      ...alone,
      goal: '<= 5 ms',
      pass: slowest.best <= 5,
    },
    {
      name: `the pages of 100 that grow most ${growth} (${most.name}; ${flat} of ${grown.length} filters and orders grow by 1.5 or less)`,
      value: most.best,
      unit: 'ms',
      baseline: most.base,
      ratio: most.growth,
      goal: '<= 1.5 x',
      pass: most.growth <= 1.5,
    },
    {
      name: `the median of these pages, ${growth}`,
      value: medianOf(grown.map((page) => page.best)),
      unit: 'ms',
      baseline: medianOf(grown.map((page) => page.base)),
      ratio: median,
      goal: '<= 1.5 x',
      pass: median <= 1.5,
    },
    {
      name: `the slowest when its part of the file is read for the first time (${unread.name})`,
      value: unread.first,
      ...alone,
      goal: 'printed',
      pass: true,
    },
  ];
}

/** Pages walked by cursor, and one from the middle; those of the two stores in turns: a machine that slows down slows both. */
async function measurePages(
  name: string,
  filter: OrderFilter,
  sort: OrderSort,
  [small, big]: readonly [BenchStore, BenchStore],
): Promise<readonly PageTimes[]> {
  const pages: PageTimes[] = [];
  let bases: string | undefined;
  let after: string | undefined;
  let comparable = true;
  for (let page = 0; page < pagesEach; page += 1) {
    const { base, best, first } = await inTurns(filter, sort, [small, bases], [big, after]);
    if (best.page.rows.length === 0) break;
    comparable &&= Math.min(base.page.rows.length, best.page.rows.length) === pageSize;
    pages.push({ name, first: first.time, best: best.time, few: comparable ? base.time : undefined });
    if (best.page.next === undefined) break;
    after = best.page.next;
    bases = base.page.next;
    comparable &&= bases !== undefined;
  }
  const middles = [await middleOf(small, filter, sort), await middleOf(big, filter, sort)];
  const { base, best, first } = await inTurns(filter, sort, [small, middles[0]], [big, middles[1]]);
  const full = Math.min(base.page.rows.length, best.page.rows.length) === pageSize;
  pages.push({
    name: `${name}, from the middle`,
    first: first.time,
    best: best.time,
    few: full ? base.time : undefined,
  });
  return pages;
}

type Place = readonly [store: BenchStore, after: string | undefined];

async function inTurns(
  filter: OrderFilter,
  sort: OrderSort,
  [small, bases]: Place,
  [big, after]: Place,
): Promise<{ readonly base: Reading; readonly best: Reading; readonly first: Reading }> {
  const first = await timed(big, filter, sort, after);
  let best = first;
  let base = await timed(small, filter, sort, bases);
  for (let reading = 0; reading < readings; reading += 1) {
    base = faster(base, await timed(small, filter, sort, bases));
    best = faster(best, await timed(big, filter, sort, after));
  }
  return { base, best, first };
}

/** Behind an order of the middle of the time, which is in the middle of what was ordered then as well. */
async function middleOf(
  { store }: BenchStore,
  filter: OrderFilter,
  sort: OrderSort,
): Promise<string | undefined> {
  const { from = firstTime, to = firstTime + year } = filter;
  const middle = Math.floor((from + to) / 2);
  const { orders } = store.record.read;
  const around = { from: middle, to: Math.min(to, middle + 2 * day) };
  const { rows } = await orders.page(around, sort, { limit: pageSize });
  return (await orders.page(around, sort, { limit: Math.ceil((rows.length + 1) / 2) })).next;
}

type Reading = { readonly page: Page<Order>; readonly time: number };

async function timed(
  { store }: BenchStore,
  filter: OrderFilter,
  sort: OrderSort,
  after: string | undefined,
): Promise<Reading> {
  const start = performance.now();
  const page = await store.record.read.orders.page(filter, sort, { limit: pageSize, after });
  return { page, time: performance.now() - start };
}

function faster(one: Reading, other: Reading): Reading {
  return other.time < one.time ? other : one;
}

async function storeOf(orders: number): Promise<BenchStore> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  fillOrders(raw, orders);
  raw.close();
  return bench;
}

/** Whose the orders are. */
export const orderAccounts = ['a0', 'a1', 'a2', 'a3'].map(accountId);

/** By SQL alone, and the indexes after the rows: ten million would take an hour otherwise. */
export function fillOrders(database: Database.Database, orders: number): void {
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
      (1 + (r / 7) % 8999) || '.5', (100 + (r / 13) % 100000) || '.25', 'GTC',
      CASE WHEN i >= ${orders - 300} THEN 'SUBMITTED' WHEN (r / 11) % 1000 < 700 THEN 'FILLED'
        WHEN (r / 11) % 1000 < 950 THEN 'CANCELLED' WHEN (r / 11) % 1000 < 990 THEN 'REJECTED' ELSE 'EXPIRED' END,
      '0', '0', ${firstTime} + i * ${year} / ${orders}, ${firstTime}, 0,
      CASE WHEN (r / 17) % 3 = 0 THEN 'st' || ((r / 51) % 40) END
    FROM scattered`);
  for (const { sql } of indexes) database.exec(sql);
  database.pragma('wal_checkpoint(TRUNCATE)');
}
