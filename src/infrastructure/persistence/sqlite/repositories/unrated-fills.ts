/** Which fills of a round trip have something that counts in another currency, and no rate into that. */
import { accountId, currency, fillIdOf, heldId, instrumentId } from '#src/domain/ids.ts';
import type { UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import type { FillRow, PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export type TripSpan = Pick<PositionRow, 'held' | 'opened_at' | 'updated_at'> & {
  readonly account: string;
  /** What the rates are wanted in. */
  readonly into: string;
};

type Part = { readonly sql: string; readonly values: (trip: TripSpan) => readonly SqlValue[] };

const named = 'fills.instrument_id, fills.venue_trade_id, fills.time';
const isWithin = 'fills.account_id = +? AND fills.time BETWEEN ? AND ? AND fills.voided_by IS NULL';
const ofInstruments = `FROM instruments CROSS JOIN fills ON fills.instrument_id = instruments.id WHERE ${isWithin}`;
const ofAccount = `FROM fills INDEXED BY fills_fee CROSS JOIN instruments ON instruments.id = fills.instrument_id
  WHERE ${isWithin.replace('+?', '?')}`;
const isBase = "instruments.kind = 'spot' AND instruments.base = ?";
const isTraded = `(instruments.id = ? OR (${isBase}))`;
/** Not out of the very thing that was traded. */
const isCharged = "fee_amount <> '0' AND NOT (instruments.kind = 'spot' AND fee_currency = instruments.base)";

const once = ({ held }: TripSpan) => [held];
const twice = ({ held }: TripSpan) => [held, held];

const feesOfTrades: Part = {
  sql: `SELECT ${named}, fee_currency AS rated ${ofInstruments} AND ${isTraded} AND ${isCharged}`,
  values: twice,
};
/** The coin itself, where it paid or settles a contract, and where a fee was paid in it. */
const payments: readonly Part[] = [
  {
    sql: `SELECT ${named}, instruments.settle AS rated ${ofInstruments} AND instruments.settle = ?`,
    values: once,
  },
  {
    sql: `SELECT ${named}, fee_currency AS rated ${ofAccount} AND fee_currency = ? AND ${isCharged}`,
    values: once,
  },
];

/** What a trade was paid in, its fee, and the coin itself where it paid. */
export const partsOfTrip: readonly Part[] = [
  { sql: `SELECT ${named}, instruments.settle AS rated ${ofInstruments} AND ${isBase}`, values: once },
  feesOfTrades,
  ...payments,
];

export const partsOfFees: readonly Part[] = [feesOfTrades];

/** What trades of the side that closes were paid in; a coin that pays may leave with either. */
export function partsOfResults(opened: string): readonly Part[] {
  return [
    {
      sql: `SELECT ${named}, instruments.settle AS rated ${ofInstruments} AND ${isTraded} AND fills.side <> ?`,
      values: ({ held }) => [held, held, opened],
    },
    ...payments,
  ];
}

/** Fees that a schedule estimates are in what the trade was paid in. */
export const partsOfEstimates: readonly Part[] = [
  {
    sql: `SELECT ${named}, instruments.settle AS rated ${ofInstruments} AND ${isTraded} AND fee_currency IS NULL`,
    values: twice,
  },
];

export function unratedFills(
  session: Session,
  trip: TripSpan,
  parts: readonly Part[],
): readonly UnratedLeg[] {
  const { account, held, into, opened_at, updated_at } = trip;
  const id = accountId(account);
  return session.list(
    `fills of account ${account} without a rate`,
    `SELECT DISTINCT * FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) WHERE rated <> ? AND NOT EXISTS (
      SELECT 1 FROM movement_rates WHERE ${rateHolds} AND into_currency = ? AND currency = rated
        AND movement_id = ? || '/' || instrument_id || '/' || venue_trade_id)`,
    [
      ...parts.flatMap(({ values }) => [account, opened_at, updated_at, ...values(trip)]),
      into,
      into,
      account,
    ],
    (row: UnratedFill) => ({
      movementId: fillIdOf(id, instrumentId(row.instrument_id), row.venue_trade_id),
      accountId: id,
      held: heldId(held),
      instrumentId: instrumentId(row.instrument_id),
      currency: currency(row.rated),
      into: currency(into),
      time: wholeIn('fills.time', row.time),
    }),
  );
}

type UnratedFill = Pick<FillRow, 'instrument_id' | 'venue_trade_id' | 'time'> & { readonly rated: string };
