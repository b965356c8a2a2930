/** The legs of what an account holds in the order in which they fold, in pieces. */
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import {
  compareNumbered,
  compareUnnumbered,
  mergeInFoldOrder,
  mergeSources,
  type Leg,
} from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { movementOf, settledBy, type HeldMovement, type MovedEntry } from '#src/domain/held.ts';
import type { AccountId, Currency, InstrumentId } from '#src/domain/ids.ts';
import type { LegRate } from '#src/domain/leg-rates.ts';
import { ratedMovement } from '#src/domain/paid-in.ts';
import type { FoldedTogether } from '#src/ports/trade-repository.ts';
import { foldedEntryColumns } from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export type FoldPages = {
  /** Of the fills, as the reader wants them. */
  readonly columns: string;
  readonly limit: number;
  readonly read: (sql: string, values: readonly SqlValue[]) => readonly Fill[];
  readonly movements: (sql: string, values: readonly SqlValue[]) => readonly MovedEntry[];
  readonly rates: (sql: string, values: readonly SqlValue[]) => readonly RateOfLeg[];
  readonly number: (sql: string, values: readonly SqlValue[]) => number | null | undefined;
};

/** `of` is the leg's id. */
export type RateOfLeg = LegRate & { readonly of: string };

/** `feesIn`: of its fills only those whose fee was paid in that. */
type Pair = {
  readonly account: AccountId;
  readonly instrument: InstrumentId;
  readonly feesIn?: Currency | undefined;
};

/** Before what a damaged row could hold: none is passed over. */
const earliest = Number.MIN_SAFE_INTEGER + 1;

export function legsInFoldOrder(
  pages: FoldPages,
  account: AccountId,
  of: FoldedTogether,
): AsyncIterable<readonly Leg[]> {
  const pairs: readonly Pair[] = [
    ...[...of.instruments, ...(of.settledBy ?? [])].map((instrument) => ({ account, instrument })),
    ...(of.feesOf ?? []).map((instrument) => ({ account, instrument, feesIn: of.coin })),
  ];
  const moved = movementsOf(account, of).map((each) => movements(pages, each));
  const others = pairs.map((pair): AsyncIterable<readonly Leg[]> => unnumbered(pages, pair));
  const isNumbered = pairs.some((pair) => hasNumbered(pages, pair));
  const lastOfEach = isNumbered ? pairs.map((pair) => lastUnnumbered(pages, pair) ?? -Infinity) : [];
  const legs = mergeInFoldOrder({
    unnumbered: mergeSources<Leg>([...others, ...moved], compareUnnumbered),
    numbered: mergeSources<Fill>(
      pairs.map((pair) => numbered(pages, pair)),
      compareNumbered,
    ),
    lastUnnumbered: Math.max(-Infinity, ...lastOfEach),
  });
  const isRated = pages.number('SELECT 1 FROM movement_rates WHERE account_id = ? LIMIT 1', [account]);
  return isRated === undefined ? legs : withRates(pages, legs);
}

async function* withRates(
  pages: FoldPages,
  pieces: AsyncIterable<readonly Leg[]>,
): AsyncIterable<readonly Leg[]> {
  const sql = `SELECT movement_id, currency, into_currency, rate FROM movement_rates WHERE seq IN (
    SELECT max(seq) FROM movement_rates WHERE movement_id IN (SELECT value FROM json_each(?)) AND ${rateHolds}
    GROUP BY movement_id, currency, into_currency)`;
  for await (const legs of pieces) {
    const rates = Map.groupBy(pages.rates(sql, [JSON.stringify(legs.map(ratedBy))]), ({ of }) => of);
    yield rates.size === 0
      ? legs
      : legs.map((leg) => (rates.has(ratedBy(leg)) ? { ...leg, rates: rates.get(ratedBy(leg)) } : leg));
  }
}

/** A cost that was told counts at the rate of the purchase. */
function ratedBy(leg: Leg): string {
  return leg.source === 'ledger' && leg.acquiredAt !== undefined
    ? ratedMovement(leg, leg.acquiredAt)
    : leg.id;
}

type Movements = {
  /** As what they are ranked. */
  readonly ranked: (entry: MovedEntry) => HeldMovement | undefined;
  readonly told: (entry: MovedEntry) => HeldMovement | undefined;
  /** Which entries they are, and how those of one moment stand. */
  readonly where: string;
  readonly values: readonly SqlValue[];
  readonly rank: string;
};

/** Of one time a split is before every amount, and what came before what went. */
function movementsOf(
  account: AccountId,
  { instruments, coin, settledBy: contracts = [] }: FoldedTogether,
): readonly Movements[] {
  const ofCoinToo = (entry: MovedEntry) => movementOf(entry, coin);
  const ofInstruments: Movements = {
    ranked: ofCoinToo,
    told: ofCoinToo,
    // What moved the coin itself is told of it.
    where: `${movedIn} AND coalesce(cash_currency, '-') <> ?`,
    values: [account, JSON.stringify(instruments), coin ?? ''],
    rank: rankOfQuantity,
  };
  if (coin === undefined) return [ofInstruments];
  const ofContracts: Movements = {
    ranked: (entry) => movementOf(entry, undefined),
    told: settledBy,
    where: movedIn,
    values: [account, JSON.stringify(contracts)],
    rank: rankOfQuantity,
  };
  const ofCoin: Movements = {
    ranked: ofCoinToo,
    told: ofCoinToo,
    where: `ledger INDEXED BY ledger_currency WHERE account_id = +? AND cash_currency = +? AND cash_amount <> '0'
      AND cash_amount IS NOT NULL`,
    values: [account, coin],
    rank: "substr(cash_amount, 1, 1) = '-'",
  };
  return contracts.length === 0 ? [ofInstruments, ofCoin] : [ofInstruments, ofContracts, ofCoin];
}

const movedIn = `ledger INDEXED BY ledger_instrument WHERE account_id = +? AND instrument_id IN (SELECT value FROM json_each(?))
  AND (quantity <> '0' OR ratio_new IS NOT NULL OR type = 'return-of-capital')`;
const rankOfQuantity =
  "CASE WHEN ratio_new IS NOT NULL THEN -2 WHEN quantity IS NULL THEN -1 ELSE substr(quantity, 1, 1) = '-' END";

async function* movements(
  { limit, movements: read }: FoldPages,
  { ranked, told, where, values, rank }: Movements,
): AsyncIterable<readonly HeldMovement[]> {
  const order = `time, ${rank}, id`;
  const sql = `SELECT ${foldedEntryColumns} FROM ${where} AND voided_by IS NULL AND time >= ?
      AND (${order}) > (?, ?, ?) ORDER BY ${order} LIMIT ?`;
  let behind: readonly SqlValue[] = [earliest, earliest - 1, 0, ''];
  for (;;) {
    const entries = read(sql, [...values, ...behind, limit]);
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries.flatMap((entry) => told(entry) ?? []);
    behind = [last.time, last.time, rankOf(ranked(last)), last.id];
  }
}

/** As the columns rank them. */
function rankOf(movement: HeldMovement | undefined): number {
  if ((movement?.ratio ?? movement?.share) !== undefined) return -2;
  if (movement === undefined || movement.returned !== undefined) return -1;
  return movement.quantity.isNegative() ? 1 : 0;
}

async function* unnumbered({ columns, limit, read }: FoldPages, pair: Pair): AsyncIterable<readonly Fill[]> {
  const { where, values } = fillsOf(pair);
  const order = 'time, coalesce(place, 0), venue_trade_id';
  const sql = `SELECT ${columns} FROM fills INDEXED BY fills_instrument
    WHERE ${where} AND venue_sequence IS NULL AND time >= ? AND (${order}) > (?, ?, ?)
    ORDER BY ${order} LIMIT ?`;
  let behind: readonly SqlValue[] = [earliest, earliest - 1, 0, ''];
  for (;;) {
    const fills = read(sql, [...values, ...behind, limit]);
    const last = fills.at(-1);
    if (last === undefined) return;
    yield fills;
    behind = [last.time, last.time, last.place ?? 0, last.venueTradeId];
  }
}

async function* numbered({ columns, limit, read }: FoldPages, pair: Pair): AsyncIterable<readonly Fill[]> {
  const { where, values } = fillsOf(pair);
  const sql = `SELECT ${columns} FROM fills INDEXED BY fills_sequence
    WHERE ${where} AND venue_sequence >= ? AND (venue_sequence, venue_trade_id) > (?, ?)
    ORDER BY venue_sequence, venue_trade_id LIMIT ?`;
  let behind: readonly SqlValue[] = [0, -1, ''];
  for (;;) {
    const fills = read(sql, [...values, ...behind, limit]);
    const last = fills.at(-1);
    if (last === undefined) return;
    yield fills;
    const sequence = last.venueSequence ?? 0;
    behind = [sequence, sequence, last.venueTradeId];
  }
}

function fillsOf({ account, instrument, feesIn }: Pair) {
  const where = 'instrument_id = +? AND account_id = +? AND voided_by IS NULL';
  return feesIn === undefined
    ? { where, values: [instrument, account] }
    : { where: `${where} AND fee_currency = ? AND fee_amount <> '0'`, values: [instrument, account, feesIn] };
}

function hasNumbered({ number }: FoldPages, pair: Pair): boolean {
  const { where, values } = fillsOf(pair);
  const first = number(
    `SELECT venue_sequence FROM fills INDEXED BY fills_sequence
     WHERE ${where} AND venue_sequence IS NOT NULL LIMIT 1`,
    values,
  );
  return first !== undefined && first !== null;
}

/** Asked only where any is numbered: in a long history of another source it is far away. */
function lastUnnumbered({ number }: FoldPages, pair: Pair): number | undefined {
  const { where, values } = fillsOf(pair);
  const time = number(
    `SELECT max(time) FROM fills INDEXED BY fills_instrument
     WHERE ${where} AND venue_sequence IS NULL AND source = 'venue'`,
    values,
  );
  return time ?? undefined;
}
