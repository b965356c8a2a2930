/** Which deposits and withdrawals leave open what a coin had cost in the portfolio's currency. */
import { currency, heldId, ledgerEntryId, type AccountId, type Currency } from '#src/domain/ids.ts';
import { capitalTypes } from '#src/domain/entry-types.ts';
import { ratedMovement } from '#src/domain/paid-in.ts';
import type { UnratedEntry } from '#src/ports/movement-rate-repository.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { UnratedRow } from './unrated-query.ts';

const tripsAtOnce = 200;

function lacks(table: string): string {
  const lacking = (way: string) => `json_extract(${table}.capital, '$.${way}.unrated')`;
  return `${table}.capital IS NOT NULL AND ${lacking('broughtIn')} + ${lacking('takenOut')} > 0`;
}

const heldWithout = `SELECT held FROM positions INDEXED BY positions_open
    WHERE closed_at IS NULL AND account_id = ? AND ${lacks('positions')}
  UNION SELECT base FROM trip_sums JOIN instruments ON instruments.id = instrument_id
    WHERE account_id = ? AND ${lacks('trip_sums')}`;

const tripsWithout = `SELECT currency, sequence, opened_at, updated_at FROM positions INDEXED BY positions_sequence
  WHERE account_id = ? AND held = ? AND sequence > ? AND ${lacks('positions')} ORDER BY sequence LIMIT ${tripsAtOnce}`;

/** What came in had the cost that was told; what went, that of lots, which are priced as their round trip is. */
const movedWithout = `SELECT id, time, moment, rated FROM (
    SELECT id, time, iif(cash_amount LIKE '-%' OR cost_currency IS NULL, time, coalesce(acquired_at, time)) AS moment,
        iif(cash_amount LIKE '-%', ?, cost_currency) AS rated
      FROM ledger INDEXED BY ledger_currency
      WHERE account_id = ? AND cash_currency = ? AND time BETWEEN ? AND ? AND cash_amount IS NOT NULL AND voided_by IS NULL
        AND link IS NULL AND type IN (${capitalTypes.map((type) => `'${type}'`).join(', ')})
  ) WHERE rated IS NOT NULL AND rated <> ? AND NOT EXISTS (SELECT 1 FROM movement_rates
    WHERE ${rateHolds} AND into_currency = ? AND currency = rated AND movement_id = iif(moment = time, id, id || '@' || moment))`;

type Trip = Pick<PositionRow, 'currency' | 'sequence' | 'opened_at' | 'updated_at'>;

/** In pieces. */
export async function* unratedCapital(
  session: Session,
  account: AccountId,
  base: Currency,
): AsyncIterable<readonly UnratedEntry[]> {
  const what = `coins that were paid into account ${account} and out of it without a rate of their cost`;
  const all = session.list(
    what,
    heldWithout,
    [account, account],
    (row: { readonly held: string }) => row.held,
  );
  for (const held of all) {
    for (let after = 0; ;) {
      const trips = session.list(what, tripsWithout, [account, held, after], (row: Trip) => row);
      const last = trips.at(-1);
      if (last === undefined) break;
      yield trips.flatMap(({ currency: priced, opened_at, updated_at }) =>
        session.list(
          what,
          movedWithout,
          [priced, account, held, opened_at, updated_at, base, base],
          (row: UnratedRow) => {
            const time = wholeIn('ledger.time', row.moment);
            return {
              movementId: ratedMovement({ id: ledgerEntryId(row.id), time: row.time }, time),
              accountId: account,
              held: heldId(held),
              currency: currency(row.rated),
              into: base,
              time,
            };
          },
        ),
      );
      after = last.sequence;
    }
  }
}
