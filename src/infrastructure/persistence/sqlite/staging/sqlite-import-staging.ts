import Database from 'better-sqlite3';
import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import {
  longestTogether,
  mostTogether,
  type EndlessGroup,
  type GroupedRow,
  type ImportStaging,
  type StagedRows,
  type StagedSymbol,
} from '#src/ports/import-staging.ts';
import { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { decimalIn, orNull } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { StagedFills } from './staged-fills.ts';

type EntryRow = {
  readonly seq: number;
  readonly line: number;
  readonly time: number;
  readonly type: ImportedEntry['type'];
  readonly currency: string;
  readonly amount: string;
  readonly reference: string | null;
  readonly share: string | null;
};
type GroupRow = { readonly key: string; readonly line: number; readonly cells: string };

const pieceSize = 1_000;
/** Before every line. */
const first = -1;

/**
 * A database without a name is SQLite's own temporary file: pages beyond its cache go to disk, and the system
 * removes it with the process, however that ends.
 */
export class SqliteImportStaging implements ImportStaging {
  readonly #connection: Connection;
  readonly #fills: StagedFills;

  constructor() {
    const database = new Database('');
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -4000');
    database.exec(
      `CREATE TABLE entries (seq INTEGER PRIMARY KEY, line INTEGER, time INTEGER, type TEXT, currency TEXT,
         amount TEXT, reference TEXT, share TEXT) STRICT;
       CREATE TABLE groups (key TEXT, line INTEGER, cells TEXT, PRIMARY KEY (key, line)) STRICT, WITHOUT ROWID;`,
    );
    this.#connection = new Connection(database);
    this.#fills = new StagedFills(this.#connection);
  }

  async add({ fills, entries, groups }: StagedRows): Promise<void> {
    this.#connection.database.transaction(() => {
      this.#fills.add(fills);
      for (const entry of entries) this.#addEntry(entry);
      for (const { key, line, cells } of groups) {
        this.#connection
          .statement('INSERT INTO groups VALUES (?, ?, ?)')
          .run(key, line, JSON.stringify(cells));
      }
    })();
  }

  async *groups(): AsyncIterable<readonly GroupedRow[] | EndlessGroup> {
    const sql = 'SELECT * FROM groups WHERE key >= ? AND (key > ? OR line > ?) ORDER BY key, line LIMIT ?';
    let after: { readonly key: string; readonly line: number } = { key: '', line: first };
    let group: GroupedRow[] = [];
    let length = 0;
    for (;;) {
      const rows = this.#connection
        .statement(sql)
        .all(after.key, after.key, after.line, pieceSize)
        .map((row: GroupRow) => row);
      for (const row of rows) {
        if (group[0] !== undefined && group[0].key !== row.key) {
          yield group;
          group = [];
          length = 0;
        }
        length += row.cells.length;
        if (group[0] !== undefined && (group.length === mostTogether || length > longestTogether)) {
          yield { fromLine: group[0].line };
          return;
        }
        group.push(groupFromRow(row));
      }
      const end = rows.at(-1);
      if (end === undefined) break;
      after = end;
    }
    if (group.length > 0) yield group;
  }

  async *fills(
    of: StagedSymbol,
    sameTime: 'by-line' | 'against-lines',
  ): AsyncIterable<readonly ImportedFill[]> {
    yield* this.#fills.read(of, sameTime);
  }

  async *entries(): AsyncIterable<readonly ImportedEntry[]> {
    this.#connection.database.exec('CREATE INDEX IF NOT EXISTS entries_time ON entries (time, seq)');
    const sql = 'SELECT * FROM entries WHERE time >= ? AND (time > ? OR seq > ?) ORDER BY time, seq LIMIT ?';
    let after = { time: 0, seq: 0 };
    for (;;) {
      const rows = this.#connection
        .statement(sql)
        .all(after.time, after.time, after.seq, pieceSize)
        .map((row: EntryRow) => row);
      const end = rows.at(-1);
      if (end === undefined) return;
      yield rows.map(entryFromRow);
      after = end;
    }
  }

  async close(): Promise<void> {
    this.#connection.database.close();
  }

  #addEntry({ line, time, type, currency: code, amount, reference, share }: ImportedEntry): void {
    this.#connection
      .statement('INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
      .run(line, time, type, code, amount.toString(), orNull(reference), orNull(share));
  }
}

function entryFromRow(row: EntryRow): ImportedEntry {
  return {
    line: row.line,
    time: row.time,
    type: row.type,
    currency: currency(row.currency),
    amount: decimalIn('staged amount', row.amount),
    reference: row.reference ?? undefined,
    ...(row.share === null ? {} : { share: row.share }),
  };
}

function groupFromRow({ key, line, cells }: GroupRow): GroupedRow {
  return { key, line, cells: JSON.parse(cells) };
}
