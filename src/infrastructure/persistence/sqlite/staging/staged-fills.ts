import type { Side } from '#src/domain/fill.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { FillsOfSymbol, StagedSymbol } from '#src/ports/import-staging.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import {
  decimalIn,
  decimalText,
  keyOf,
  optionalDecimalIn,
  orNull,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';

/** A fill as it is staged: in JSON, since each value that is bound or read costs as much as parsing all of them. */
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

/** What came of a symbol at once: where it begins and ends in time, and its smallest and largest line. */
type Run = { readonly from: number; readonly to: number; readonly least: number; readonly most: number };

type OwnRuns = {
  readonly number: number;
  runs: number;
  last: Run | undefined;
  /** Whether each run lies behind the one before it, or before it: then reading them in that order sorts them. */
  rising: boolean;
  falling: boolean;
  sorted: boolean;
};

const sideIn = keyOf<Side>('staged side', { BUY: 'BUY', SELL: 'SELL' });
const pieceSize = 1_000;
/** Before every line, and after it. */
const first = -1;
const last = Number.MAX_SAFE_INTEGER;

/**
 * The fills of a file, each symbol's by time. Most files are in the order of time, or against it: what came of a symbol
 * at once is kept as one run, and only where runs overlap is each fill put into a place of its own.
 */
export class StagedFills {
  readonly #connection: Connection;
  readonly #symbols = new Map<string, OwnRuns>();

  constructor(connection: Connection) {
    connection.database.exec(
      `CREATE TABLE runs (symbol INTEGER, number INTEGER, cells TEXT,
         PRIMARY KEY (symbol, number)) STRICT, WITHOUT ROWID;
       CREATE TABLE fills (symbol INTEGER, time INTEGER, line INTEGER, cells TEXT,
         PRIMARY KEY (symbol, time, line)) STRICT, WITHOUT ROWID;`,
    );
    this.#connection = connection;
  }

  add(all: readonly FillsOfSymbol[]): void {
    for (const { of, fills } of all) {
      const key = keyOfSymbol(of);
      const symbol = this.#symbols.get(key) ?? newSymbol(this.#symbols.size);
      this.#symbols.set(key, symbol);
      const cells = fills.map(cellsOf).toSorted(byLine);
      const run = runOf(cells);
      const before = symbol.last;
      symbol.rising &&= before === undefined || isBehind(run, before, run.from - before.to);
      symbol.falling &&= before === undefined || isBehind(run, before, before.from - run.to);
      symbol.last = run;
      symbol.runs += 1;
      this.#connection
        .statement('INSERT INTO runs VALUES (?, ?, ?)')
        .run(symbol.number, symbol.runs, JSON.stringify(cells));
    }
  }

  /** In pieces of bounded size; those of the same time in the file's order, or against it. */
  *read(of: StagedSymbol, sameTime: 'by-line' | 'against-lines'): Iterable<readonly ImportedFill[]> {
    const symbol = this.#symbols.get(keyOfSymbol(of));
    if (symbol === undefined) return;
    const forwards = sameTime === 'by-line';
    const inOrder = forwards ? symbol.rising : symbol.falling;
    const runs = inOrder ? this.#runs(symbol, forwards) : this.#sorted(symbol, forwards);
    let fills: ImportedFill[] = [];
    for (const run of runs) {
      for (const cells of run) fills.push(fillFromCells(cells, of));
      for (; fills.length >= pieceSize; fills = fills.slice(pieceSize)) yield fills.slice(0, pieceSize);
    }
    if (fills.length > 0) yield fills;
  }

  /** As they came, or from the last to the first. */
  *#runs({ number, runs }: OwnRuns, forwards: boolean): Iterable<readonly FillCells[]> {
    const read = this.#connection.statement('SELECT cells FROM runs WHERE symbol = ? AND number = ?').pluck();
    for (let at = 1; at <= runs; at += 1) {
      const json: string | undefined = read.get(number, forwards ? at : runs + 1 - at);
      const cells = parsed(json);
      yield forwards ? cells : cells.toSorted(againstLine);
    }
  }

  *#sorted(symbol: OwnRuns, forwards: boolean): Iterable<readonly FillCells[]> {
    const { number } = symbol;
    if (!symbol.sorted) {
      this.#connection
        .statement(
          `INSERT INTO fills SELECT symbol, fill.value ->> 1, fill.value ->> 0, fill.value
           FROM runs, json_each(runs.cells) AS fill WHERE symbol = ?`,
        )
        .run(number);
      symbol.sorted = true;
    }
    const read = this.#connection
      .statement(
        `SELECT '[' || group_concat(cells) || ']' FROM
           (SELECT cells FROM fills WHERE symbol = ? AND time >= ? AND (time > ? OR line ${forwards ? '>' : '<'} ?)
            ORDER BY time, line ${forwards ? 'ASC' : 'DESC'} LIMIT ?)`,
      )
      .pluck();
    let [line, time] = [forwards ? first : last, 0];
    for (;;) {
      const json: string | null | undefined = read.get(number, time, time, line, pieceSize);
      const cells = parsed(json);
      const end = cells.at(-1);
      if (end === undefined) return;
      yield cells;
      [line, time] = end;
    }
  }
}

function newSymbol(number: number): OwnRuns {
  return { number, runs: 0, last: undefined, rising: true, falling: true, sorted: false };
}

function keyOfSymbol({ symbol, priceCurrency }: StagedSymbol): string {
  return priceCurrency === undefined ? symbol : `${symbol}\n${priceCurrency}`;
}

function byLine([line, time]: FillCells, [otherLine, otherTime]: FillCells): number {
  return time - otherTime || line - otherLine;
}

function againstLine([line, time]: FillCells, [otherLine, otherTime]: FillCells): number {
  return time - otherTime || otherLine - line;
}

/** Of at least one fill, by time. */
function runOf(cells: readonly FillCells[]): Run {
  const lines = cells.map(([line]) => line);
  const [from = 0, to = 0] = [cells[0]?.[1], cells.at(-1)?.[1]];
  return { from, to, least: Math.min(...lines), most: Math.max(...lines) };
}

/** `apart` is the time between them, which may be none where the lines go on too. */
function isBehind(run: Run, before: Run, apart: number): boolean {
  return apart > 0 || (apart === 0 && run.least > before.most);
}

function parsed(json: string | null | undefined): readonly FillCells[] {
  return JSON.parse(json ?? '[]');
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
