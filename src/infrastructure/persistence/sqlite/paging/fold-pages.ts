/** The fills of one account and instrument in the order in which they fold, in pieces. */
import { mergeInFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export type FoldPages = {
  /** Of the table, as the reader wants them. */
  readonly columns: string;
  readonly limit: number;
  readonly read: (sql: string, values: readonly SqlValue[]) => readonly Fill[];
  readonly number: (sql: string, values: readonly SqlValue[]) => number | null | undefined;
};

type Pair = { readonly account: AccountId; readonly instrument: InstrumentId };

const ofPair = 'instrument_id = +? AND account_id = +? AND voided_by IS NULL';

export function fillsInFoldOrder(pages: FoldPages, pair: Pair): AsyncIterable<readonly Fill[]> {
  return mergeInFoldOrder({
    unnumbered: unnumbered(pages, pair),
    numbered: numbered(pages, pair),
    lastUnnumbered: lastUnnumbered(pages, pair),
  });
}

async function* unnumbered(
  { columns, limit, read }: FoldPages,
  { account, instrument }: Pair,
): AsyncIterable<readonly Fill[]> {
  const order = 'time, coalesce(place, 0), venue_trade_id';
  const sql = `SELECT ${columns} FROM fills INDEXED BY fills_instrument
    WHERE ${ofPair} AND venue_sequence IS NULL AND time >= ? AND (${order}) > (?, ?, ?)
    ORDER BY ${order} LIMIT ?`;
  let behind: readonly SqlValue[] = [0, -1, 0, ''];
  for (;;) {
    const fills = read(sql, [instrument, account, ...behind, limit]);
    const last = fills.at(-1);
    if (last === undefined) return;
    yield fills;
    behind = [last.time, last.time, last.place ?? 0, last.venueTradeId];
  }
}

async function* numbered(
  { columns, limit, read }: FoldPages,
  { account, instrument }: Pair,
): AsyncIterable<readonly Fill[]> {
  const sql = `SELECT ${columns} FROM fills INDEXED BY fills_sequence
    WHERE ${ofPair} AND venue_sequence >= ? AND (venue_sequence, venue_trade_id) > (?, ?)
    ORDER BY venue_sequence, venue_trade_id LIMIT ?`;
  let behind: readonly SqlValue[] = [0, -1, ''];
  for (;;) {
    const fills = read(sql, [instrument, account, ...behind, limit]);
    const last = fills.at(-1);
    if (last === undefined) return;
    yield fills;
    const sequence = last.venueSequence ?? 0;
    behind = [sequence, sequence, last.venueTradeId];
  }
}

/** Looked for only where it is asked: in a long history of another source it is far away. */
function lastUnnumbered({ number }: FoldPages, { account, instrument }: Pair): number | undefined {
  const first = number(
    `SELECT venue_sequence FROM fills INDEXED BY fills_sequence
     WHERE ${ofPair} AND venue_sequence IS NOT NULL LIMIT 1`,
    [instrument, account],
  );
  if (first === undefined) return undefined;
  const time = number(
    `SELECT max(time) FROM fills INDEXED BY fills_instrument
     WHERE ${ofPair} AND venue_sequence IS NULL AND source = 'venue'`,
    [instrument, account],
  );
  return time ?? undefined;
}
