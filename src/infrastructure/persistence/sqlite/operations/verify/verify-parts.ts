/**
 * Verify, cut into parts that threads take one after the other, each over one state of the file. SQLite's own check,
 * which looks every row up in every index, cannot be cut and takes as long as all others together.
 */
import { join } from 'node:path';
import type Database from 'better-sqlite3';

import {
  chainEnds,
  chainedTables,
  walkChain,
  type ChainEnds,
  type ChainSpan,
  type ChainedTable,
  type SpanVerdict,
} from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import { sealedTables } from '#src/infrastructure/persistence/sqlite/seal.ts';
import { integrityProblems } from '#src/infrastructure/persistence/sqlite/operations/database-copy.ts';
import type { Difference } from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { fileOf, type DatabaseName } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { holdState, type HeldState } from '#src/infrastructure/persistence/sqlite/operations/held-state.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { tablesOf } from '#src/infrastructure/persistence/sqlite/operations/same-rows.ts';
import { orderDifferences } from './verify-orders.ts';
import { positionDifferences } from './verify-positions.ts';
import { brokenSeals } from './verify-seals.ts';
import type { Finding } from '#src/ports/maintenance.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** Plain data: it crosses to another thread. `weight` is about how many microseconds it takes. */
export type VerifyPart = { readonly file: DatabaseName; readonly weight: number } & (
  | { readonly check: 'file' | 'foreign keys' | 'positions' }
  | { readonly check: 'chain'; readonly table: ChainedTable; readonly span: ChainSpan }
  | { readonly check: 'seals'; readonly table: string }
  | { readonly check: 'orders'; readonly span: ChainSpan }
);

export type PartResult = {
  /** Which of the parts it is of. */
  readonly part: number;
  readonly findings: readonly Finding[];
  /** Of a chain's span; undefined where it could not be read. */
  readonly verdict?: SpanVerdict;
};

export type VerifyShare = {
  readonly folder: string;
  readonly parts: readonly VerifyPart[];
  /** With which of them it begins, the heaviest being 0. */
  readonly first: number;
  /** How many were taken, by all threads: four bytes, as an Int32. */
  readonly taken: SharedArrayBuffer;
};

export type FilePlan = {
  readonly parts: readonly VerifyPart[];
  readonly chains: Readonly<Partial<Record<ChainedTable, ChainEnds>>>;
  /** Of all tables. */
  readonly rows: number;
};

/** The checks of these look at their seals too, so that each row is read once. */
const readFurther: ReadonlySet<string> = new Set(['orders', 'positions']);
export const findingsKept = 20;
const rowsASpan = 100_000;

/** In the order in which their findings are told. */
export function planParts(database: Database.Database, file: DatabaseName): FilePlan {
  const counts = new Map(
    tablesOf(database).map((table) => [
      table,
      Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    ]),
  );
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const counted = (table: string): number => counts.get(table) ?? 0;
  if (file === 'market') return { parts: [{ file, check: 'file', weight: rows }], chains: {}, rows };
  const chains = Object.fromEntries(chainedTables.map((table) => [table, chainEnds(database, table)]));
  const orders = Number(database.prepare('SELECT coalesce(max(seq), 0) FROM orders').pluck().get());
  const spans = (last: number, weight: number) =>
    spansUntil(last).map((span) => ({ file, span, weight: (span.until - span.after) * weight }));
  const parts: readonly VerifyPart[] = [
    { file, check: 'file', weight: rows * 3.2 },
    { file, check: 'foreign keys', weight: rows * 0.4 },
    ...chainedTables.flatMap((table) =>
      spans(chains[table]?.head?.seq ?? 0, 2.5).map((part) => ({ ...part, check: 'chain' as const, table })),
    ),
    ...sealedTables(database)
      .filter(({ name }) => !readFurther.has(name))
      .map(({ name }): VerifyPart => ({ file, check: 'seals', table: name, weight: counted(name) * 4 })),
    ...spans(orders, 5).map((part) => ({ ...part, check: 'orders' as const })),
    { file, check: 'positions', weight: counted('fills') * 9 + counted('positions') * 9 + counted('ledger') },
  ];
  return { parts, chains, rows };
}

/** At least one, so that what was added behind an empty chain is looked at. */
function spansUntil(last: number): readonly ChainSpan[] {
  return Array.from({ length: Math.max(Math.ceil(last / rowsASpan), 1) }, (_, index) => ({
    after: index * rowsASpan,
    until: Math.min((index + 1) * rowsASpan, last),
  }));
}

/** Takes part after part, the heaviest first, until none is left, and reports the weight of those it did. */
export async function verifyShare(
  { folder, parts, first, taken }: VerifyShare,
  operation: Operation,
): Promise<readonly PartResult[]> {
  const counter = new Int32Array(taken);
  const heaviestFirst = parts
    .map((part, index) => ({ part, index }))
    .toSorted((one, other) => other.part.weight - one.part.weight);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const states = new Map<DatabaseName, HeldState>();
  const results: PartResult[] = [];
  let done = 0;
  try {
    for (let at = first; ; at = Atomics.add(counter, 0, 1)) {
      await breathe(operation);
      const next = heaviestFirst[at];
      if (next === undefined) return results;
      const { part, index } = next;
      const state = states.get(part.file) ?? holdState(join(folder, fileOf(part.file)), operation);
      states.set(part.file, state);
      const before = done;
      const working: Operation = {
        signal: operation.signal,
        report: (own, all) => operation.report(before + part.weight * (all === 0 ? 1 : own / all), total),
      };
      results.push({ part: index, ...(await runPart(state.database, part, working)) });
      done += part.weight;
      operation.report(done, total);
    }
  } finally {
    for (const state of states.values()) state.release();
  }
}

/** A row that cannot be understood ends its check, as a finding. */
async function runPart(
  database: Database.Database,
  part: VerifyPart,
  operation: Operation,
): Promise<Omit<PartResult, 'part'>> {
  const { file } = part;
  const table = 'table' in part ? part.table : part.check === 'file' ? 'the file' : part.check;
  const findings: Finding[] = [];
  try {
    if (part.check === 'chain') {
      const { report: onProgress, signal } = operation;
      return { findings, verdict: await walkChain(database, part.table, part.span, { onProgress, signal }) };
    }
    for await (const found of foundBy(database, part, operation)) {
      findings.push({ file, table, ...found });
      if (findings.length === findingsKept) break;
    }
  } catch (error) {
    operation.signal.throwIfAborted();
    findings.push({ file, table, row: undefined, problem: storeError(error, 'it cannot be read').message });
  }
  return { findings };
}

function foundBy(
  database: Database.Database,
  part: Exclude<VerifyPart, { readonly check: 'chain' }>,
  operation: Operation,
): AsyncIterable<Difference> | Iterable<Difference> {
  switch (part.check) {
    case 'file':
      return integrityProblems(database, findingsKept).map((problem) => ({ row: undefined, problem }));
    case 'foreign keys':
      return brokenReferences(database);
    case 'seals':
      return brokenSeals(database, part.table, operation);
    case 'orders':
      return orderDifferences(database, part.span, operation);
    case 'positions':
      return positionDifferences(database, operation);
  }
}

type BrokenKey = { readonly table: string; readonly rowid: number | null; readonly parent: string };

/** `voided_by` is one too, in words: it is outside the chains. */
function* brokenReferences(database: Database.Database): Iterable<Difference> {
  const broken = database.prepare<[], BrokenKey>('PRAGMA foreign_key_check').iterate();
  for (const { table, rowid, parent } of broken) {
    const row = rowid === null ? undefined : String(rowid);
    yield { table, row, problem: `it refers to a row of ${parent} that is not there` };
  }
  for (const table of ['fills', 'ledger']) {
    const astray = database
      .prepare<[], number>(
        `SELECT seq FROM ${table} WHERE voided_by IS NOT NULL AND voided_by IS NOT 'undo of import ' || import_id`,
      )
      .pluck();
    for (const seq of astray.iterate()) {
      yield { table, row: String(seq), problem: 'what voided it is not the undo of its import' };
    }
  }
}
