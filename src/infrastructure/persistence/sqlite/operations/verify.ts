/** Walks the whole record beside the process that trades, on one state of it, and names what is wrong. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';

import type { Clock } from '#src/ports/clock.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { chainedTables, verifyChain } from '#src/infrastructure/persistence/sqlite/chain.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import { integrityProblems, tablesOf } from './database-copy.ts';
import { databases, fileOf, type DatabaseName } from './files.ts';
import { breathe, part, type Operation } from './operation.ts';
import { balanceDifferences, orderDifferences, positionDifferences, type SumCheck } from './verify-sums.ts';

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

type Check = (database: Database.Database, operation: Operation) => AsyncIterable<Finding>;

const findingsKept = 20;

const sums: readonly (readonly [table: string, check: SumCheck])[] = [
  ['balances', balanceDifferences],
  ['orders', orderDifferences],
  ['positions', positionDifferences],
];

const checks: Readonly<Record<DatabaseName, readonly Check[]>> = {
  record: [
    fileCheck('record'),
    foreignKeyCheck('record'),
    ...chainedTables.map(chainCheck),
    ...sums.map(([table, check]) => sumCheck(table, check)),
  ],
  market: [fileCheck('market')],
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
        for await (const finding of guarded(name, check(database, working))) findings.push(finding);
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
async function* guarded(file: DatabaseName, found: AsyncIterable<Finding>): AsyncIterable<Finding> {
  try {
    let count = 0;
    for await (const finding of found) {
      yield finding;
      count += 1;
      if (count === findingsKept) return;
    }
  } catch (error) {
    if (error instanceof DOMException) throw error;
    const { message } = error instanceof RepositoryError ? error : storeError(error, 'verify');
    yield { file, table: message.split(/[. :]/, 1)[0] ?? '', row: undefined, problem: message };
  }
}

function fileCheck(file: DatabaseName): Check {
  return async function* check(database) {
    for (const problem of integrityProblems(database, findingsKept)) {
      yield { file, table: 'the file', row: undefined, problem };
    }
  };
}

type BrokenKey = { readonly table: string; readonly rowid: number | null; readonly parent: string };

function foreignKeyCheck(file: DatabaseName): Check {
  return async function* check(database) {
    for (const { table, rowid, parent } of database
      .prepare<[], BrokenKey>('PRAGMA foreign_key_check')
      .iterate()) {
      const row = rowid === null ? undefined : String(rowid);
      yield { file, table, row, problem: `it refers to a row of ${parent} that is not there` };
    }
  };
}

function chainCheck(table: (typeof chainedTables)[number]): Check {
  return async function* check(database, operation) {
    const { firstBad } = await verifyChain(database, table, {
      onProgress: operation.report,
      signal: operation.signal,
    });
    if (firstBad === undefined) return;
    yield { file: 'record', table, row: String(firstBad.sequence), problem: firstBad.reason };
  };
}

function sumCheck(table: string, differences: SumCheck): Check {
  return async function* check(database, operation) {
    for await (const difference of differences(database, operation)) {
      yield { file: 'record', table, ...difference };
    }
  };
}

function rowsOf(database: Database.Database): number {
  return tablesOf(database)
    .map((table) => Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()))
    .reduce((sum, count) => sum + count, 0);
}
