/** The open lots of an account and instrument in their order, by their seals and against those that its fills make. */
import type Database from 'better-sqlite3';

import type { Lot } from '#src/domain/lots.ts';
import type { Position } from '#src/domain/position.ts';
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
  'instrument_id',
  'leg',
  'opened_at',
  'quantity',
  'cost',
] as const satisfies readonly (keyof LotRow)[];
export const lotColumns: readonly string[] = ['place', ...folded];

type Of = Pick<Position, 'accountId' | 'held'>;
type Wanted = { readonly made: readonly Lot[]; readonly seals: SealCheck; readonly operation: Operation };

export async function* lotDifferences(
  database: Database.Database,
  of: Of,
  { made, seals, operation }: Wanted,
): AsyncIterable<Difference> {
  let count = 0;
  for (const row of lotRows(database, of, seals)) {
    const [, ...values] = row;
    const name = lotName(of, row);
    if (!seals.isWhole(row)) yield changed(name);
    const lot = made[count++];
    if (lot === undefined) yield { row: name, problem: { code: 'LOT_WITHOUT_FILLS' } };
    else yield* unequalValues(name, values, lotToRow(of.accountId, of.held, lot));
    if (count % rowsAtOnce === 0) await breathe(operation);
  }
  for (const { origin } of made.slice(count))
    yield { row: 'fillId' in origin ? origin.fillId : origin.entryId, problem: { code: 'LOT_MISSING' } };
}

/** By place, which is the first of the columns. */
export function lotRows(
  database: Database.Database,
  { accountId, held }: Of,
  { columns }: SealCheck,
): IterableIterator<readonly unknown[]> {
  return database
    .prepare<[string, string], readonly unknown[]>(
      `SELECT ${columns.join(', ')} FROM lots WHERE account_id = ? AND held = ? ORDER BY place`,
    )
    .raw()
    .iterate(accountId, held);
}

export function lotName({ accountId, held }: Of, [place]: readonly unknown[]): string {
  return `${accountId}, ${held}, ${String(place)}`;
}

function* unequalValues(name: string, stored: readonly unknown[], made: LotRow): Iterable<Difference> {
  for (const [at, column] of folded.entries())
    if (stored[at] !== made[column]) yield unequal(name, column, stored[at], made[column]);
}
