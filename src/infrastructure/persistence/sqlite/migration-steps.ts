/** What a migration does beyond its SQL, by `database/name` of its file. Released ones are never changed. */
import type Database from 'better-sqlite3';

import { heldOf } from '#src/domain/held.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { chainRows, chainVerdict, type ChainedTable } from './chain/chain.ts';
import { holdByCoin } from './hold-by-coin.ts';
import { holdPayments } from './hold-payments.ts';
import { coinsSettling } from './operations/verify/verify-holdings.ts';
import { instrumentFromRow } from './rows/instrument-row.ts';
import type { InstrumentRow } from './schema/record/portfolios.ts';
import { turnMoney } from './turn-money.ts';
import { sealedSelection, sealedTable, sealingOf } from './seal.ts';

/** Runs after the SQL, in its transaction; throwing undoes both. */
export type MigrationStep = (database: Database.Database) => void;

/** By the same names: what must hold before the SQL, so that what is damaged is not carried on as if it were sound. */
export const migrationChecks: Readonly<Record<string, MigrationStep>> = {
  'record/0009_lots': (database) => {
    assertSealed(database, 'positions', 'closed_at IS NULL');
  },
  'record/0016_held': (database) => {
    for (const table of ['positions', 'lots', 'balances']) assertSealed(database, table);
  },
  'record/0017_movements': (database) => {
    for (const table of ['fills', 'ledger'] as const) assertChained(database, table);
  },
  'record/0019_conversions': (database) => assertSealed(database, 'balances'),
  'record/0020_payments': (database) => assertSealed(database, 'balances'),
  'record/0021_dust': (database) => assertChained(database, 'fills'),
  'record/0036_chained_choices': (database) => assertSealed(database, 'lot_choices'),
};

export const migrationSteps: Readonly<Record<string, MigrationStep>> = {
  'record/0001_chain': (database) => {
    for (const table of ['order_events', 'fills', 'ledger', 'audit'] as const) chainRows(database, table);
  },
  'record/0011_movement_rates': (database) => chainRows(database, 'movement_rates'),
  'record/0015_balance_assertions': (database) => chainRows(database, 'balance_assertions'),
  'record/0016_held': holdByCoin,
  'record/0017_movements': unfoldMoved,
  'record/0019_conversions': turnMoney,
  'record/0020_payments': holdPayments,
  'record/0025_results': unfoldSettled,
  'record/0036_chained_choices': (database) => chainRows(database, 'lot_choices'),
};

/** What moved by quantity was in no round trip before. */
function unfoldMoved(database: Database.Database): void {
  const mark = database.prepare('INSERT OR IGNORE INTO unfolded (account_id, held) VALUES (?, ?)');
  const moved = database
    .prepare<[], InstrumentRow & { readonly account_id: string }>(
      `SELECT DISTINCT ledger.account_id, instruments.* FROM ledger JOIN instruments ON instruments.id = instrument_id
       WHERE quantity IS NOT NULL AND voided_by IS NULL`,
    )
    .all();
  for (const row of moved) mark.run(row.account_id, heldOf(instrumentFromRow(row)));
}

/** What contracts realised in a coin was in no lots before. */
function unfoldSettled(database: Database.Database): void {
  const mark = database.prepare('INSERT OR IGNORE INTO unfolded (account_id, held) VALUES (?, ?)');
  for (const { account, held } of coinsSettling(database)) mark.run(account, held);
}

function assertChained(database: Database.Database, table: ChainedTable): void {
  const { firstBad } = chainVerdict(database, table);
  if (firstBad !== undefined) throw notRecorded(`row ${firstBad.sequence}`, table);
}

function assertSealed(database: Database.Database, name: string, where = 'true'): void {
  const table = sealedTable(database, name);
  if (table === undefined) return;
  const columns = sealedSelection(table);
  const sealOf = sealingOf(table, columns);
  const rows = database
    .prepare<[], readonly unknown[]>(`SELECT ${columns.join(', ')} FROM ${name} WHERE ${where}`)
    .raw();
  for (const row of rows.iterate()) {
    if (row.at(-1) === null || sealOf(row) === row.at(-1)) continue;
    const key = row.slice(0, table.key.length).join(', ');
    throw notRecorded(key, name);
  }
}

function notRecorded(row: string, table: string): IntegrityError {
  return new IntegrityError(
    `${row} in ${table} is not what was recorded, and what is made of it would be wrong. Nothing was changed: ` +
      '"npm run db -- status" lists the backups, and "restore ID" puts one from before the damage in its place',
  );
}
