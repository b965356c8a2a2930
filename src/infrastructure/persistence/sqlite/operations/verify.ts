/** Walks the whole record beside the process that trades, on one state of it, and names what is wrong. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';

import type { Clock } from '#src/ports/clock.ts';
import {
  chainedTables,
  verifyChain,
  type ChainedTable,
} from '#src/infrastructure/persistence/sqlite/chain.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import { integrityProblems, tablesOf } from './database-copy.ts';
import { databases, fileOf, type DatabaseName } from './files.ts';
import { breathe, part, type Operation } from './operation.ts';
import { balanceDifferences, orderDifferences, positionDifferences } from './verify-sums.ts';

export type Finding = {
  readonly file: DatabaseName;
  readonly table: string;
  /** Which row of the table, where one can be named. */
  readonly row: string | undefined;
  readonly problem: string;
};

export type VerifyReport = {
  readonly finishedAt: number;
  /** Rows of all tables that were there. */
  readonly rows: number;
  /** The first ones, in the order in which they were found; empty when all is well. */
  readonly findings: readonly Finding[];
};

type Found = Pick<Finding, 'row' | 'problem'> & { readonly table?: string };
type Check = {
  readonly table: string;
  run(database: Database.Database, operation: Operation): AsyncIterable<Found>;
};

const findingsKept = 20;

const fileCheck: Check = {
  table: 'the file',
  async *run(database) {
    for (const problem of integrityProblems(database, findingsKept)) yield { row: undefined, problem };
  },
};

const checks: Readonly<Record<DatabaseName, readonly Check[]>> = {
  record: [
    fileCheck,
    { table: 'foreign keys', run: brokenKeys },
    ...chainedTables.map(chainCheck),
    { table: 'balances', run: balanceDifferences },
    { table: 'orders', run: orderDifferences },
    { table: 'positions', run: positionDifferences },
  ],
  market: [fileCheck],
};

export async function verifyWorkspace(
  folder: string,
  clock: Pick<Clock, 'now'>,
  operation: Operation,
): Promise<VerifyReport> {
  const findings: Finding[] = [];
  let rows = 0;
  for (const [index, name] of databases.entries()) {
    const whole = part(operation, index, databases.length);
    const { database } = openConnection(join(folder, fileOf(name)), { synchronous: 'FULL', readOnly: true });
    try {
      database.exec('BEGIN');
      for (const [step, check] of checks[name].entries()) {
        await breathe(operation);
        const working = part(whole, step, checks[name].length);
        for await (const finding of run(name, check, database, working)) findings.push(finding);
        working.report(1, 1);
        // What else is wrong in a file that SQLite cannot read follows from that.
        if (step === 0 && findings.length > 0) break;
      }
      if (findings.length === 0) rows += rowsOf(database);
    } finally {
      database.close();
    }
  }
  return { finishedAt: clock.now(), rows, findings: findings.slice(0, findingsKept) };
}

/** A row that cannot be understood ends its check, as a finding. */
async function* run(
  file: DatabaseName,
  check: Check,
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Finding> {
  const { table } = check;
  let count = 0;
  try {
    for await (const found of check.run(database, operation)) {
      yield { file, table, ...found };
      count += 1;
      if (count === findingsKept) return;
    }
  } catch (error) {
    operation.signal.throwIfAborted();
    yield { file, table, row: undefined, problem: storeError(error, 'it cannot be read').message };
  }
}

type BrokenKey = { readonly table: string; readonly rowid: number | null; readonly parent: string };

async function* brokenKeys(database: Database.Database): AsyncIterable<Found> {
  const broken = database.prepare<[], BrokenKey>('PRAGMA foreign_key_check').iterate();
  for (const { table, rowid, parent } of broken) {
    const row = rowid === null ? undefined : String(rowid);
    yield { table, row, problem: `it refers to a row of ${parent} that is not there` };
  }
}

function chainCheck(table: ChainedTable): Check {
  return {
    table,
    async *run(database, { report, signal }) {
      const { firstBad } = await verifyChain(database, table, { onProgress: report, signal });
      if (firstBad !== undefined) yield { row: String(firstBad.sequence), problem: firstBad.reason };
    },
  };
}

function rowsOf(database: Database.Database): number {
  return tablesOf(database)
    .map((table) => Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()))
    .reduce((sum, count) => sum + count, 0);
}
