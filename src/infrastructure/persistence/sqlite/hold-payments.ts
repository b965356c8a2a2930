/** Takes coins that fills were paid in out of the cash: they are held, and folded anew when the workspace opens. */
import type Database from 'better-sqlite3';

import { heldCoin } from '#src/domain/held.ts';
import { currency } from '#src/domain/ids.ts';
import { basesIn, coinsPaidIn } from './operations/verify/verify-holdings.ts';
import type { BalanceRow } from './schema/record/fills.ts';

/** After the SQL. What entries of the ledger moved of a coin is in no cash already. */
export function holdPayments(database: Database.Database): void {
  const mark = database.prepare('INSERT OR IGNORE INTO unfolded (account_id, held) VALUES (?, ?)');
  for (const { account, held } of coinsPaidIn(database)) mark.run(account, held);
  // What was sold without a purchase was a round trip of its own each time.
  database
    .prepare(
      `INSERT OR IGNORE INTO unfolded (account_id, held)
       SELECT DISTINCT account_id, held FROM positions WHERE unseen <> '0'`,
    )
    .run();
  const bases = basesIn(database);
  // Lots go along a link since.
  const linked = database.prepare<[], { readonly account_id: string; readonly cash_currency: string }>(
    `SELECT DISTINCT account_id, cash_currency FROM ledger
     WHERE link IS NOT NULL AND cash_currency IS NOT NULL AND voided_by IS NULL`,
  );
  for (const { account_id, cash_currency } of linked.all()) {
    const held = heldCoin(currency(cash_currency), bases.get(account_id));
    if (held !== undefined) mark.run(account_id, held);
  }
  const empty = database.prepare(
    "UPDATE balances SET cash = '0', seal = NULL WHERE account_id = ? AND currency = ? AND cash <> '0'",
  );
  for (const { account_id, currency: code } of database
    .prepare<[], BalanceRow>('SELECT * FROM balances')
    .all())
    if (heldCoin(currency(code), bases.get(account_id)) !== undefined) empty.run(account_id, code);
}
