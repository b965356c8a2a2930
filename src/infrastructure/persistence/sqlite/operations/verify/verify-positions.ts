/**
 * The positions and open lots of each account and instrument, each read once: by its seal, and folded anew from its
 * fills. The balances follow, from the same fills and the ledger.
 */
import type Database from 'better-sqlite3';

import { lotMethods } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import { accountId, instrumentId } from '#src/domain/ids.ts';
import { cashOfFills } from '#src/domain/ledger.ts';
import { PositionFold, type Position } from '#src/domain/position.ts';
import { TripSum } from '#src/domain/trip-sums.ts';
import { fillsInFoldOrder } from '#src/infrastructure/persistence/sqlite/paging/fold-pages.ts';
import { fillFromRow, type FillColumns } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import { positionToRow } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import { oneOf } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { FillRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { InstrumentRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import {
  changed,
  unequal,
  type Difference,
} from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { Balances } from './verify-balances.ts';
import { lotColumns, lotDifferences } from './verify-lots.ts';
import { tripSumDifferences } from './verify-trip-sums.ts';
import { sealCheck, type SealCheck } from './verify-seals.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const rowsAtOnce = 1_000;
const methodIn = oneOf('positions.method', lotMethods);

type Pair = Pick<FillRow, 'account_id' | 'instrument_id'>;
type PositionValues = readonly [id: string, method: string, ...rest: unknown[]];

export async function* positionDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const pairs = database
    .prepare<[], Pair>(
      `SELECT DISTINCT account_id, instrument_id FROM fills WHERE voided_by IS NULL
       UNION SELECT DISTINCT account_id, instrument_id FROM positions
       UNION SELECT DISTINCT account_id, instrument_id FROM lots
       UNION SELECT DISTINCT account_id, instrument_id FROM trip_sums`,
    )
    .all();
  const seals = sealCheck(database, 'positions', ['id', 'method']);
  const lotSeals = sealCheck(database, 'lots', lotColumns);
  const balances = new Balances();
  for (const [index, pair] of pairs.entries()) {
    operation.report(index, pairs.length);
    yield* differencesOf(database, pair, { seals, lotSeals, balances, operation });
  }
  await balances.addLedger(database, operation);
  for (const difference of balances.differences(database)) yield { table: 'balances', ...difference };
}

type Walk = {
  readonly seals: SealCheck;
  readonly lotSeals: SealCheck;
  readonly balances: Balances;
  readonly operation: Operation;
};

async function* differencesOf(
  database: Database.Database,
  pair: Pair,
  { seals, lotSeals, balances, operation }: Walk,
): AsyncIterable<Difference> {
  const stored = database
    .prepare<[string, string], PositionValues>(
      `SELECT ${seals.columns.join(', ')} FROM positions
       WHERE account_id = +? AND instrument_id = +? ORDER BY sequence`,
    )
    .raw()
    .all(pair.account_id, pair.instrument_id);
  for (const row of stored) if (!seals.isWhole(row)) yield changed(row[0]);
  const instrumentRow = database
    .prepare<[string], InstrumentRow>('SELECT * FROM instruments WHERE id = ?')
    .get(pair.instrument_id);
  if (instrumentRow === undefined) return;
  const instrument = instrumentFromRow(instrumentRow);
  const fold = new PositionFold(instrument, methodIn(stored[0]?.[1] ?? 'FIFO'));
  const trips = new TripSum([]);
  let count = 0;
  for await (const fills of fillsInOrder(database, pair)) {
    for (const cash of cashOfFills(fills, instrument)) balances.add(pair.account_id, 'fill', cash);
    for (const fill of fills) {
      for (const closed of fold.add(fill)) {
        trips.add(closed);
        yield* folded(closed, stored[count++], seals);
      }
    }
    await breathe(operation);
  }
  const open = fold.open();
  if (open !== undefined) yield* folded(open, stored[count++], seals);
  for (const [id] of stored.slice(count)) yield { row: id, problem: { code: 'POSITION_WITHOUT_FILLS' } };
  const made = fold.lotChanges().written;
  for await (const difference of lotDifferences(database, pair, { made, seals: lotSeals, operation }))
    yield { table: 'lots', ...difference };
  yield* tripSumDifferences(database, pair, trips.list());
}

function* folded(
  position: Position,
  stored: PositionValues | undefined,
  { columns }: SealCheck,
): Iterable<Difference> {
  if (stored === undefined) {
    yield { row: position.id, problem: { code: 'POSITION_MISSING' } };
    return;
  }
  const made: Readonly<Record<string, unknown>> = positionToRow(position);
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] ?? '';
    if (made[column] === stored[at] || column === 'seal') continue;
    yield unequal(stored[0], column, stored[at], made[column]);
  }
}

const fillColumns = [
  'account_id',
  'instrument_id',
  'venue_trade_id',
  'order_id',
  'side',
  'quantity',
  'price',
  'fee_currency',
  'fee_amount',
  'liquidity',
  'source',
  'received_at',
  'time',
  'venue_sequence',
  'place',
] as const satisfies readonly (keyof FillColumns)[];

async function* fillsInOrder(database: Database.Database, pair: Pair): AsyncIterable<readonly Fill[]> {
  const columns = fillColumns.join(', ');
  let left = Number(database.prepare('SELECT count(*) FROM fills').pluck().get());
  const pages = fillsInFoldOrder(
    {
      columns,
      limit: rowsAtOnce,
      read: (sql, values) =>
        database
          .prepare<SqlValue[], FillColumns>(sql)
          .all(...values)
          .map(fillFromRow),
      number: (sql, values) =>
        database
          .prepare<SqlValue[], number | null>(sql)
          .pluck()
          .get(...values),
    },
    { account: accountId(pair.account_id), instrument: instrumentId(pair.instrument_id) },
  );
  for await (const fills of pages) {
    left -= fills.length;
    // What a flipped bit made no text comes back from its column as another, and the same rows after it, for ever.
    if (left < 0) throw new IntegrityError('fills cannot be read in their order');
    yield fills;
  }
}
