/**
 * The positions and open lots of what each account holds, each read once: by its seal, and folded anew from what changed
 * it. The balances follow, from the same fills and the ledger.
 */
import type Database from 'better-sqlite3';

import { lotMethods } from '#src/domain/account.ts';
import { withCarried, type CarrySource } from '#src/domain/carried-lots.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import { heldId, instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import { pairOfCoin } from '#src/domain/pair-of-coin.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { withResults } from '#src/domain/settled-results.ts';
import { TripSum } from '#src/domain/trip-sums.ts';
import { legsInFoldOrder } from '#src/infrastructure/persistence/sqlite/paging/fold-pages.ts';
import { fillFromRow, type FillColumns } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import { legRateFromRow, type LegRateRow } from '#src/infrastructure/persistence/sqlite/rows/leg-rate-row.ts';
import {
  foldedEntryFromRow,
  type FoldedEntryRow,
} from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import {
  closedTripColumns,
  closedTripFromRow,
  positionToRow,
  type ClosedTripRow,
} from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import { oneOf } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import {
  changed,
  unequal,
  type Difference,
} from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { Balances } from './verify-balances.ts';
import {
  basesIn,
  chargedHoldingsIn,
  conversionsIn,
  departureOf,
  type VerifiedHolding,
} from './verify-holdings.ts';
import { lotColumns, lotDifferences, lotName, lotRows } from './verify-lots.ts';
import { tripSumDifferences } from './verify-trip-sums.ts';
import { sealCheck, type SealCheck } from './verify-seals.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const rowsAtOnce = 1_000;
const methodIn = oneOf('positions.method', lotMethods);

type PositionValues = readonly [id: string, method: string, ...rest: unknown[]];

export async function* positionDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const holdings = chargedHoldingsIn(database);
  const seals = sealCheck(database, 'positions', ['id', 'method']);
  const lotSeals = sealCheck(database, 'lots', lotColumns);
  const balances = new Balances(basesIn(database));
  const trips = new TripSum([]);
  const method = database
    .prepare<[string, string], string>(
      'SELECT method FROM positions WHERE account_id = ? AND held = ? LIMIT 1',
    )
    .pluck();
  const foldOf = (from: VerifiedHolding) =>
    new PositionFold({ ...from, method: methodIn(method.get(from.accountId, from.held) ?? 'FIFO') });
  const carriers: CarrySource<VerifiedHolding> = {
    departureOf: async (link) => departureOf(database, holdings, link),
    keyOf: ({ accountId, held }) => `${accountId} ${held}`,
    legsOf: (from) => ownLegsOf(from),
    foldOf,
  };
  function ownLegsOf(of: VerifiedHolding): AsyncIterable<readonly Leg[]> {
    const legs = legsInOrder(database, of);
    if (of.settledBy.length === 0) return legs;
    const contractOf = (id: InstrumentId): VerifiedHolding => {
      const found = holdings.find(({ accountId, held }) => accountId === of.accountId && held === heldId(id));
      if (found === undefined) throw new IntegrityError(`nothing is held of ${id}, which settles in a coin`);
      return found;
    };
    return withResults(legs, {
      contracts: new Set(of.settledBy),
      legsOf: (contract) => withCarried(legsInOrder(database, contractOf(contract)), carriers),
      foldOf: async (contract) => foldOf(contractOf(contract)),
    });
  }
  for (const [index, holding] of holdings.entries()) {
    operation.report(index, holdings.length);
    const legs = withCarried(ownLegsOf(holding), carriers);
    yield* differencesOf(database, holding, { seals, lotSeals, balances, trips, operation, legs });
  }
  for (const conversion of conversionsIn(database)) {
    for await (const legs of legsInOrder(database, conversion)) {
      for (const leg of legs) if (leg.source !== 'ledger') addCash(balances, leg, conversion);
      await breathe(operation);
    }
  }
  yield* tripSumDifferences(database, trips.list());
  await balances.addLedger(database, operation);
  for (const difference of balances.differences(database)) yield { table: 'balances', ...difference };
}

type Walk = {
  readonly seals: SealCheck;
  readonly lotSeals: SealCheck;
  readonly balances: Balances;
  readonly trips: TripSum;
  readonly operation: Operation;
  /** With the lots that linked entries bring. */
  readonly legs: AsyncIterable<readonly Leg[]>;
};

async function* differencesOf(
  database: Database.Database,
  of: VerifiedHolding,
  { seals, lotSeals, balances, trips, operation, legs: all }: Walk,
): AsyncIterable<Difference> {
  const { accountId: account, held } = of;
  const stored = database
    .prepare<[string, string], PositionValues>(
      `SELECT ${seals.columns.join(', ')} FROM positions WHERE account_id = +? AND held = +? ORDER BY sequence`,
    )
    .raw()
    .all(account, held);
  for (const row of stored) if (!seals.isWhole(row)) yield changed(row[0]);
  if (of.isUnfolded) {
    for (const row of lotRows(database, of, lotSeals)) {
      if (!lotSeals.isWhole(row)) yield { table: 'lots', ...changed(lotName(of, row)) };
    }
    return readUnfolded(database, of, { balances, trips, operation });
  }
  const fold = new PositionFold({ ...of, method: methodIn(stored[0]?.[1] ?? 'FIFO') });
  let count = 0;
  for await (const legs of all) {
    for (const leg of legs) {
      if (leg.source !== 'ledger') addCash(balances, leg, of);
      for (const made of fold.add(leg)) {
        const closed = asChosen(made, stored[count], seals, of);
        trips.add(closed);
        yield* folded(closed, stored[count++], seals);
      }
    }
    await breathe(operation);
  }
  for (const made of fold.unfinished()) {
    const last = asChosen(made, stored[count], seals, of);
    if (last.closedAt !== undefined) trips.add(last);
    yield* folded(last, stored[count++], seals);
  }
  for (const [id] of stored.slice(count)) yield { row: id, problem: { code: 'POSITION_WITHOUT_FILLS' } };
  const { written } = fold.lotChanges();
  for await (const difference of lotDifferences(database, of, { made: written, seals: lotSeals, operation }))
    yield { table: 'lots', ...difference };
}

/** Its positions are made when its workspace opens: those that are there say nothing, and count as they are. */
async function readUnfolded(
  database: Database.Database,
  of: VerifiedHolding,
  { balances, trips, operation }: Pick<Walk, 'balances' | 'trips' | 'operation'>,
): Promise<void> {
  const closed = database
    .prepare<[string, string], ClosedTripRow>(
      `SELECT ${closedTripColumns} FROM positions WHERE account_id = ? AND held = ? AND closed_at IS NOT NULL`,
    )
    .all(of.accountId, of.held);
  for (const row of closed) trips.add(closedTripFromRow(row));
  for await (const legs of legsInOrder(database, of)) {
    for (const leg of legs) if (leg.source !== 'ledger') addCash(balances, leg, of);
    await breathe(operation);
  }
}

function addCash(
  balances: Balances,
  fill: Fill,
  { instruments, traded }: Pick<VerifiedHolding, 'instruments' | 'traded'>,
): void {
  const instrument = instruments.get(fill.instrumentId);
  // Where it is a payment alone, what it traded has it too.
  if (instrument === undefined || !traded.has(instrument.id)) return;
  for (const { cash } of cashOfFill(fill, instrument, balances.baseOf(fill.accountId)))
    if (cash !== undefined) balances.add(fill.accountId, 'fill', cash);
}

function* folded(
  position: Position,
  stored: PositionValues | undefined,
  { columns }: SealCheck,
): Iterable<Difference> {
  if (stored === undefined) {
    yield { row: position.id, problem: { code: 'POSITION_MISSING' } };
    return;
  }
  const made: Readonly<Record<string, unknown>> = positionToRow(position);
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] ?? '';
    if (made[column] === stored[at] || column === 'seal' || isChosen(column, position)) continue;
    yield unequal(stored[0], column, stored[at], made[column]);
  }
}

/** A coin that came or paid before it was traded is priced in any of its markets of that currency: whichever was known. */
function asChosen(
  position: Position,
  stored: PositionValues | undefined,
  { columns }: SealCheck,
  { coin, instruments }: VerifiedHolding,
): Position {
  const id = stored?.[columns.indexOf('instrument_id')];
  if (coin === undefined || typeof id !== 'string') return position;
  const chosen = instruments.get(instrumentId(id)) ?? pairOfCoin(coin, position.currency);
  const isOfIt = chosen.id === id && chosen.base === coin && chosen.settle === position.currency;
  return isOfIt ? { ...position, instrumentId: chosen.id } : position;
}

/**
 * Where nothing was traded yet, any of the coin's markets may price it: what was listed when it came. In its currency there
 * is no result, which is written in one way where that is the portfolio's, and in another where it is not.
 */
function isChosen(column: string, { hasTraded }: Position): boolean {
  return !hasTraded && (column === 'instrument_id' || column === 'currency' || column === 'worth');
}

const fillColumns = [
  'account_id',
  'instrument_id',
  'venue_trade_id',
  'order_id',
  'side',
  'quantity',
  'price',
  'fee_currency',
  'fee_amount',
  'liquidity',
  'source',
  'received_at',
  'time',
  'venue_sequence',
  'place',
  'value_amount',
  'least',
] as const satisfies readonly (keyof FillColumns)[];

type LegsOf = Pick<VerifiedHolding, 'accountId' | 'instruments' | 'coin'> &
  Partial<Pick<VerifiedHolding, 'feesOf' | 'settledBy'>>;

async function* legsInOrder(
  database: Database.Database,
  { accountId: account, instruments, coin, feesOf = [], settledBy = [] }: LegsOf,
): AsyncIterable<readonly Leg[]> {
  const columns = fillColumns.join(', ');
  let left = Number(
    database.prepare('SELECT (SELECT count(*) FROM fills) + (SELECT count(*) FROM ledger)').pluck().get(),
  );
  const pages = legsInFoldOrder(
    {
      columns,
      limit: rowsAtOnce,
      read: (sql, values) =>
        database
          .prepare<SqlValue[], FillColumns>(sql)
          .all(...values)
          .map(fillFromRow),
      movements: (sql, values) =>
        database
          .prepare<SqlValue[], FoldedEntryRow>(sql)
          .all(...values)
          .map(foldedEntryFromRow),
      rates: (sql, values) =>
        database
          .prepare<SqlValue[], LegRateRow>(sql)
          .all(...values)
          .map(legRateFromRow),
      number: (sql, values) =>
        database
          .prepare<SqlValue[], number | null>(sql)
          .pluck()
          .get(...values),
    },
    account,
    {
      instruments: [...instruments.keys()].filter((id) => !feesOf.includes(id) && !settledBy.includes(id)),
      feesOf,
      settledBy,
      coin,
    },
  );
  for await (const legs of pages) {
    left -= legs.length;
    // What a flipped bit made no text comes back from its column as another, and the same rows after it, for ever.
    if (left < 0) throw new IntegrityError('fills cannot be read in their order');
    yield legs;
  }
}
