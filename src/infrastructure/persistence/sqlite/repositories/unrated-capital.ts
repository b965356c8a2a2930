/** Which entries leave open what came or went without a price had cost in the portfolio's currency. */
import { currency, heldId, ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import { capitalTypes, earnedTypes } from '#src/domain/entry-types.ts';
import { ratedMovement } from '#src/domain/paid-in.ts';
import type { UnratedEntry } from '#src/ports/movement-rate-repository.ts';
import { isOwnTransfer } from '#src/infrastructure/persistence/sqlite/rows/own-transfer.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { UnratedRow } from './unrated-query.ts';
import type { InBase } from './unrated-worth.ts';

const tripsAtOnce = 200;

function lacks(table: string): string {
  const lacking = (way: string) => `coalesce(json_extract(${table}.capital, '$.${way}.unrated'), 0)`;
  return `${table}.capital IS NOT NULL AND ${lacking('broughtIn')} + ${lacking('takenOut')} + ${lacking('adjusted')} > 0`;
}

/** Where something came or went at all. */
const hasMoved = 'capital IS NOT NULL';
const anyHeld = `SELECT DISTINCT held FROM positions WHERE account_id = ? AND account_id = ? AND ${hasMoved}`;

const heldWithout = `SELECT held FROM positions INDEXED BY positions_open
    WHERE closed_at IS NULL AND account_id = ? AND ${lacks('positions')}
  UNION SELECT iif(kind = 'spot', base, id) FROM trip_sums JOIN instruments ON instruments.id = instrument_id
    WHERE account_id = ? AND ${lacks('trip_sums')}`;

const tripsWhere = (condition: string) =>
  `SELECT currency, sequence, opened_at, updated_at FROM positions INDEXED BY positions_sequence
  WHERE account_id = ? AND held = ? AND sequence > ? AND ${condition} ORDER BY sequence LIMIT ${tripsAtOnce}`;
const tripsWithout = tripsWhere(lacks('positions'));
const anyTrips = tripsWhere(hasMoved);

const listed = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ');
const isCapital = `type IN (${listed(capitalTypes)})`;
/** See `Outside`. */
const isOutside = `iif(${isCapital}, NOT ${isOwnTransfer}, link IS NULL AND type NOT IN (${listed([...earnedTypes, 'loss', 'expiry'])}))`;
/** What an entry brought may have been bought before it came. */
const boughtAt = (moved: string) => `iif(${moved} LIKE '-%', time, coalesce(acquired_at, time))`;

/** What was paid in had the cost that was told; all else that of lots, which are priced as their round trip is. */
const movedWithout = `SELECT id, time, moment, rated FROM (
    SELECT id, time, ${boughtAt('cash_amount')} AS moment,
        iif(${isCapital} AND cash_amount NOT LIKE '-%' AND (cost_currency IS NOT NULL OR link IS NULL), cost_currency, ?) AS rated
      FROM ledger INDEXED BY ledger_currency
      WHERE account_id = ? AND cash_currency = ? AND time BETWEEN ? AND ? AND cash_amount IS NOT NULL AND voided_by IS NULL
        AND ${isOutside}
    UNION SELECT id, time, ${boughtAt('quantity')}, ? FROM ledger INDEXED BY ledger_instrument
      WHERE account_id = ? AND instrument_id = ? AND instrument_id IS NOT NULL AND time BETWEEN ? AND ? AND voided_by IS NULL
        AND quantity <> '0' AND coalesce(cash_amount, '0') = '0' AND ${isOutside}
  ) WHERE rated IS NOT NULL AND rated <> ? AND NOT EXISTS (SELECT 1 FROM movement_rates
    WHERE ${rateHolds} AND into_currency = ? AND currency = rated AND movement_id = iif(moment = time, id, id || '@' || moment))`;

type Trip = Pick<PositionRow, 'currency' | 'sequence' | 'opened_at' | 'updated_at'>;

/** In pieces. */
export async function* unratedCapital(
  session: Session,
  account: AccountId,
  { base, isAhead }: InBase,
): AsyncIterable<readonly UnratedEntry[]> {
  const what = `coins that were paid into account ${account} and out of it without a rate of their cost`;
  const all = session.list(
    what,
    isAhead ? anyHeld : heldWithout,
    [account, account],
    (row: { readonly held: string }) => row.held,
  );
  for (const held of all) {
    for (let after = 0; ;) {
      const trips = session.list(
        what,
        isAhead ? anyTrips : tripsWithout,
        [account, held, after],
        (row: Trip) => row,
      );
      const last = trips.at(-1);
      if (last === undefined) break;
      yield trips.flatMap(({ currency: priced, opened_at, updated_at }) => {
        const within = [priced, account, held, opened_at, updated_at];
        return session.list(what, movedWithout, [...within, ...within, base, base], (row: UnratedRow) => {
          const time = wholeIn('ledger.time', row.moment);
          return {
            movementId: ratedMovement({ id: ledgerEntryId(row.id), time: row.time }, time),
            accountId: account,
            held: heldId(held),
            currency: currency(row.rated),
            into: base,
            time,
          };
        });
      });
      after = last.sequence;
    }
  }
}
