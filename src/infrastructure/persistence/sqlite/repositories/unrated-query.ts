/** What of the round trips of an account lacks a rate. */
import { capitalTypes, earnedTypes } from '#src/domain/entry-types.ts';
import type { AccountId } from '#src/domain/ids.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import type { LedgerRow, PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const isEarned = `type IN (${earnedTypes.map((type) => `'${type}'`).join(', ')})`;

/** What was earned or charged, and what else moved money alone, as an adjustment. */
export const isBesideTrips = `(${isEarned} OR (cash_amount IS NOT NULL AND coalesce(quantity, '0') = '0'
  AND type NOT IN (${capitalTypes.map((type) => `'${type}'`).join(', ')}) AND NOT (type = 'return-of-capital' AND instrument_id IS NOT NULL)))`;

/** Each currency stands in them once. */
const hasOtherFees = `(json_extract(positions.fees, '$[0].currency') <> positions.currency
    OR json_extract(positions.fees, '$[1].currency') IS NOT NULL)`;
/** The sums tell where there are any: an account may have a million round trips. */
const tripsWhere = (
  ofOpen: string,
  ofClosed: string,
) => `SELECT held, currency, opened_at, updated_at FROM positions
    WHERE closed_at IS NULL AND account_id = ? AND (undecided <> '0' OR uncosted <> '0'${ofOpen})
  UNION SELECT held, currency, opened_at, updated_at FROM trip_sums
    CROSS JOIN positions USING (account_id, instrument_id)
    WHERE trip_sums.account_id = ? AND closed_at IS NOT NULL AND has_traded
      AND ((unknown_results > 0 AND positions.undecided <> '0')${ofClosed})`;
export const lackingTrips = tripsWhere(
  ` OR ${hasOtherFees}`,
  ` OR (fee_currencies <> '' AND ${hasOtherFees})`,
);
/** Without those that lack what a fee was worth alone: no row of a closed one is read where none has an unknown result. */
export const uncostedTrips = tripsWhere('', '');

const isOfEntry = `voided_by IS NULL AND time BETWEEN ? AND ? AND ledger.account_id = +?`;
/** Worth what was told of it, or what it was paid for; a coin that was earned or charged counts itself (see `held.ts`). */
export const unratedIn = `SELECT id, time, coalesce(acquired_at, time) AS moment, rated FROM (
    SELECT id, time, iif(cost_currency IS NULL, NULL, acquired_at) AS acquired_at,
        coalesce(cost_currency, cash_currency) AS rated
      FROM ledger INDEXED BY ledger_currency WHERE ${isOfEntry} AND cash_currency = ? AND cash_amount IS NOT NULL AND cash_amount <> '0'
        AND iif(cost_currency IS NULL, ${isEarned} AND coalesce(quantity, '0') = '0', type = 'fee' OR cash_amount NOT LIKE '-%')
    UNION SELECT id, time, iif(cost_currency IS NULL, NULL, acquired_at), coalesce(cost_currency, cash_currency)
      FROM ledger INDEXED BY ledger_instrument WHERE ${isOfEntry} AND instrument_id = ? AND instrument_id IS NOT NULL AND quantity <> '0'
        AND iif(cost_currency IS NULL, cash_amount <> '0', type = 'fee' OR quantity NOT LIKE '-%')
  ) WHERE rated <> ? AND NOT EXISTS (SELECT 1 FROM movement_rates WHERE ${rateHolds} AND into_currency = ? AND currency = rated
    AND movement_id = iif(moment = time, id, id || '@' || moment))`;

export function unratedInTrip(
  account: AccountId,
  { held, currency: into, opened_at, updated_at }: LackingTrip,
): readonly SqlValue[] {
  const within = [opened_at, updated_at, account, held];
  return [...within, ...within, into, into];
}

export type LackingTrip = Pick<PositionRow, 'held' | 'currency' | 'opened_at' | 'updated_at'>;
export type UnratedRow = Pick<LedgerRow, 'id' | 'time'> & { readonly moment: number; readonly rated: string };
