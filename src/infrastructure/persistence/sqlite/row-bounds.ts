import { IntegrityError } from '#src/ports/store-errors.ts';
import type { Connection } from './connection.ts';

/**
 * Of what is read as a whole, at the opening or by one call, and stays in memory: a hundred thousand rows take about a second
 * of the thread that trades. More come from nobody's hand.
 */
export const mostRows = {
  accounts: 1_000,
  portfolios: 1_000,
  instruments: 100_000,
  protections: 100_000,
  given_prices: 100_000,
  balance_assertions: 100_000,
  fee_schedules: 100_000,
  base_changes: 10_000,
  rate_files: 10_000,
  lot_choices: 100_000,
  imports: 20_000,
  /** Open ones: each is in every snapshot of the state, which is one answer. */
  positions: 50_000,
  equity_snapshots: 400_000,
  /** What waits to be folded, and requests without an outcome: they come and go with positions and working orders. */
  unfolded: 100_000,
  outbox: 60_000,
} as const;
type Bounded = keyof typeof mostRows;

const comesAndGoes: readonly string[] = ['unfolded', 'outbox'] satisfies readonly Bounded[];
const unresolved = `outbox INDEXED BY outbox_unresolved WHERE state IN ('intent', 'sending', 'unknown')`;
const openPositions = 'positions INDEXED BY positions_open WHERE closed_at IS NULL';

/** Throws an IntegrityError that names the table. */
export function assertBoundedRows(connection: Connection): void {
  for (const table of Object.keys(mostRows)) if (isBounded(table)) assertBounded(connection, table);
}

/** After rows were added, in the unit of work that is undone by it. */
export function assertRoom(connection: Connection, table: string): void {
  if (isBounded(table) && !comesAndGoes.includes(table)) assertBounded(connection, table);
}

function assertBounded(connection: Connection, table: Bounded): void {
  const most = mostRows[table];
  const beyond = connection.statement(`SELECT 1 FROM ${rowsOf(table)} LIMIT 1 OFFSET ${most}`).get();
  if (beyond === undefined) return;
  throw new IntegrityError(`the record has more than ${most} rows in ${table}, and no more are read`, {
    code: 'TOO_MANY_ROWS',
    table,
    most,
  });
}

function rowsOf(table: Bounded): string {
  switch (table) {
    case 'outbox':
      return unresolved;
    case 'positions':
      return openPositions;
    default:
      return table;
  }
}

function isBounded(table: string): table is Bounded {
  return Object.hasOwn(mostRows, table);
}
