/** Takes what turned money into money out of the positions: both sides of it are cash. */
import type Database from 'better-sqlite3';

import { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { conversionsIn } from './operations/verify/verify-holdings.ts';
import { fillFromRow } from './rows/fill-row.ts';
import { decimalIn } from './rows/row-values.ts';
import type { BalanceRow, FillRow } from './schema/record/fills.ts';

/** After the SQL. What was paid is in the cash already; what came for it is added. */
export function turnMoney(database: Database.Database): void {
  for (const { accountId, instruments } of conversionsIn(database)) {
    for (const instrument of instruments.values()) {
      removePositions(database, accountId, instrument);
      addCash(database, accountId, instrument);
    }
  }
}

/** By the instrument, and by the code of a coin that its portfolio is measured in. */
function removePositions(database: Database.Database, account: string, { id, base }: Instrument): void {
  for (const table of ['positions', 'lots', 'unfolded'])
    database.prepare(`DELETE FROM ${table} WHERE account_id = ? AND held IN (?, ?)`).run(account, id, base);
  for (const table of ['trip_sums', 'protections'])
    database.prepare(`DELETE FROM ${table} WHERE account_id = ? AND instrument_id = ?`).run(account, id);
}

function addCash(database: Database.Database, account: string, instrument: Instrument): void {
  const fills = database.prepare<[string, string], FillRow>(
    'SELECT * FROM fills WHERE instrument_id = ? AND account_id = ? AND voided_by IS NULL',
  );
  let sum = Decimal.zero;
  for (const row of fills.iterate(instrument.id, account)) {
    for (const { quantity } of entriesOfFill(fillFromRow(row), instrument))
      sum = sum.plus(quantity ?? Decimal.zero);
  }
  const known = database
    .prepare<[string, string], Pick<BalanceRow, 'cash'>>(
      'SELECT cash FROM balances WHERE account_id = ? AND currency = ?',
    )
    .get(account, instrument.base);
  const cash = known === undefined ? sum : sum.plus(decimalIn('balances.cash', known.cash));
  database
    .prepare(
      `INSERT INTO balances (account_id, currency, cash) VALUES (?, ?, ?)
       ON CONFLICT (account_id, currency) DO UPDATE SET cash = excluded.cash, seal = NULL`,
    )
    .run(account, instrument.base, cash.toString());
}
