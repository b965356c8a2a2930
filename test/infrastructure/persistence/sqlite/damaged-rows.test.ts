import { heldBy } from '#test/ports/sample-entities.ts';
import { fillsOf } from '#test/ports/fills-of.ts';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { bookFills } from '#src/application/orders/book-fills.ts';
import { orderId } from '#src/domain/ids.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError, RepositoryError } from '#src/ports/store-errors.ts';
import { btc, furnish, main, sampleEntry, sampleFill, sampleOrder } from '#test/ports/sample-entities.ts';
import { openTemporary, optionsFor, tamper, temporaryWorkspace } from './temporary-workspace.ts';

/** A workspace with a row in each table, changed behind the store's back. */
async function damagedBy(sql: string, change = tamper): Promise<Repositories> {
  const folder = await temporaryWorkspace();
  const store = await openWorkspaceFiles(optionsFor(folder));
  await furnish(store.record);
  await store.record.transact(async (unit) => {
    await unit.orders.insert(sampleOrder(1));
    await unit.ledger.append([sampleEntry(1)]);
    await bookFills(unit, [sampleFill(1)]);
  });
  await store.close();
  change(join(folder, 'record.sqlite'), sql);
  return (await openTemporary(folder)).record.read;
}

async function lotsOf(read: Repositories): Promise<unknown> {
  const position = await read.positions.last(main, heldBy(btc));
  return position && read.positions.lots(position, position.quantity);
}

/** As a flipped bit does, which asks no column for its type. */
function tamperLoosely(path: string, sql: string): void {
  const strict = "') STRICT'";
  const loose = "') /* S */'";
  for (const [from, to] of [
    [strict, loose],
    [loose, strict],
  ]) {
    const database = new Database(path);
    if (from === loose) database.exec(sql);
    database.unsafeMode();
    database.pragma('writable_schema = ON');
    database.exec(`UPDATE sqlite_schema SET sql = replace(sql, ${from}, ${to})`);
    database.close();
  }
}

describe('a row that no version has written', () => {
  it.each<[string, string, (read: Repositories) => Promise<unknown>]>([
    [
      'orders.status holds "DONE"',
      "UPDATE orders SET status = 'DONE'",
      (read) => read.orders.get(orderId('order-1')),
    ],
    [
      'orders.quantity holds "1,5"',
      "UPDATE orders SET quantity = '1,5'",
      (read) => read.orders.get(orderId('order-1')),
    ],
    [
      'orders.external holds "7"',
      'UPDATE orders SET external = 7',
      (read) => read.orders.get(orderId('order-1')),
    ],
    [
      'orders.ended_status holds "CANCELLED"',
      "UPDATE orders SET ended_status = 'CANCELLED'",
      (read) => read.orders.get(orderId('order-1')),
    ],
    [
      'must read venue:symbol',
      "PRAGMA foreign_keys = OFF; UPDATE orders SET instrument_id = 'BTC'",
      (read) => read.orders.active(),
    ],
    ['fills.side holds "buy"', "UPDATE fills SET side = 'buy'", (read) => fillsOf(read.trades, main, btc)],
    ['balances.cash holds ""', "UPDATE balances SET cash = ''", (read) => read.ledger.cash(main)],
    [
      'positions.fees holds "{}"',
      "UPDATE positions SET fees = '{}'",
      (read) => read.positions.active([main]),
    ],
    [
      'positions.fees holds',
      'UPDATE positions SET fees = \'[{"currency":1}]\'',
      (read) => read.positions.active([main]),
    ],
    ['lots.cost holds "1,5"', "UPDATE lots SET cost = '1,5'", lotsOf],
    ['accounts.mode holds "bank"', "UPDATE accounts SET mode = 'bank'", (read) => read.accounts.list()],
    [
      'accounts.environment holds "moon"',
      "UPDATE accounts SET environment = 'moon'",
      (read) => read.accounts.list(),
    ],
    [
      'instruments.kind holds "bond"',
      "UPDATE instruments SET kind = 'bond'",
      (read) => read.instruments.list(),
    ],
    [
      'portfolios.lot_method holds "HIFO"',
      "UPDATE portfolios SET lot_method = 'HIFO'",
      (read) => read.portfolios.list(),
    ],
  ])('is refused: %s', async (message, sql, reading) => {
    const read = await damagedBy(sql);
    const failing = reading(read);
    await expect(failing).rejects.toThrow(RepositoryError);
    await expect(failing).rejects.toThrow(message);
  });
});

describe('a number that is no time', () => {
  it.each<[string, string, (read: Repositories) => Promise<unknown>]>([
    ['orders', 'created_at', (read) => read.orders.get(orderId('order-1'))],
    ['orders', 'updated_at', (read) => read.orders.active()],
    ['orders', 'last_fill_at', (read) => read.orders.active()],
    ['fills', 'time', (read) => fillsOf(read.trades, main, btc)],
    ['positions', 'opened_at', (read) => read.positions.active([main])],
    ['lots', 'place', lotsOf],
    ['lots', 'opened_at', lotsOf],
    ['accounts', 'created_at', (read) => read.accounts.list()],
    ['accounts', 'disabled_at', (read) => read.accounts.list()],
  ])('is refused: %s.%s', async (table, column, reading) => {
    for (const number of ['1.5', '-1', '8640000000000001']) {
      const read = await damagedBy(`UPDATE ${table} SET ${column} = ${number}`, tamperLoosely);
      const failing = reading(read);
      await expect(failing).rejects.toThrow(RepositoryError);
      await expect(failing).rejects.toThrow(`${table}.${column} holds "${Number(number)}"`);
    }
  });
});

describe("the driver's errors", () => {
  it('name the entity, the operation and the constraint, and no SQL', async () => {
    const store = await openTemporary(await temporaryWorkspace());
    await furnish(store.record);
    const twice = store.record.transact(async (unit) => {
      await unit.orders.insert(sampleOrder(1));
      await unit.orders.insert(sampleOrder(2, { id: orderId('order-1') }));
    });
    await expect(twice).rejects.toThrow(
      new IntegrityError('insert order order-1: orders.id is taken already'),
    );
  });

  it('name what a row refers to that is not recorded', async () => {
    const store = await openTemporary(await temporaryWorkspace());
    await furnish(store.record);
    const stray = sampleFill(1, { orderId: orderId('nobody') });
    await expect(store.record.transact((unit) => unit.trades.save(stray))).rejects.toThrow(
      new IntegrityError(
        `save fill ${stray.id}: fills.order_id refers to orders "nobody", which is not recorded`,
      ),
    );
  });

  it('name what a fill that is named wrongly should be named after', async () => {
    const store = await openTemporary(await temporaryWorkspace());
    await furnish(store.record);
    const wrong = { ...sampleFill(1), venueTradeId: 'another' };
    await expect(store.record.transact((unit) => unit.trades.save(wrong))).rejects.toThrow(IntegrityError);
  });
});
