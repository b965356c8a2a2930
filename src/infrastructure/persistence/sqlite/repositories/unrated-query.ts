/** What of the round trips of an account lacks a rate. */
import { earnedTypes } from '#src/domain/entry-types.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type {
  FillRow,
  LedgerRow,
  PositionRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export const isEarned = `type IN (${earnedTypes.map((type) => `'${type}'`).join(', ')})`;

const hasOtherFees = `EXISTS (
    SELECT 1 FROM json_each(positions.fees) WHERE json_extract(value, '$.currency') <> positions.currency)`;
/** The sums tell where there are any: an account may have a million round trips. */
export const lackingTrips = `SELECT held, currency, opened_at, updated_at FROM positions
    WHERE closed_at IS NULL AND account_id = ? AND (undecided <> '0' OR uncosted <> '0' OR ${hasOtherFees})
  UNION SELECT held, currency, opened_at, updated_at FROM trip_sums
    CROSS JOIN positions USING (account_id, instrument_id)
    WHERE trip_sums.account_id = ? AND closed_at IS NOT NULL AND has_traded
      AND ((unknown_results > 0 AND positions.undecided <> '0') OR (fee_currencies <> '' AND ${hasOtherFees}))`;

/**
 * Without a rate, what counts in another currency: what a trade was paid in, its fee, and the coin itself where it paid or
 * settles a contract.
 */
export function unratedFills(
  account: AccountId,
  { held, currency: into, opened_at, updated_at }: LackingTrip,
) {
  const span = [account, opened_at, updated_at];
  const parts = [
    { sql: `SELECT ${named}, instruments.settle AS rated ${ofInstruments} AND ${isBase}`, values: [held] },
    {
      sql: `SELECT ${named}, fee_currency ${ofInstruments} AND (instruments.id = ? OR (${isBase})) AND ${isCharged}`,
      values: [held, held],
    },
    {
      sql: `SELECT ${named}, instruments.settle ${ofInstruments} AND instruments.settle = ?`,
      values: [held],
    },
    {
      sql: `SELECT ${named}, fee_currency ${ofAccount} AND fee_currency = ? AND ${isCharged}`,
      values: [held],
    },
  ];
  return {
    sql: `SELECT DISTINCT * FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) WHERE rated <> ? AND NOT EXISTS (
      SELECT 1 FROM movement_rates WHERE into_currency = ? AND currency = rated
        AND movement_id = ? || '/' || instrument_id || '/' || venue_trade_id)`,
    values: [...parts.flatMap(({ values }) => [...span, ...values]), into, into, account],
  };
}

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
  ) WHERE rated <> ? AND NOT EXISTS (SELECT 1 FROM movement_rates WHERE into_currency = ? AND currency = rated
    AND movement_id = iif(moment = time, id, id || '@' || moment))`;

export function unratedInTrip(
  account: AccountId,
  { held, currency: into, opened_at, updated_at }: LackingTrip,
): readonly SqlValue[] {
  const within = [opened_at, updated_at, account, held];
  return [...within, ...within, into, into];
}

const named = 'fills.instrument_id, fills.venue_trade_id, fills.time';
const isWithin = 'fills.account_id = +? AND fills.time BETWEEN ? AND ? AND fills.voided_by IS NULL';
const ofInstruments = `FROM instruments CROSS JOIN fills ON fills.instrument_id = instruments.id WHERE ${isWithin}`;
const ofAccount = `FROM fills INDEXED BY fills_fee CROSS JOIN instruments ON instruments.id = fills.instrument_id
  WHERE ${isWithin.replace('+?', '?')}`;
const isBase = "instruments.kind = 'spot' AND instruments.base = ?";
/** Not out of the very thing that was traded. */
const isCharged = "fee_amount <> '0' AND NOT (instruments.kind = 'spot' AND fee_currency = instruments.base)";

export type LackingTrip = Pick<PositionRow, 'held' | 'currency' | 'opened_at' | 'updated_at'>;
export type UnratedRow = Pick<LedgerRow, 'id' | 'time'> & { readonly moment: number; readonly rated: string };
export type UnratedFill = Pick<FillRow, 'instrument_id' | 'venue_trade_id' | 'time'> & {
  readonly rated: string;
};
