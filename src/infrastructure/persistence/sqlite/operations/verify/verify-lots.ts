/** The open lots of an account and instrument in their order, by their seals and against those that its fills make. */
import type Database from 'better-sqlite3';

import { accountId, instrumentId } from '#src/domain/ids.ts';
import type { Lot } from '#src/domain/lots.ts';
import {
  changed,
  unequal,
  type Difference,
} from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { lotToRow } from '#src/infrastructure/persistence/sqlite/rows/lot-row.ts';
import type { LotRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { SealCheck } from './verify-seals.ts';

const rowsAtOnce = 1_000;

/** Their places are the store's own: only their order follows from the fills. */
const folded = [
  'venue_trade_id',
  'opened_at',
  'quantity',
  'cost',
] as const satisfies readonly (keyof LotRow)[];
export const lotColumns: readonly string[] = ['place', ...folded];

type Wanted = { readonly made: readonly Lot[]; readonly seals: SealCheck; readonly operation: Operation };

export async function* lotDifferences(
  database: Database.Database,
  { account_id, instrument_id }: Pick<LotRow, 'account_id' | 'instrument_id'>,
  { made, seals, operation }: Wanted,
): AsyncIterable<Difference> {
  const [account, instrument] = [accountId(account_id), instrumentId(instrument_id)];
  const stored = database
    .prepare<[string, string], readonly unknown[]>(
      `SELECT ${seals.columns.join(', ')} FROM lots WHERE account_id = ? AND instrument_id = ? ORDER BY place`,
    )
    .raw()
    .iterate(account, instrument);
  let count = 0;
  for (const row of stored) {
    const [place, ...values] = row;
    const name = `${account}, ${instrument}, ${String(place)}`;
    if (!seals.isWhole(row)) yield changed(name);
    const lot = made[count++];
    if (lot === undefined) yield { row: name, problem: { code: 'LOT_WITHOUT_FILLS' } };
    else yield* unequalValues(name, values, lotToRow(account, instrument, lot));
    if (count % rowsAtOnce === 0) await breathe(operation);
  }
  for (const { fillId } of made.slice(count)) yield { row: fillId, problem: { code: 'LOT_MISSING' } };
}

function* unequalValues(name: string, stored: readonly unknown[], made: LotRow): Iterable<Difference> {
  for (const [at, column] of folded.entries())
    if (stored[at] !== made[column]) yield unequal(name, column, stored[at], made[column]);
}
