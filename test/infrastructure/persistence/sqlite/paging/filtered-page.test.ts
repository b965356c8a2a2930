import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';

import { accountId, instrumentId } from '#src/domain/ids.ts';
import { orderStatuses } from '#src/domain/order.ts';
import type { OrderFilter, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import type { Page } from '#src/ports/page.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { furnish, sampleInstrument, sampleOrder } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  tamper,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const hour = 3_600_000;
const length = 20_000;
/** Four orders each two hours: more than a year. */
const span = (length / 4) * 2 * hour;

/** A few symbols have half of the orders, eighty share the others; one account has a twentieth. */
const manyOrders = `
  PRAGMA foreign_keys = OFF;
  WITH RECURSIVE
    numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${length - 1}),
    scattered AS (SELECT i, (i * 2654435761) % 4294967296 AS r FROM numbers)
  INSERT INTO orders (id, client_order_id, account_id, instrument_id, side, type, quantity, limit_price,
    time_in_force, status, filled_quantity, filled_value, created_at, updated_at, external, strategy)
  SELECT 'o-' || i, 'td-' || i,
    CASE WHEN r % 100 < 60 THEN 'large' WHEN r % 100 < 95 THEN 'middle' ELSE 'small' END,
    'sim:S' || CASE WHEN (r / 100) % 2 = 0 THEN (r / 200) % 4 ELSE (r / 200) % 80 END || 'USDT',
    iif(r % 3 = 0, 'BUY', 'SELL'), 'LIMIT', (1 + (r / 7) % 90) || '.5', (1 + (r / 13) % 900) || '.25', 'GTC',
    json_extract('${JSON.stringify(orderStatuses)}', '$[' || ((r / 11) % ${orderStatuses.length}) || ']'),
    '0', '0', (i / 4) * ${2 * hour}, 0, 0, iif((r / 17) % 3 = 0, 'st' || ((r / 51) % 4), NULL)
  FROM scattered`;

const sortColumns = {
  time: 'created_at',
  symbol: 'symbol',
  status: 'status',
  quantity: 'quantity_order',
  price: 'price_order',
} as const satisfies Record<OrderSort['by'], string>;

const time = fc.integer({ min: 0, max: span });
const wholeFilter = {
  accountIds: fc.subarray(['large', 'middle', 'small'].map(accountId), { minLength: 1 }),
  statuses: fc.subarray([...orderStatuses], { minLength: 1, maxLength: 2 }),
  symbol: fc.constantFrom('S1USDT', 'S40USDT'),
  side: fc.constantFrom('BUY', 'SELL'),
  strategy: fc.constantFrom('st1', 'st3'),
};
const directions = fc.constantFrom('ascending', 'descending');
const anyPage: fc.Arbitrary<readonly [OrderFilter, OrderSort]> = fc.tuple(
  fc.oneof(
    fc.record(wholeFilter, { requiredKeys: [] }),
    fc.record({ ...wholeFilter, from: time, to: time }, { requiredKeys: [] }),
  ),
  fc.record({
    by: fc.constantFrom('time', 'symbol', 'status', 'quantity', 'price'),
    direction: directions,
  }),
);
/** Read value by value of what they are sorted by. */
const steppedPage: fc.Arbitrary<readonly [OrderFilter, OrderSort]> = fc.tuple(
  fc
    .tuple(
      fc.integer({ min: 0, max: span / 4 }),
      fc.constantFrom<OrderFilter[]>(
        { accountIds: [accountId('small')] },
        { statuses: ['EXPIRED'] },
        { statuses: ['FILLED', 'REJECTED'], accountIds: [accountId('middle')] },
        { strategy: 'st1' },
      ),
    )
    .map(([from, filter]) => ({ ...filter, from })),
  fc.record({ by: fc.constantFrom('symbol', 'status'), direction: directions }),
);

describe('pages of twenty thousand orders', () => {
  it('from anywhere, both ways, are those of a sort of all', async () => {
    const folder = await temporaryWorkspace();
    const path = join(folder, 'record.sqlite');
    tamper(path, manyOrders);
    const { orders } = (await openTemporary(folder)).record.read;
    const raw = new Database(path, { readonly: true });
    onTestFinished(() => void raw.close());
    const limits = fc.integer({ min: 1, max: 400 });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyPage, steppedPage),
        limits,
        time,
        async ([filter, sort], limit, around) => {
          const first = await orders.page(filter, sort, { limit });
          expect(idsOf(first)).toEqual(sorted(raw, filter, sort, limit));
          // Of any order, whether it matches or not.
          const from = Math.floor(around / hour / 2) * hour * 2;
          const start = await orders.page({ from, to: from + 1 }, sort, { limit: 1 });
          const cursor = start.next;
          if (cursor === undefined) return;
          const after = await orders.page(filter, sort, { limit, after: cursor });
          expect(idsOf(after)).toEqual(
            sorted(raw, filter, sort, limit, { id: idsOf(start)[0], way: 'after' }),
          );
          const before = await orders.page(filter, sort, { limit, before: cursor });
          expect(idsOf(before).toReversed()).toEqual(
            sorted(raw, filter, sort, limit, { id: idsOf(start)[0], way: 'before' }),
          );
        },
      ),
      { numRuns: 120 },
    );
  });
});

function idsOf({ rows }: Page<{ readonly id: string }>): readonly string[] {
  return rows.map(({ id }) => id);
}

type Start = { readonly id: string | undefined; readonly way: 'after' | 'before' };

/** By one plain statement that uses no index: what lies behind `start`, the nearest first. */
function sorted(
  raw: Database.Database,
  { accountIds, statuses, symbol, side, strategy, from, to }: OrderFilter,
  { by, direction }: OrderSort,
  limit: number,
  start?: Start,
): readonly string[] {
  const isOneOf = '(SELECT value FROM json_each(?))';
  const wanted: readonly (readonly [sql: string, value: string | number | undefined])[] = [
    [`account_id IN ${isOneOf}`, accountIds && JSON.stringify(accountIds)],
    [`status IN ${isOneOf}`, statuses && JSON.stringify(statuses)],
    ['symbol = ?', symbol],
    ['side = ?', side],
    ['strategy = ?', strategy],
    ['created_at >= ?', from],
    ['created_at < ?', to],
  ];
  const given = wanted.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  const ascending = (direction === 'ascending') === (start?.way !== 'before');
  const keys = [sortColumns[by], 'created_at', 'seq'];
  const behind = `(${keys.join()}) ${ascending ? '>' : '<'} (SELECT ${keys.join()} FROM orders WHERE id = ?)`;
  const tests = [...given.map(({ sql }) => sql), start === undefined ? 'TRUE' : behind];
  const order = keys.map((key) => `${key} ${ascending ? 'ASC' : 'DESC'}`).join();
  return raw
    .prepare<unknown[], string>(
      `SELECT id FROM orders NOT INDEXED WHERE ${tests.join(' AND ')} ORDER BY ${order} LIMIT ${limit}`,
    )
    .pluck()
    .all(...given.map(({ value }) => value), ...(start === undefined ? [] : [start.id]));
}

describe('pages of a damaged file', () => {
  const mostPages = 20;
  const symbols = ['aaaUSDT', 'pqrUSDT', 'ztzUSDT'];

  /** With one bit flipped wherever it says `pqr`: in no text any more, and in the same place of every order. */
  async function damagedOrders(): Promise<OrderRepository> {
    const folder = await temporaryWorkspace();
    const path = join(folder, 'record.sqlite');
    const store = await openTemporary(folder);
    await furnish(store.record);
    const instruments = symbols.map((symbol) => instrumentId(`binance:${symbol}`));
    await store.record.transact(async (unit) => {
      await unit.instruments.saveMany(instruments.map(sampleInstrument));
      for (const [at, instrument] of [...instruments, ...instruments, ...instruments].entries()) {
        await unit.orders.insert(sampleOrder(at, { instrumentId: instrument }));
      }
    });
    await store.close();
    const bytes = await readFile(path);
    for (let at = bytes.indexOf('pqrUSDT'); at >= 0; at = bytes.indexOf('pqrUSDT', at)) {
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x80, at);
    }
    await writeFile(path, bytes);
    return (await openTemporary(folder)).record.read.orders;
  }

  /** How many pages there are to the end. */
  async function walk(
    way: 'after' | 'before',
    direction: OrderSort['direction'],
    limit: number,
  ): Promise<number> {
    const orders = await damagedOrders();
    const sort = { by: 'symbol', direction } as const;
    let cursor = (await orders.page({}, sort, { limit: way === 'after' ? limit : 8 })).next;
    let pages = 0;
    while (cursor !== undefined && pages < mostPages) {
      const page = await orders.page({}, sort, { limit, [way]: cursor });
      cursor = way === 'after' ? page.next : page.previous;
      pages += 1;
    }
    return pages;
  }

  it.each([
    ['after', 'ascending', 1],
    ['after', 'ascending', 2],
    ['before', 'descending', 2],
  ] as const)('are refused where they come back to themselves: %s, %s, %i', async (way, direction, limit) => {
    const walked = walk(way, direction, limit);
    await expect(walked).rejects.toThrow(IntegrityError);
    await expect(walked).rejects.toThrow('a page of orders by symbol ends where it began');
  });

  it.each([
    ['after', 'descending', 1],
    ['before', 'ascending', 1],
  ] as const)('end where they do not: %s, %s, %i', async (way, direction, limit) => {
    expect(await walk(way, direction, limit)).toBeLessThan(mostPages);
  });
});
