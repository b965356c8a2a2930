/** Which entries leave open what a result or a fee of a round trip was worth in the portfolio's currency. */
import { currency, heldId, ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import type { UnratedEntry } from '#src/ports/movement-rate-repository.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { tripsWithoutWorth, type InBase } from './unrated-worth.ts';

const isWithin = 'ledger.account_id = +? AND time BETWEEN ? AND ? AND voided_by IS NULL';
/** What leaves a round trip for an amount, or for nothing, and what a spin-off delivers or brings back; a told fee is sold for its worth. */
const hasResult = `(type IN ('loss', 'expiry', 'spin-off') OR (type = 'fee' AND cost_currency IS NOT NULL)
  OR (instrument_id IS NOT NULL AND coalesce(quantity, '0') <> '0' AND coalesce(cash_amount, '0') <> '0'))`;
const leaves = (amount: string) => `(${amount} LIKE '-%') = ?`;

/** Each with what its result is in, which is what the round trip is priced in, and with what a told fee is in. */
const realising = `SELECT id, time, ? AS rated FROM ledger INDEXED BY ledger_instrument
    WHERE ${isWithin} AND instrument_id = ? AND instrument_id IS NOT NULL AND quantity <> '0' AND ${leaves('quantity')} AND ${hasResult}
  UNION SELECT id, time, cash_currency FROM ledger INDEXED BY ledger_instrument
    WHERE ${isWithin} AND instrument_id = ? AND instrument_id IS NOT NULL AND type = 'return-of-capital' AND cash_amount IS NOT NULL
  UNION SELECT id, time, ? FROM ledger INDEXED BY ledger_currency
    WHERE ${isWithin} AND cash_currency = ? AND cash_amount IS NOT NULL AND cash_amount <> '0' AND ${leaves('cash_amount')} AND ${hasResult}`;
const charged = `SELECT id, time, cost_currency FROM ledger INDEXED BY ledger_instrument
    WHERE ${isWithin} AND instrument_id = ? AND instrument_id IS NOT NULL AND type = 'fee' AND cost_currency IS NOT NULL
  UNION SELECT id, time, cost_currency FROM ledger INDEXED BY ledger_currency
    WHERE ${isWithin} AND cash_currency = ? AND cash_amount IS NOT NULL AND type = 'fee' AND cost_currency IS NOT NULL`;
const withoutRate = `SELECT * FROM (${realising} UNION ${charged}) WHERE rated <> ? AND NOT EXISTS (
  SELECT 1 FROM movement_rates WHERE ${rateHolds} AND into_currency = ? AND currency = rated AND movement_id = id)`;

type Row = Pick<LedgerRow, 'id' | 'time'> & { readonly rated: string };

/** In pieces. */
export async function* unratedResults(
  session: Session,
  account: AccountId,
  { base, isAhead }: InBase,
): AsyncIterable<readonly UnratedEntry[]> {
  for (const trips of tripsWithoutWorth(session, account, isAhead)) {
    yield trips
      .filter(({ results, fees }) => results + fees > 0)
      .flatMap(({ held, currency: priced, side, opened_at, updated_at }) => {
        const within = [account, opened_at, updated_at, held];
        const isOut = side === 'BUY' ? 1 : 0;
        const values = [priced, ...within, isOut, ...within, priced, ...within, isOut, ...within, ...within];
        return session.list(
          `entries of account ${account} whose result has no rate`,
          withoutRate,
          [...values, base, base],
          (row: Row) => ({
            movementId: ledgerEntryId(row.id),
            accountId: account,
            held: heldId(held),
            currency: currency(row.rated),
            into: base,
            time: wholeIn('ledger.time', row.time),
          }),
        );
      });
  }
}
