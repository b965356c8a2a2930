/** The orders, each read once: by its seal, and what it says was filled by its fills. */
import type Database from 'better-sqlite3';

import { Decimal } from '#src/domain/decimal.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import {
  changed,
  unequal,
  type Difference,
} from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { sealCheck } from './verify-seals.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const rowsAtOnce = 1_000;

type OrderValues = readonly [seq: number, id: string, quantity: string, value: string, ...rest: unknown[]];

export async function* orderDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const { columns, isWhole } = sealCheck(database, 'orders', [
    'seq',
    'id',
    'filled_quantity',
    'filled_value',
  ]);
  const orders = database
    .prepare<[number, number], OrderValues>(
      `SELECT ${columns.join(', ')} FROM orders NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  const fills = database
    .prepare<[number, number], FillValues>(
      `SELECT o.seq, f.quantity, f.price FROM orders AS o NOT INDEXED
       CROSS JOIN fills AS f ON f.order_id = o.id AND f.voided_by IS NULL WHERE o.seq > ? AND o.seq <= ?`,
    )
    .raw();
  const end = Number(database.prepare('SELECT max(seq) FROM orders').pluck().get());
  // No order of ours has a number below 1; one that was put in may have.
  let last = Number.MIN_SAFE_INTEGER;
  for (let rows = orders.all(last, rowsAtOnce); rows.length > 0;) {
    const before = last;
    last = rows.at(-1)?.[0] ?? before;
    if (last <= before) throw new IntegrityError('orders cannot be read in their order');
    const sums = sumsByOrder(fills.all(before, last));
    for (const row of rows) {
      const [seq, id, quantity, value] = row;
      if (!isWhole(row)) yield changed(id);
      const sum = sums.get(seq) ?? nothing;
      if (quantity !== sum.quantity.toString()) yield unequal(id, 'filled_quantity', quantity, sum.quantity);
      if (value !== sum.value.toString()) yield unequal(id, 'filled_value', value, sum.value);
    }
    operation.report(Math.max(last, 0), end);
    await breathe(operation);
    rows = orders.all(last, rowsAtOnce);
  }
}

type FillValues = readonly [order: number, quantity: string, price: string];
type Filled = { readonly quantity: Decimal; readonly value: Decimal };

const nothing: Filled = { quantity: Decimal.zero, value: Decimal.zero };

function sumsByOrder(fills: readonly FillValues[]): ReadonlyMap<number, Filled> {
  const sums = new Map<number, Filled>();
  for (const [order, quantityText, price] of fills) {
    const quantity = decimalIn('fills.quantity', quantityText);
    const value = quantity.times(decimalIn('fills.price', price));
    const sum = sums.get(order) ?? nothing;
    sums.set(order, { quantity: sum.quantity.plus(quantity), value: sum.value.plus(value) });
  }
  return sums;
}
