import { sides } from '#src/domain/fill.ts';
import { currency } from '#src/domain/ids.ts';
import { contractKey, type ImportedFill } from '#src/domain/imported-fill.ts';
import type { FillsOfSymbol, StagedSymbol } from '#src/ports/import-staging.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { decimalIn, oneOf } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';

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

/** Of one fill. */
const cellsEach = 10;
/** What an id that stands as it is must not be: empty, or read as quoted, or more than one cell. */
const unlikeCell = /^$|^"|\t/;
const sideIn = oneOf('staged side', sides);
const pieceSize = 500;
/** Before every line, and after it. */
const first = -1;
const last = Number.MAX_SAFE_INTEGER;

/**
 * The fills of a file, each symbol's by time. Most files are in the order of time, or against it: what came of a symbol
 * at once is kept as one run, and only where runs overlap is each fill put into a place of its own. A run is
 * its cells with tabs between: splitting them costs a half of what parsing JSON does, which keeps every short string.
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
      const sorted = fills.toSorted(byLine);
      const run = runOf(sorted);
      const before = symbol.last;
      symbol.rising &&= before === undefined || isBehind(run, before, run.from - before.to);
      symbol.falling &&= before === undefined || isBehind(run, before, before.from - run.to);
      symbol.last = run;
      symbol.runs += 1;
      this.#connection
        .statement('INSERT INTO runs VALUES (?, ?, ?)')
        .run(symbol.number, symbol.runs, cellsOf(sorted));
    }
  }

  /** In pieces of bounded size; those of the same time in the file's order, or against it. */
  *read(of: StagedSymbol, sameTime: 'by-line' | 'against-lines'): Iterable<readonly ImportedFill[]> {
    const symbol = this.#symbols.get(keyOfSymbol(of));
    if (symbol === undefined) return;
    const forwards = sameTime === 'by-line';
    const inOrder = forwards ? symbol.rising : symbol.falling;
    const runs = inOrder ? this.#runs(symbol, of, forwards) : this.#sorted(symbol, of, forwards);
    let fills: ImportedFill[] = [];
    for (const run of runs) {
      for (const fill of run) fills.push(fill);
      for (; fills.length >= pieceSize; fills = fills.slice(pieceSize)) yield fills.slice(0, pieceSize);
    }
    if (fills.length > 0) yield fills;
  }

  /** As they came, or from the last to the first. */
  *#runs({ number, runs }: OwnRuns, of: StagedSymbol, forwards: boolean): Iterable<readonly ImportedFill[]> {
    const read = this.#connection.statement('SELECT cells FROM runs WHERE symbol = ? AND number = ?').pluck();
    for (let at = 1; at <= runs; at += 1) {
      const cells: string | undefined = read.get(number, forwards ? at : runs + 1 - at);
      const fills = fillsIn(cells, of);
      yield forwards ? fills : fills.toSorted(againstLine);
    }
  }

  *#sorted(symbol: OwnRuns, of: StagedSymbol, forwards: boolean): Iterable<readonly ImportedFill[]> {
    if (!symbol.sorted) this.#sort(symbol, of);
    symbol.sorted = true;
    const read = this.#connection
      .statement(
        `SELECT group_concat(cells, char(9)) FROM
           (SELECT cells FROM fills WHERE symbol = ? AND time >= ? AND (time > ? OR line ${forwards ? '>' : '<'} ?)
            ORDER BY time, line ${forwards ? 'ASC' : 'DESC'} LIMIT ?)`,
      )
      .pluck();
    let end: Pick<ImportedFill, 'time' | 'line'> | undefined = { time: 0, line: forwards ? first : last };
    while (end !== undefined) {
      const { time, line } = end;
      const cells: string | null | undefined = read.get(symbol.number, time, time, line, pieceSize);
      const fills = fillsIn(cells, of);
      yield fills;
      end = fills.at(-1);
    }
  }

  #sort(symbol: OwnRuns, of: StagedSymbol): void {
    const insert = this.#connection.statement('INSERT INTO fills VALUES (?, ?, ?, ?)');
    this.#connection.database.transaction(() => {
      for (const run of this.#runs(symbol, of, true)) {
        for (const fill of run) insert.run(symbol.number, fill.time, fill.line, cellsOf([fill]));
      }
    })();
  }
}

function newSymbol(number: number): OwnRuns {
  return { number, runs: 0, last: undefined, rising: true, falling: true, sorted: false };
}

function keyOfSymbol({ symbol, priceCurrency, contract }: StagedSymbol): string {
  if (contract !== undefined) return `${symbol}\n${contractKey(contract)}`;
  return priceCurrency === undefined ? symbol : `${symbol}\n${priceCurrency}`;
}

function byLine(one: ImportedFill, other: ImportedFill): number {
  return one.time - other.time || one.line - other.line;
}

function againstLine(one: ImportedFill, other: ImportedFill): number {
  return one.time - other.time || other.line - one.line;
}

/** Of at least one fill, by time. */
function runOf(fills: readonly ImportedFill[]): Run {
  const lines = fills.map(({ line }) => line);
  const [from = 0, to = 0] = [fills[0]?.time, fills.at(-1)?.time];
  return { from, to, least: Math.min(...lines), most: Math.max(...lines) };
}

/** `apart` is the time between them, which may be none where the lines go on too. */
function isBehind(run: Run, before: Run, apart: number): boolean {
  return apart > 0 || (apart === 0 && run.least > before.most);
}

function cellsOf(fills: readonly ImportedFill[]): string {
  const cells: (string | number)[] = [];
  for (const { line, time, side, quantity, price, value, fee, feeCurrency, orderId, tradeId } of fills) {
    cells.push(line, time, side, quantity.toString(), price.toString());
    cells.push(fee?.toString() ?? '', feeCurrency ?? '', cellOf(orderId), cellOf(tradeId));
    cells.push(value?.toString() ?? '');
  }
  return cells.join('\t');
}

function fillsIn(text: string | null | undefined, of: StagedSymbol): readonly ImportedFill[] {
  const fills: ImportedFill[] = [];
  const cells = text?.split('\t') ?? [];
  for (let at = 0; at < cells.length; at += cellsEach) fills.push(fillAt(cells, at, of));
  return fills;
}

function fillAt(
  cells: readonly string[],
  at: number,
  { symbol, priceCurrency, contract }: StagedSymbol,
): ImportedFill {
  const [fee, feeCurrency, value] = [cells[at + 5], cells[at + 6], cells[at + 9]];
  return {
    line: Number(cells[at]),
    time: Number(cells[at + 1]),
    symbol,
    side: sideIn(cells[at + 2] ?? ''),
    quantity: decimalIn('staged quantity', cells[at + 3] ?? ''),
    price: decimalIn('staged price', cells[at + 4] ?? ''),
    value: value ? decimalIn('staged value', value) : undefined,
    fee: fee ? decimalIn('staged fee', fee) : undefined,
    feeCurrency: feeCurrency ? currency(feeCurrency) : undefined,
    orderId: idIn(cells[at + 7]),
    tradeId: idIn(cells[at + 8]),
    priceCurrency,
    contract,
  };
}

/** Empty where there is none; quoted where it could be taken for something else. */
function cellOf(id: string | undefined): string {
  if (id === undefined) return '';
  return unlikeCell.test(id) ? JSON.stringify(id) : id;
}

function idIn(cell: string | undefined): string | undefined {
  if (!cell) return undefined;
  return cell.startsWith('"') ? JSON.parse(cell) : cell;
}
