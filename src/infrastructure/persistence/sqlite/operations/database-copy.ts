/**
 * A copy of a database that others go on writing. It is made inside one read transaction: SQLite's backup would
 * start anew at each commit of another connection, and inside one it copies the state that the transaction sees.
 */
import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import Database from 'better-sqlite3';

import { IntegrityError } from '#src/ports/store-errors.ts';
import { flushFile, sha256Of } from './files.ts';
import { breathe, part, type Operation } from './operation.ts';

export type DatabaseCopy = {
  readonly bytes: number;
  readonly sha256: string;
  readonly schemaVersion: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
};

type Content = { readonly rows: Readonly<Record<string, number>>; readonly digest: string };

const pagesAtOnce = 256;
/** 4 MiB: a disk that has much to write at once keeps the record's commits waiting. */
const piecesAFlush = 4;
const rowsAtOnce = 5_000;

/** Reopens what it wrote, checks it, and compares its rows' digest with the original's. */
export async function copyDatabase(from: string, to: string, operation: Operation): Promise<DatabaseCopy> {
  const original = await copyPages(from, to, operation);
  const copy = new Database(to);
  try {
    // One file, with nothing beside it, is what can be moved, hashed and kept.
    copy.pragma('journal_mode = DELETE');
    assertSound(copy, to);
    const copied = await contentOf(copy, part(operation, 2, 3));
    if (copied.digest !== original.digest) throw new IntegrityError(`${to} is not what ${from} holds`);
    const schemaVersion = Number(copy.pragma('user_version', { simple: true }));
    copy.close();
    await flushFile(to);
    const { size } = await stat(to);
    return { bytes: size, sha256: await sha256Of(to, operation), schemaVersion, rows: copied.rows };
  } finally {
    copy.close();
  }
}

/** A copy keeps no log; a workspace's file does, also where it is opened for reading only. */
export function keepLog(path: string): void {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.close();
}

/** Throws an IntegrityError with the first thing that is wrong. */
export function assertSound(database: Database.Database, path: string): void {
  const [first] = integrityProblems(database, 1);
  if (first !== undefined) throw new IntegrityError(`${path} is damaged: ${first}`);
}

/** What SQLite itself finds wrong with a file, in its words. */
export function integrityProblems(database: Database.Database, limit: number): readonly string[] {
  const lines = database.prepare(`PRAGMA integrity_check(${limit})`).pluck().all().map(String);
  return lines.filter((line) => line !== 'ok');
}

/** The tables that hold data, by name. */
export function tablesOf(database: Database.Database): readonly string[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
    .map(String);
}

async function copyPages(from: string, to: string, operation: Operation): Promise<Content> {
  const database = new Database(from, { readonly: true });
  try {
    database.exec('BEGIN');
    const content = await contentOf(database, part(operation, 0, 3));
    const copying = part(operation, 1, 3);
    let pieces = 0;
    await database.backup(to, {
      progress({ totalPages, remainingPages }) {
        operation.signal.throwIfAborted();
        copying.report(totalPages - remainingPages, totalPages);
        pieces += 1;
        if (pieces % piecesAFlush === 0) flushNow(to);
        return pagesAtOnce;
      },
    });
    return content;
  } finally {
    database.close();
  }
}

function flushNow(path: string): void {
  const file = openSync(path, 'r+');
  fdatasyncSync(file);
  closeSync(file);
}

async function contentOf(database: Database.Database, operation: Operation): Promise<Content> {
  const hash = createHash('sha256');
  const tables = tablesOf(database);
  const counts: Record<string, number> = {};
  for (const [index, table] of tables.entries()) {
    const counting = part(operation, index, tables.length);
    const total = Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
    let count = 0;
    hash.update(`${table}\n`);
    for (const row of database.prepare<[]>(`SELECT * FROM "${table}"`).raw().iterate()) {
      hash.update(`${JSON.stringify(row)}\n`);
      count += 1;
      if (count % rowsAtOnce === 0) {
        counting.report(count, total);
        await breathe(operation);
      }
    }
    counts[table] = count;
    counting.report(1, 1);
  }
  return { rows: counts, digest: hash.digest('hex') };
}
