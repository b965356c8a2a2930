/** Carries positions that were kept by instrument over to what is held: a coin, in whatever it was traded. */
import type Database from 'better-sqlite3';

import { Decimal } from '#src/domain/decimal.ts';
import { heldCoin, heldOf } from '#src/domain/held.ts';
import { currency } from '#src/domain/ids.ts';
import { TripSum } from '#src/domain/trip-sums.ts';
import { Connection } from './connection.ts';
import { basesIn } from './operations/verify/verify-holdings.ts';
import { instrumentFromRow } from './rows/instrument-row.ts';
import {
  closedTripColumns,
  closedTripFromRow,
  tripSumsToRow,
  type ClosedTripRow,
} from './rows/position-row.ts';
import { decimalIn } from './rows/row-values.ts';
import type { InstrumentRow } from './schema/record/portfolios.ts';

type Held = { readonly account_id: string; readonly held: string };
type Moved = { readonly account_id: string; readonly cash_currency: string };

/**
 * After the SQL, by which everything is held by its instrument. What was traded in one pair alone, and never came, went or
 * was sold short, keeps its positions. The rest is folded anew when the workspace opens.
 */
export function holdByCoin(database: Database.Database): void {
  const rename = database.prepare(
    `UPDATE positions SET held = @held, id = account_id || '/' || @held || '/' || sequence
     WHERE instrument_id = @instrument AND held = @instrument AND account_id NOT IN
       (SELECT account_id FROM unfolded WHERE held = @held)`,
  );
  const renameLots = database.prepare(
    `UPDATE lots SET held = @held WHERE held = @instrument AND account_id NOT IN
       (SELECT account_id FROM unfolded WHERE held = @held)`,
  );
  const coins = database
    .prepare<[], InstrumentRow>("SELECT * FROM instruments WHERE kind = 'spot'")
    .all()
    .map(instrumentFromRow)
    .map((instrument) => ({ instrument: instrument.id, held: heldOf(instrument) }))
    .filter(({ instrument, held }) => held !== String(instrument));
  const pairs = Map.groupBy(coins, ({ held }) => held);
  const moved = movedCoins(database);
  for (const [held, own] of pairs) {
    const ids = JSON.stringify(own.map(({ instrument }) => instrument));
    markUnfolded(database, held, ids);
    for (const { account_id } of moved.filter((one) => one.held === held)) mark(database, account_id, held);
    for (const pair of own) {
      rename.run(pair);
      renameLots.run(pair);
    }
    removeUnfolded(database, held, ids);
  }
  for (const { account_id, held } of moved) mark(database, account_id, held);
  takeCoinsFromCash(database);
  sumTrips(database);
}

function mark(database: Database.Database, account: string, held: string): void {
  database.prepare('INSERT OR IGNORE INTO unfolded (account_id, held) VALUES (?, ?)').run(account, held);
}

function markUnfolded(database: Database.Database, held: string, instruments: string): void {
  database
    .prepare(
      `INSERT OR IGNORE INTO unfolded (account_id, held)
       SELECT account_id, ? FROM positions WHERE instrument_id IN (SELECT value FROM json_each(?))
       GROUP BY account_id HAVING count(DISTINCT instrument_id) > 1 OR sum(side = 'SELL') > 0`,
    )
    .run(held, instruments);
}

function removeUnfolded(database: Database.Database, held: string, instruments: string): void {
  for (const [table, column] of [
    ['positions', 'instrument_id'],
    ['lots', 'held'],
  ]) {
    database
      .prepare(
        `DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))
           AND account_id IN (SELECT account_id FROM unfolded WHERE held = ?)`,
      )
      .run(instruments, held);
  }
}

function movedCoins(database: Database.Database): readonly Held[] {
  const bases = basesIn(database);
  return database
    .prepare<[], Moved>(
      `SELECT DISTINCT account_id, cash_currency FROM ledger
       WHERE cash_amount IS NOT NULL AND cash_amount <> '0' AND voided_by IS NULL`,
    )
    .all()
    .flatMap(({ account_id, cash_currency }) => {
      const held = heldCoin(currency(cash_currency), bases.get(account_id));
      return held === undefined ? [] : [{ account_id, held }];
    });
}

/** What came and went of a coin is a position now. */
function takeCoinsFromCash(database: Database.Database): void {
  const bases = basesIn(database);
  const sums = new Map<string, { readonly account: string; readonly code: string; sum: Decimal }>();
  const entries = database.prepare<[], Moved & { readonly cash_amount: string }>(
    `SELECT account_id, cash_currency, cash_amount FROM ledger
     WHERE cash_amount IS NOT NULL AND voided_by IS NULL`,
  );
  for (const { account_id: account, cash_currency: code, cash_amount } of entries.iterate()) {
    if (heldCoin(currency(code), bases.get(account)) === undefined) continue;
    const key = `${account} ${code}`;
    const known = sums.get(key) ?? { account, code, sum: Decimal.zero };
    known.sum = known.sum.plus(decimalIn('ledger.cash_amount', cash_amount));
    sums.set(key, known);
  }
  const cash = database
    .prepare<[string, string], string>('SELECT cash FROM balances WHERE account_id = ? AND currency = ?')
    .pluck();
  const update = database.prepare(
    'UPDATE balances SET cash = ?, seal = NULL WHERE account_id = ? AND currency = ?',
  );
  for (const { account, code, sum } of sums.values()) {
    const before = cash.get(account, code);
    if (before === undefined) continue;
    update.run(decimalIn('balances.cash', before).minus(sum).toString(), account, code);
  }
}

function sumTrips(database: Database.Database): void {
  const sum = new TripSum([]);
  // Nothing was estimated yet, and nothing valued.
  const columns = closedTripColumns
    .replace('estimated_fees', 'NULL AS estimated_fees')
    .replace('worth', 'NULL AS worth')
    .replace('capital', 'NULL AS capital');
  const closed = database.prepare<[], ClosedTripRow>(
    `SELECT ${columns} FROM positions WHERE closed_at IS NOT NULL`,
  );
  for (const row of closed.iterate()) sum.add(closedTripFromRow(row));
  const connection = new Connection(database);
  for (const sums of sum.list()) {
    const {
      estimated_fees: _fees,
      estimated_trips: _trips,
      worth: _worth,
      capital: _capital,
      ...row
    } = tripSumsToRow(sums);
    connection.insert({ table: 'trip_sums' }, row);
  }
}
