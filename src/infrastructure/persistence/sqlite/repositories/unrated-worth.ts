/** Which fills leave open what a result or a fee was worth in the portfolio's currency. */
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import type { PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { partsOfEstimates, partsOfFees, partsOfResults, unratedFills } from './unrated-fills.ts';

const tripsAtOnce = 200;

/** Of the rows of `positions` and of `trip_sums` alike. */
function lacks(table: string): string {
  const lacking = (part: string) => `json_extract(${table}.worth, '$.${part}.unrated')`;
  return `${table}.worth IS NOT NULL AND ${lacking('realised')} + ${lacking('fees')} + ${lacking('estimatedFees')} > 0`;
}

/** The sums tell of what there are any: an account may have a million round trips. */
const heldWithout = `SELECT held FROM positions INDEXED BY positions_open
    WHERE closed_at IS NULL AND account_id = ? AND ${lacks('positions')}
  UNION SELECT (SELECT held FROM positions INDEXED BY positions_group
      WHERE account_id = trip_sums.account_id AND instrument_id = trip_sums.instrument_id
        AND closed_at IS NOT NULL AND has_traded LIMIT 1) AS held
    FROM trip_sums WHERE account_id = ? AND ${lacks('trip_sums')}`;

/** Of all round trips, as if none told anything. */
const anyHeld = 'SELECT DISTINCT held FROM positions WHERE account_id = ? AND account_id = ?';
const anyTrips = `SELECT held, currency, side, sequence, opened_at, updated_at, 1 AS results, 1 AS fees, 1 AS estimates
  FROM positions INDEXED BY positions_sequence
  WHERE account_id = ? AND held = ? AND sequence > ? ORDER BY sequence LIMIT ${tripsAtOnce}`;

const tripsWithout = `SELECT held, currency, side, sequence, opened_at, updated_at,
    json_extract(worth, '$.realised.unrated') AS results, json_extract(worth, '$.fees.unrated') AS fees,
    json_extract(worth, '$.estimatedFees.unrated') AS estimates
  FROM positions INDEXED BY positions_sequence
  WHERE account_id = ? AND held = ? AND sequence > ? AND ${lacks('positions')} ORDER BY sequence LIMIT ${tripsAtOnce}`;

/** What a portfolio is measured in, or is to be. */
export type InBase = { readonly base: Currency; readonly isAhead: boolean };

type Trip = Pick<PositionRow, 'held' | 'currency' | 'side' | 'sequence' | 'opened_at' | 'updated_at'> & {
  readonly results: number;
  readonly fees: number;
  readonly estimates: number;
};

/** In pieces. */
export function* tripsWithoutWorth(
  session: Session,
  account: AccountId,
  isAhead: boolean,
): Iterable<readonly Trip[]> {
  const what = `round trips of account ${account} whose worth is not known`;
  const held = session.list(
    what,
    isAhead ? anyHeld : heldWithout,
    [account, account],
    (row: { readonly held: string }) => row.held,
  );
  for (const each of held) {
    for (let after = 0; ;) {
      const trips = session.list(
        what,
        isAhead ? anyTrips : tripsWithout,
        [account, each, after],
        (row: Trip) => row,
      );
      const last = trips.at(-1);
      if (last === undefined) break;
      yield trips;
      after = last.sequence;
    }
  }
}

/** In pieces. */
export async function* unratedWorth(
  session: Session,
  account: AccountId,
  { base, isAhead }: InBase,
): AsyncIterable<readonly UnratedLeg[]> {
  for (const trips of tripsWithoutWorth(session, account, isAhead))
    yield trips.flatMap((trip) =>
      unratedFills(session, { ...trip, account, into: base }, [
        ...(trip.results > 0 ? partsOfResults(trip.side) : []),
        ...(trip.fees > 0 ? partsOfFees : []),
        ...(trip.estimates > 0 ? partsOfEstimates : []),
      ]),
    );
}
