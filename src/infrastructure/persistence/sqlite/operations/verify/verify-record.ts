/** All of the record but SQLite's own check, in the order in which what it finds is told. */
import type Database from 'better-sqlite3';

import {
  chainedTables,
  verifyChain,
  type ChainedTable,
} from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import { sealedTables } from '#src/infrastructure/persistence/sqlite/seal.ts';
import type { Difference } from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import type { RowCounts } from '#src/infrastructure/persistence/sqlite/operations/row-counts.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { orderDifferences } from './verify-orders.ts';
import { positionDifferences } from './verify-positions.ts';
import { brokenSeals } from './verify-seals.ts';
import { causeOf } from '#src/domain/fault.ts';
import type { Finding, Operation } from '#src/ports/maintenance.ts';

export const findingsKept = 20;

type Check = {
  readonly table: string;
  /** How many it reads. */
  readonly rows: number;
  run(operation: Operation): AsyncIterable<Difference> | Iterable<Difference>;
};

/** The checks of these look at their seals too, so that each row is read once. */
const readFurther: ReadonlySet<string> = new Set(['orders', 'positions', 'lots']);

/** Reports how many rows it has read of all that it reads. */
export async function verifyRecord(
  database: Database.Database,
  counts: RowCounts,
  operation: Operation,
): Promise<readonly Finding[]> {
  const checks = checksOf(database, counts);
  const total = checks.reduce((sum, { rows }) => sum + rows, 0);
  const findings: Finding[] = [];
  let done = 0;
  for (const check of checks) {
    const before = done;
    const working: Operation = {
      ...operation,
      report: (own, all) => operation.report(before + check.rows * (all === 0 ? 1 : own / all), total),
    };
    findings.push(...(await found(check, working)));
    operation.report((done += check.rows), total);
    await breathe(operation);
  }
  return findings;
}

function checksOf(database: Database.Database, counts: RowCounts): readonly Check[] {
  const counted = (...tables: readonly string[]): number =>
    tables.reduce((sum, table) => sum + (counts[table] ?? 0), 0);
  return [
    { table: 'foreign keys', rows: counted(...Object.keys(counts)), run: () => brokenReferences(database) },
    { table: 'imports', rows: counted('imports'), run: () => halfImports(database) },
    ...chainedTables.map((table) => ({
      table,
      rows: counted(table),
      run: (operation: Operation) => brokenChain(database, table, operation),
    })),
    ...sealedTables(database)
      .filter(({ name }) => !readFurther.has(name))
      .map(({ name }) => ({
        table: name,
        rows: counted(name),
        run: (operation: Operation) => brokenSeals(database, name, operation),
      })),
    {
      table: 'orders',
      rows: counted('orders'),
      run: (operation) => orderDifferences(database, operation),
    },
    {
      table: 'positions',
      rows: counted('fills', 'positions', 'lots', 'ledger'),
      run: (operation) => positionDifferences(database, operation),
    },
  ];
}

/** A row that cannot be understood ends its check, as a finding. */
async function found({ table, run }: Check, operation: Operation): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    for await (const difference of run(operation)) {
      findings.push({ file: 'record', table, ...difference });
      // One more than is told says that there are more.
      if (findings.length > findingsKept) break;
    }
  } catch (error) {
    operation.signal.throwIfAborted();
    const cause = causeOf(storeError(error, 'it cannot be read'));
    findings.push({ file: 'record', table, row: undefined, problem: { code: 'NOT_READ', cause } });
  }
  return findings;
}

type HalfImport = { readonly id: string; readonly account_id: string };

/** What it has written of positions, lots and balances follows from fills only when it is in, or out, as a whole. */
function* halfImports(database: Database.Database): Iterable<Difference> {
  const half = database
    .prepare<[], HalfImport>("SELECT id, account_id FROM imports WHERE state IN ('writing', 'undoing')")
    .iterate();
  for (const { id, account_id } of half) {
    yield {
      row: id,
      problem: { code: 'IMPORT_UNFINISHED', account: account_id },
    };
  }
}

async function* brokenChain(
  database: Database.Database,
  table: ChainedTable,
  { report: onProgress, signal }: Operation,
): AsyncIterable<Difference> {
  const { firstBad } = await verifyChain(database, table, { onProgress, signal });
  if (firstBad !== undefined) yield { row: String(firstBad.sequence), problem: firstBad.reason };
}

type BrokenKey = { readonly table: string; readonly rowid: number | null; readonly parent: string };

/** As `voided_by` tells it of a row: what a correction corrects is in its own chained columns. */
const corrections = {
  fills: "(SELECT 'correction' FROM fills AS other WHERE other.corrects = fills.seq)",
  ledger: "(SELECT 'correction ' || other.id FROM ledger AS other WHERE other.corrects = ledger.id)",
} as const;

/** `voided_by` is one too, in words: it is outside the chains. */
function* brokenReferences(database: Database.Database): Iterable<Difference> {
  const broken = database.prepare<[], BrokenKey>('PRAGMA foreign_key_check').iterate();
  for (const { table, rowid, parent } of broken) {
    const row = rowid === null ? undefined : String(rowid);
    yield { table, row, problem: { code: 'PARENT_MISSING', parent } };
  }
  for (const table of ['fills', 'ledger'] as const) {
    const astray = database
      .prepare<[], number>(
        `SELECT seq FROM ${table} WHERE voided_by IS NOT NULL AND voided_by IS NOT 'undo of import ' || import_id
           AND voided_by IS NOT ${corrections[table]}`,
      )
      .pluck();
    for (const seq of astray.iterate()) {
      yield { table, row: String(seq), problem: { code: 'VOIDED_BY_ANOTHER' } };
    }
  }
}
