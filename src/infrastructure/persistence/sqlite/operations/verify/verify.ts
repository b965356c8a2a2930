/** Walks a workspace beside the process that trades, and names what is wrong. */
import { join } from 'node:path';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { strangeObjects } from '#src/infrastructure/persistence/sqlite/known-schema.ts';
import {
  readMigrations,
  type SchemaOptions,
} from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';
import { integrityProblems } from '#src/infrastructure/persistence/sqlite/operations/database-copy.ts';
import {
  databases,
  fileOf,
  type DatabaseName,
} from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { holdState } from '#src/infrastructure/persistence/sqlite/operations/held-state.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { countRows, type RowCounts } from '#src/infrastructure/persistence/sqlite/operations/row-counts.ts';
import { findingsKept, verifyRecord } from './verify-record.ts';
import { causeOf } from '#src/domain/fault.ts';
import type { FindingProblem } from '#src/domain/finding.ts';
import type { Finding, Operation, VerifyReport } from '#src/ports/maintenance.ts';

/**
 * SQLite's own check of both files. It looks every row up in every index, lets nothing run beside it in its thread and
 * cannot be stopped.
 */
export async function checkFiles(
  folder: string,
  operation: Pick<Operation, 'signal' | 'pauseCheckpoints'>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of databases) {
    const { database, release } = holdState(join(folder, fileOf(file)), operation);
    try {
      for (const text of integrityProblems(database, findingsKept + 1))
        findings.push(ofFile(file, { code: 'FILE_UNSOUND', text }));
    } catch (error) {
      findings.push(unreadable(file, error));
    } finally {
      release();
    }
    await breathe(operation);
  }
  return findings;
}

/** `checking` may run in another thread, while this one does all the rest. */
export async function verifyWorkspace(
  { folder, migrationsFolder, clock }: SchemaOptions,
  operation: Operation,
  checking: typeof checkFiles = checkFiles,
): Promise<VerifyReport> {
  const foreign = databases.flatMap((file) => foreignObjects(folder, file, migrationsFolder));
  if (foreign.length > 0) return reportOf(clock.now(), 0, foreign);
  const files = databases.map((file) => countFile(folder, file));
  const rows = files.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
  let checked = 0;
  const [damage, further] = await Promise.all([
    checking(folder, operation).finally(() => (checked = rows)),
    verifyRest(folder, files, {
      ...operation,
      report: (done, total) => operation.report(done + checked, total + rows),
    }),
  ]);
  const findings = files.flatMap(({ file, fault }) => {
    const own = [...damage.filter((finding) => finding.file === file), ...fault];
    // What else is wrong in a file that SQLite cannot read follows from that.
    return own.length > 0 ? own : further.filter((finding) => finding.file === file);
  });
  return reportOf(clock.now(), rows, findings);
}

function reportOf(finishedAt: number, rows: number, findings: readonly Finding[]): VerifyReport {
  const more = findings.length > findingsKept;
  return { finishedAt, rows, findings: more ? inTurns(findings).slice(0, findingsKept) : findings, more };
}

/** The first of each kind in each table, then the second of each: damage to one hides none of another. */
function inTurns(findings: readonly Finding[]): readonly Finding[] {
  const kinds = Map.groupBy(findings, ({ file, table, problem }) => `${file} ${table} ${problem.code}`);
  const places = new Map([...kinds.values()].flatMap((kind) => kind.map((finding, at) => [finding, at])));
  return findings.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

/** With any of these nothing further is read: a view in a table's place may run for ever. */
function foreignObjects(folder: string, file: DatabaseName, migrationsFolder: string): readonly Finding[] {
  const migrations = readMigrations(join(migrationsFolder, file));
  const { database } = openConnection(join(folder, fileOf(file)), { synchronous: 'FULL', readOnly: true });
  try {
    return strangeObjects(database, migrations).map((strange) => ofFile(file, strange));
  } catch (error) {
    return [unreadable(file, error)];
  } finally {
    database.close();
  }
}

type CountedFile = {
  readonly file: DatabaseName;
  readonly counts: RowCounts;
  /** Why it could not be counted through. */
  readonly fault: readonly Finding[];
};

function countFile(folder: string, file: DatabaseName): CountedFile {
  const { database } = openConnection(join(folder, fileOf(file)), { synchronous: 'FULL', readOnly: true });
  try {
    return { file, counts: countRows(database), fault: [] };
  } catch (error) {
    return { file, counts: {}, fault: [unreadable(file, error)] };
  } finally {
    database.close();
  }
}

/** Candles have neither chain nor seals: there is nothing but the record. */
async function verifyRest(
  folder: string,
  [record]: readonly CountedFile[],
  operation: Operation,
): Promise<readonly Finding[]> {
  if (record === undefined || record.fault.length > 0) return [];
  const { database, release } = holdState(join(folder, fileOf(record.file)), operation);
  try {
    return await verifyRecord(database, record.counts, operation);
  } finally {
    release();
  }
}

function unreadable(file: DatabaseName, error: unknown): Finding {
  return ofFile(file, { code: 'NOT_READ', cause: causeOf(storeError(error, 'it cannot be read')) });
}

function ofFile(file: DatabaseName, problem: FindingProblem): Finding {
  return { file, table: undefined, row: undefined, problem };
}
