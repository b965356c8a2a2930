import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { Read } from './read-cell.ts';
import type { CsvHeader } from './csv-header.ts';
import { shown } from './csv-values.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import { inDecimals, type Decimals } from './csv-decimals.ts';
import { readTime } from './csv-times.ts';
import type { FileAnswers, FileQuestion, RowProblem, TimeRule } from '#src/ports/import-files.ts';

/** What is known of a file beside its rows. */
export type FileContext = {
  /** Which times lie in the future. */
  readonly now: number;
  /** Undefined where no number of it tells. */
  readonly decimals: Decimals | undefined;
  readonly answers: FileAnswers;
  /** The lines before the header. */
  readonly preamble: readonly string[];
};

export type RowQuestion = Omit<FileQuestion, 'rows'>;

/**
 * Letters of a cell that are looked at: a pattern that begins anywhere takes time by the square of them. The sign behind them
 * is in no number, time or name, so that none of what was cut off passes for whole.
 */
const longestText = 400;

/** Of most rows. */
const none: readonly RowQuestion[] = [];

/** What a format found in a row: a value that it could not read is undefined, and its problem noted. */
type Found<Thing, Needed extends keyof Thing> = Omit<Thing, 'line' | Needed> & {
  readonly [Key in Needed]: Thing[Key] | undefined;
};

/** Where a format puts what a row says. What is wrong with a row is noted on the row itself. */
export type RowSink = {
  addFill(fill: ImportedFill): void;
  addEntry(entry: ImportedEntry): void;
  /** A row that is no trade and moves no money of the account. */
  skip(row: CsvRow, reason: RowEnd): void;
  /** The row is one of several that make a trade; they are read together once the file has ended. */
  group(key: string, row: CsvRow): void;
};

/** One row of a file with a header, and everything that turns out to be wrong with it. */
export class CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly header: CsvHeader;
  readonly file: FileContext;
  readonly problems: RowProblem[] = [];
  #questions: RowQuestion[] | undefined;

  constructor(cells: readonly string[], line: number, header: CsvHeader, file: FileContext) {
    this.cells = cells;
    this.line = line;
    this.header = header;
    this.file = file;
  }

  get now(): number {
    return this.file.now;
  }

  /** What has to be known before it can be read. */
  get questions(): readonly RowQuestion[] {
    return this.#questions ?? none;
  }

  /** Whether it is whole, and nothing is asked about it. */
  get isClear(): boolean {
    return this.problems.length === 0 && this.#questions === undefined;
  }

  has(column: string): boolean {
    return this.header.places.has(column);
  }

  /** Without spaces at its ends, and cut off where nothing that is read is so long; empty where the file has no such column. */
  text(column: string): string {
    const place = this.header.places.get(column);
    const text = place === undefined ? '' : (this.cells[place] ?? '').trim();
    return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  }

  /** Of the names that a column goes by: the first under which the row holds something, else one that the file has. */
  nameOf(...columns: readonly [string, ...string[]]): string {
    const held = columns.find((column) => this.text(column) !== '');
    return held ?? columns.find((column) => this.has(column)) ?? columns[0];
  }

  read<Value>(
    column: string,
    readText: (text: string) => Read<Value>,
    text = this.text(column),
  ): Value | undefined {
    return this.take(column, readText(text));
  }

  /** The value that was read from a column, unless it was none. */
  take<Value>(column: string, answer: Read<Value>): Value | undefined {
    if (answer.ok) return answer.value;
    this.refuse(column, answer.error);
    return undefined;
  }

  /** A number of a source that writes points, unless the file proves that somebody wrote it anew with commas. */
  readNumber<Value>(
    column: string,
    readText: (text: string) => Read<Value>,
    text = this.text(column),
  ): Value | undefined {
    const decimals = this.#decimals ?? '.';
    if (decimals === '.' && !text.includes(',')) return this.take(column, readText(text));
    return this.#readIn(decimals, column, readText, text);
  }

  /** A number of a file whose decimal sign depends on its user's country. */
  readLocal<Value>(
    column: string,
    readText: (text: string) => Read<Value>,
    text = this.text(column),
  ): Value | undefined {
    return this.#readIn(this.#decimals, column, readText, text);
  }

  get #decimals(): Decimals | undefined {
    const answered = this.file.answers['decimal'];
    return answered === ',' || answered === '.' ? answered : this.file.decimals;
  }

  #readIn<Value>(
    decimals: Decimals | undefined,
    column: string,
    readText: (text: string) => Read<Value>,
    text: string,
  ): Value | undefined {
    const plain = inDecimals(text, decimals);
    if (plain === undefined) return this.ask({ id: 'decimal', about: 'decimal', example: shown(text) });
    return this.take(column, plain.ok ? readText(plain.value) : plain);
  }

  /** By the rule where a time names no zone; without one, in the zone that the trader answers. */
  readTime(
    column: string,
    rule: Omit<TimeRule, 'zone'> & { readonly zone: string | undefined },
    text = this.text(column),
  ): number | undefined {
    const zone = rule.zone ?? this.file.answers['zone'];
    const order = orderIn(this.file.answers) ?? rule.order;
    const time = readTime(text, this.now, { order, zone: zone ?? 'UTC' });
    if (!time.ok && time.error.code === 'TWO_DATES')
      return this.ask({ id: 'dates', about: 'dates', example: shown(text) });
    // Another row was written as nothing in this one can be: which comes first is not what it was taken for.
    if (!time.ok && time.error.code === 'NOT_A_TIME' && this.#isTurned(text, order))
      return this.ask({ id: 'dates', about: 'dates', example: shown(text) });
    if (!time.ok || zone !== undefined) return this.take(column, time);
    const elsewhere = readTime(text, this.now, { order, zone: 'Pacific/Honolulu' });
    if (elsewhere.ok && elsewhere.value === time.value) return time.value;
    return this.ask({ id: 'zone', about: 'zone', example: shown(text) });
  }

  /** Whether it is a time where the day and the month change places, and nobody was asked yet. */
  #isTurned(text: string, order: TimeRule['order']): boolean {
    if (order === 'YMD' || orderIn(this.file.answers) !== undefined) return false;
    return readTime(text, this.now, { order: order === 'DMY' ? 'MDY' : 'DMY', zone: 'UTC' }).ok;
  }

  ask(question: RowQuestion): undefined {
    this.#questions ??= [];
    this.#questions.push(question);
  }

  refuse(column: string, problem: RowEnd): void {
    const place = this.header.places.get(column);
    const name = place === undefined ? undefined : this.header.names[place]?.trim();
    this.problems.push({ line: this.line, column: name ?? column, problem });
  }

  /** Nothing when something of it could not be read. */
  addFill(
    rows: RowSink,
    found: Found<ImportedFill, 'time' | 'symbol' | 'side' | 'quantity' | 'price'>,
  ): void {
    const { time, symbol, side, quantity, price } = found;
    if (!this.isClear || time === undefined || symbol === undefined) return;
    if (side === undefined || quantity === undefined || price === undefined) return;
    rows.addFill({ ...found, line: this.line, time, symbol, side, quantity, price });
  }

  addEntry(rows: RowSink, found: Found<ImportedEntry, 'time' | 'currency' | 'amount'>): void {
    const { time, currency, amount } = found;
    if (!this.isClear || time === undefined || currency === undefined || amount === undefined) return;
    rows.addEntry({ ...found, line: this.line, time, currency, amount });
  }
}

function orderIn({ dates }: FileAnswers): TimeRule['order'] | undefined {
  return dates === 'DMY' || dates === 'MDY' || dates === 'YMD' ? dates : undefined;
}
