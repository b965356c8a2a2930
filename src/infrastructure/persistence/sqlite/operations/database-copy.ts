/**
 * A copy of a database that others go on writing. It is made inside one read transaction: SQLite's backup would
 * start anew at each commit of another connection, and inside one it copies the state that the transaction sees.
 */
import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import Database from 'better-sqlite3';

import { IntegrityError } from '#src/ports/store-errors.ts';
import { flushFile, flushGently, sha256Of } from './files.ts';
import { holdState } from './held-state.ts';
import { part } from './operation.ts';
import { countRows, type RowCounts } from './row-counts.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export type DatabaseCopy = {
  readonly bytes: number;
  readonly sha256: string;
  readonly schemaVersion: number;
  readonly rows: RowCounts;
};

/** A mebibyte, written out before the next one. */
const pagesAtOnce = 256;

/** Reopens what it wrote, counts its rows against the original's, and checks it. */
export async function copyDatabase(from: string, to: string, operation: Operation): Promise<DatabaseCopy> {
  const rows = await copyState(from, to, part(operation, 0, 2));
  const copy = new Database(to, { readonly: true });
  try {
    assertSound(copy, to);
    for (const [table, count] of Object.entries(countRows(copy))) {
      if (count !== rows[table])
        throw new IntegrityError(`${to} is not what ${from} holds: the table ${table}`, {
          code: 'COPY_DIFFERS',
          file: to,
          table,
        });
    }
    const schemaVersion = Number(copy.pragma('user_version', { simple: true }));
    await flushFile(to);
    const { size } = await stat(to);
    return { bytes: size, sha256: await sha256Of(to, part(operation, 1, 2)), schemaVersion, rows };
  } finally {
    copy.close();
  }
}

/** A copy keeps no log; a workspace's file does, also where it is opened for reading only. */
export function keepLog(path: string): void {
  setJournal(path, 'WAL');
}

/** Throws an IntegrityError with the first thing that is wrong. */
export function assertSound(database: Database.Database, path: string): void {
  const [first] = integrityProblems(database, 1);
  if (first === undefined) return;
  throw new IntegrityError(`${path} is damaged: ${first}`, { code: 'FILE_DAMAGED', fault: first });
}

/** What SQLite itself finds wrong with a file, in its words. */
export function integrityProblems(database: Database.Database, limit: number): readonly string[] {
  const lines = database.prepare(`PRAGMA integrity_check(${limit})`).pluck().all().map(String);
  return lines.filter((line) => line !== 'ok');
}

/** The rows of what was copied. */
async function copyState(from: string, to: string, operation: Operation): Promise<RowCounts> {
  const original = holdState(from, operation);
  try {
    await copyPages(original.database, to, operation);
    // One file, with nothing beside it, is what can be moved, hashed and kept.
    setJournal(to, 'DELETE');
    return countRows(original.database);
  } finally {
    original.release();
  }
}

async function copyPages(original: Database.Database, to: string, operation: Operation): Promise<void> {
  let file: number | undefined;
  try {
    await original.backup(to, {
      progress({ totalPages, remainingPages }) {
        operation.signal.throwIfAborted();
        operation.report(totalPages - remainingPages, totalPages);
        flushGently((file ??= openSync(to, 'r+')));
        return pagesAtOnce;
      },
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function setJournal(path: string, mode: 'WAL' | 'DELETE'): void {
  const database = new Database(path);
  database.pragma(`journal_mode = ${mode}`);
  database.close();
}
