import Database from 'better-sqlite3';
import type { Side } from '#src/domain/fill.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { GroupedRow, ImportStaging, StagedRows, StagedSymbol } from '#src/ports/import-staging.ts';
import { decimalIn, decimalText, keyOf, optionalDecimalIn, orNull } from './row-values.ts';
import { Connection } from './connection.ts';

/** A fill as it is staged: in one JSON array, since each value that is bound or read costs as much as parsing all of them. */
type FillCells = readonly [
  line: number,
  time: number,
  side: string,
  quantity: string,
  price: string,
  fee: string | null,
  feeCurrency: string | null,
  orderId: string | null,
  tradeId: string | null,
];
type EntryRow = {
  readonly seq: number;
  readonly line: number;
  readonly time: number;
  readonly type: ImportedEntry['type'];
  readonly currency: string;
  readonly amount: string;
  readonly reference: string | null;
};
type GroupRow = { readonly key: string; readonly line: number; readonly cells: string };

const sideIn = keyOf<Side>('staged side', { BUY: 'BUY', SELL: 'SELL' });
const pieceSize = 1_000;
/** Before every line, and after it. */
const first = -1;
const last = Number.MAX_SAFE_INTEGER;

/**
 * A database without a name is SQLite's own temporary file: pages beyond its cache go to disk, and the system
 * removes it with the process, however that ends.
 */
export class SqliteImportStaging implements ImportStaging {
  readonly #connection: Connection;
  readonly #symbols = new Map<string, number>();

  constructor() {
    const database = new Database('');
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -4000');
    database.exec(
      `CREATE TABLE fills (symbol INTEGER, time INTEGER, line INTEGER, cells TEXT,
         PRIMARY KEY (symbol, time, line)) STRICT, WITHOUT ROWID;
       CREATE TABLE entries (seq INTEGER PRIMARY KEY, line INTEGER, time INTEGER, type TEXT, currency TEXT,
         amount TEXT, reference TEXT) STRICT;
       CREATE TABLE groups (key TEXT, line INTEGER, cells TEXT, PRIMARY KEY (key, line)) STRICT, WITHOUT ROWID;`,
    );
    this.#connection = new Connection(database);
  }

  async add({ fills, entries, groups }: StagedRows): Promise<void> {
    this.#connection.database.transaction(() => {
      this.#addFills(fills);
      for (const entry of entries) this.#addEntry(entry);
      for (const { key, line, cells } of groups) {
        this.#connection
          .statement('INSERT INTO groups VALUES (?, ?, ?)')
          .run(key, line, JSON.stringify(cells));
      }
    })();
  }

  async *groups(): AsyncIterable<readonly GroupedRow[]> {
    const sql = 'SELECT * FROM groups WHERE key >= ? AND (key > ? OR line > ?) ORDER BY key, line LIMIT ?';
    let after: { readonly key: string; readonly line: number } = { key: '', line: first };
    let group: GroupedRow[] = [];
    for (;;) {
      const rows = this.#connection
        .statement(sql)
        .all(after.key, after.key, after.line, pieceSize)
        .map(groupFromRow);
      for (const row of rows) {
        if (group[0] !== undefined && group[0].key !== row.key) {
          yield group;
          group = [];
        }
        group.push(row);
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
    const forwards = sameTime === 'by-line';
    const sql = `SELECT '[' || group_concat(cells) || ']' FROM
      (SELECT cells FROM fills WHERE symbol = ? AND time >= ? AND (time > ? OR line ${forwards ? '>' : '<'} ?)
        ORDER BY time, line ${forwards ? 'ASC' : 'DESC'} LIMIT ?)`;
    const read = this.#connection.statement(sql).pluck();
    const symbol = this.#symbols.get(symbolKey(of)) ?? -1;
    let after = { time: 0, line: forwards ? first : last };
    for (;;) {
      const piece: string | null = read.get(symbol, after.time, after.time, after.line, pieceSize) ?? null;
      if (piece === null) return;
      const rows: readonly FillCells[] = JSON.parse(piece);
      const fills = rows.map((cells) => fillFromCells(cells, of));
      yield fills;
      after = fills.at(-1) ?? after;
    }
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

  #addFills(fills: readonly ImportedFill[]): void {
    const rows = fills.map((fill) => [this.#symbolNumber(fill), cellsOf(fill)]);
    this.#connection
      .statement(
        `INSERT INTO fills SELECT value ->> 0, value ->> '$[1][1]', value ->> '$[1][0]', value -> 1 FROM jsonb_each(?)`,
      )
      .run(JSON.stringify(rows));
  }

  #addEntry({ line, time, type, currency: code, amount, reference }: ImportedEntry): void {
    this.#connection
      .statement('INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?)')
      .run(line, time, type, code, amount.toString(), orNull(reference));
  }

  #symbolNumber(fill: ImportedFill): number {
    const key = symbolKey(fill);
    const known = this.#symbols.get(key);
    if (known !== undefined) return known;
    this.#symbols.set(key, this.#symbols.size);
    return this.#symbols.size - 1;
  }
}

function symbolKey({ symbol, priceCurrency }: StagedSymbol): string {
  return priceCurrency === undefined ? symbol : `${symbol}\n${priceCurrency}`;
}

function cellsOf(fill: ImportedFill): FillCells {
  const { line, time, side, quantity, price, fee, feeCurrency, orderId, tradeId } = fill;
  return [
    line,
    time,
    side,
    quantity.toString(),
    price.toString(),
    decimalText(fee),
    orNull(feeCurrency),
    orNull(orderId),
    orNull(tradeId),
  ];
}

function fillFromCells(
  [line, time, side, quantity, price, fee, feeCurrency, orderId, tradeId]: FillCells,
  { symbol, priceCurrency }: StagedSymbol,
): ImportedFill {
  return {
    line,
    time,
    symbol,
    side: sideIn(side),
    quantity: decimalIn('staged quantity', quantity),
    price: decimalIn('staged price', price),
    fee: optionalDecimalIn('staged fee', fee),
    feeCurrency: feeCurrency === null ? undefined : currency(feeCurrency),
    orderId: orderId ?? undefined,
    tradeId: tradeId ?? undefined,
    priceCurrency,
  };
}

function entryFromRow(row: EntryRow): ImportedEntry {
  return {
    line: row.line,
    time: row.time,
    type: row.type,
    currency: currency(row.currency),
    amount: decimalIn('staged amount', row.amount),
    reference: row.reference ?? undefined,
  };
}

function groupFromRow({ key, line, cells }: GroupRow): GroupedRow {
  return { key, line, cells: JSON.parse(cells) };
}
