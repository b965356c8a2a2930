import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { assertSameRows } from '#src/infrastructure/persistence/sqlite/operations/same-rows.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { temporaryFolder } from '../temporary-workspace.ts';

/** More than are compared at once. */
const rows = 25_000;

const content = `
  CREATE TABLE orders (seq INTEGER PRIMARY KEY, price TEXT, note TEXT) STRICT;
  CREATE TABLE candles (symbol TEXT, time INTEGER, close TEXT, PRIMARY KEY (symbol, time)) STRICT, WITHOUT ROWID;
  CREATE TABLE empty (id TEXT PRIMARY KEY) STRICT;
  WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${rows})
    INSERT INTO orders SELECT n, n || '.5', iif(n % 2, NULL, 'a note') FROM number;
  INSERT INTO candles SELECT iif(seq % 2, 'BTCUSDT', 'ETHUSDT'), seq, price FROM orders;
`;

async function compareWith(change: string) {
  const folder = await temporaryFolder();
  const paths = ['original.sqlite', 'copy.sqlite'].map((name) => join(folder, name));
  for (const [index, path] of paths.entries()) {
    const database = new Database(path);
    database.exec(content);
    if (index === 1) database.exec(change);
    database.close();
  }
  const original = new Database(paths[0], { readonly: true });
  try {
    return await assertSameRows(original, paths[1] ?? '', unattended);
  } finally {
    original.close();
  }
}

describe('a copy', () => {
  it('with the same rows tells how many there are', async () => {
    expect(await compareWith('')).toEqual({ orders: rows, candles: rows, empty: 0 });
  });

  it.each([
    ['another value', 'orders', 'UPDATE orders SET price = price + 1 WHERE seq = 20000'],
    ['a value for none', 'orders', "UPDATE orders SET note = 'a note' WHERE seq = 1"],
    ['none for a value', 'orders', 'UPDATE orders SET note = NULL WHERE seq = 24998'],
    ['a row less', 'orders', 'DELETE FROM orders WHERE seq = 10000'],
    ['a row more', 'orders', `INSERT INTO orders VALUES (${rows + 1}, '1', NULL)`],
    ['a row under another key', 'orders', 'UPDATE orders SET seq = -1 WHERE seq = 10001'],
    [
      'another value by a key of two columns',
      'candles',
      "UPDATE candles SET close = '0' WHERE symbol = 'ETHUSDT' AND time = 24998",
    ],
    ['a row in an empty table', 'empty', "INSERT INTO empty VALUES ('a')"],
  ])('with %s is refused by the name of the table', async (_, table, change) => {
    await expect(compareWith(change)).rejects.toThrow(
      new RegExp(`is not what .* holds: the table ${table}$`),
    );
    await expect(compareWith(change)).rejects.toThrow(IntegrityError);
  });

  it('with another schema is refused', async () => {
    await expect(compareWith('CREATE INDEX orders_price ON orders (price)')).rejects.toThrow('its schema');
  });
});
