/**
 * Goes through the closed round trips of a portfolio, the last one first, and counts each into its group and the total;
 * none is kept. It belongs on a thread of its own.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { z } from 'zod';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { amountIn } from '#src/domain/money.ts';
import { allFees } from '#src/domain/position.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { TripGrouping } from '#src/domain/groupings.ts';
import { holdingBand } from '#src/domain/holding-band.ts';
import type { CountedTrip } from '#src/domain/trip-statistics.ts';
import { netWorth } from '#src/domain/trip-worth.ts';
import { strategyKey, type TripKey } from '#src/domain/trip-key.ts';
import { createWallClock } from '#src/domain/wall-clock.ts';
import type { GroupsNotRead } from '#src/ports/group-reader.ts';
import type { ReadTrips, TripsQuestion } from '#src/ports/trip-reader.ts';
import { placeholders, type Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { strategiesFilled } from '#src/infrastructure/persistence/sqlite/paging/closed-trips.ts';
import { estimatedIn, feesIn, isDustRow } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { worthIn } from '#src/infrastructure/persistence/sqlite/rows/worth-text.ts';
import type { PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';
import { mostGroups, rowsAtOnce } from './limits.ts';
import { TripTally } from './trip-tally.ts';

/** Of one state of the record, whatever is written meanwhile. The connection is for reading, and for nothing else. */
export async function readTrips(
  connection: Connection,
  question: TripsQuestion,
  signal: AbortSignal,
): Promise<Result<ReadTrips, GroupsNotRead>> {
  const { database } = connection;
  database.exec('BEGIN');
  try {
    return await tallyTrips(connection, question, signal);
  } finally {
    database.exec('COMMIT');
  }
}

const noAccount = '';

async function tallyTrips(
  { database }: Connection,
  question: TripsQuestion,
  signal: AbortSignal,
): Promise<Result<ReadTrips, GroupsNotRead>> {
  const { from, now, by, base } = question;
  // By an index that is named SQLite finds no way through an empty list.
  const accountIds = question.accountIds.length === 0 ? [noAccount] : question.accountIds;
  const until = Math.min(question.until ?? now, now);
  const tally = new TripTally({ from, until });
  const keyOf = createKeys(question);
  const strategies = by === 'strategy' ? `, (${strategiesOf}) AS strategies` : '';
  const columns = `positions.account_id, instrument_id, side, realised, fees, estimated_fees, worth, unknown_fees, undecided, entered_value, left_value,
    opened_at, closed_at, settle${strategies}`;
  const accounts = `positions.account_id IN (${placeholders(accountIds)})`;
  const rows = <Row extends TripRow>(sql: string, values: readonly SqlValue[]) =>
    database.prepare<SqlValue[], Row>(sql).iterate(...values);
  const open = rows<OpenRow>(
    `SELECT ${columns}, quantity, dust_below FROM positions INDEXED BY positions_open CROSS JOIN instruments ON instruments.id = instrument_id
     WHERE closed_at IS NULL AND ${accounts}`,
    accountIds,
  );
  for (const row of open) {
    if (isDustRow(row)) continue;
    for (const code of currenciesOf(row, base)) tally.hold(code, keyOf(row), row.opened_at, Infinity);
  }
  // Those that were closed in the same moment in an order that no import or undo changes.
  const closed = rows<ClosedRow>(
    `SELECT ${columns} FROM positions INDEXED BY positions_closed CROSS JOIN instruments ON instruments.id = instrument_id
     WHERE closed_at >= ? AND has_traded AND ${accounts}
     ORDER BY closed_at DESC, positions.account_id, instrument_id, sequence DESC`,
    [from, ...accountIds],
  );
  let read = 0;
  for (const row of closed) {
    const { opened_at: openedAt, closed_at: closedAt } = row;
    const codes = currenciesOf(row, base);
    if (question.until !== undefined && closedAt >= question.until) {
      for (const code of codes) tally.hold(code, keyOf(row), openedAt, closedAt);
    } else {
      const isEstimated = row.estimated_fees !== null;
      for (const code of codes) {
        const results = code === base ? inBase(row, base) : inOwn(row);
        tally.count(code, keyOf(row), { openedAt, closedAt, isEstimated, ...results });
      }
    }
    read += 1;
    if (read % rowsAtOnce > 0) continue;
    if (tally.groups > mostGroups) return err({ code: 'TOO_MANY_GROUPS', most: mostGroups });
    await turnOfTheLoop();
    if (signal.aborted) return err({ code: 'STOPPED' });
  }
  if (tally.groups > mostGroups) return err({ code: 'TOO_MANY_GROUPS', most: mostGroups });
  const since = isHeldBefore() ? from : Math.max(from, Math.min(tally.earliest, until));
  const { equity } = question;
  const average = equity && tally.isCoveredBy(equity.since) ? Decimal.from(equity.amount) : undefined;
  return ok({
    from: since,
    until,
    currencies: inText(tally.result(since, (settle) => (settle === question.base ? average : undefined))),
  });

  function isHeldBefore(): boolean {
    const before = `SELECT 1 FROM positions INDEXED BY positions_closed WHERE closed_at < ? AND has_traded AND ${accounts} LIMIT 1`;
    return database.prepare<SqlValue[]>(before).get(from, ...accountIds) !== undefined;
  }
}

type TripRow = {
  readonly account_id: string;
  readonly instrument_id: string;
  readonly side: string;
  readonly realised: string;
  readonly fees: string;
  readonly estimated_fees: string | null;
  readonly worth: string | null;
  readonly unknown_fees: number;
  readonly undecided: string;
  readonly entered_value: string;
  readonly left_value: string;
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly settle: string;
  readonly strategies: string;
};

type OpenRow = TripRow & Pick<PositionRow, 'quantity' | 'dust_below'>;
type ClosedRow = TripRow & { readonly closed_at: number };

const strategiesOf = `SELECT json_group_array(DISTINCT orders.strategy) ${strategiesFilled} AND orders.strategy IS NOT NULL`;
const strategyNames = z.array(z.string());

/** That in which it settles, and the portfolio's, in which its results had a worth. */
function currenciesOf({ settle, worth }: TripRow, base: Currency): readonly string[] {
  return settle === base || worth === null ? [settle] : [base, settle];
}

type Results = Pick<CountedTrip, 'net' | 'traded'>;

function inOwn(row: TripRow): Results {
  const traded = decimalIn('positions.entered_value', row.entered_value).plus(
    decimalIn('positions.left_value', row.left_value),
  );
  return { net: netOf(row), traded };
}

/** At the rates of its moments; what was traded of it has none. */
function inBase(row: TripRow, base: Currency): Results {
  const own = inOwn(row);
  const worth = worthIn('positions.worth', row.worth);
  if (worth === undefined) return own;
  return {
    net: isDecidedRow(row) ? netWorth(worth) : undefined,
    traded: row.settle === base ? own.traded : undefined,
  };
}

function isDecidedRow({ undecided, unknown_fees: unknown }: TripRow): boolean {
  return unknown === 0 && decimalIn('positions.undecided', undecided).isZero();
}

function netOf(row: TripRow): Decimal | undefined {
  const { settle, realised } = row;
  const paid = allFees({
    fees: feesIn('positions.fees', row.fees),
    estimatedFees: estimatedIn('positions.estimated_fees', row.estimated_fees),
  });
  const isKnown = isDecidedRow(row) && paid.every((fee) => fee.currency === settle);
  return isKnown
    ? decimalIn('positions.realised', realised).minus(amountIn(paid, currency(settle)))
    : undefined;
}

/** Of an open one, for how long it has been held is told as of now. */
function createKeys({ by, zone, now }: TripsQuestion): (row: TripRow) => TripKey {
  const clock = createWallClock(zone);
  const keys: Readonly<Record<TripGrouping, (row: TripRow) => TripKey>> = {
    strategy: ({ strategies }) => strategyKey(strategyNames.parse(JSON.parse(strategies))),
    account: (row) => one(row.account_id),
    instrument: (row) => one(row.instrument_id),
    side: ({ side }) => one(side),
    weekday: (row) => one(clock(row.opened_at).weekday),
    hour: (row) => one(clock(row.opened_at).hour),
    holding: (row) => one(holdingBand((row.closed_at ?? now) - row.opened_at)),
  };
  return keys[by];
}

function one(name: string | number): TripKey {
  return { kind: 'one', name: String(name) };
}
