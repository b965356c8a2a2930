/** In characters. A line of fills has some hundred; what never ends is no line. */
export const longestLine = 16_384;

export type CsvRecord = {
  readonly cells: readonly string[];
  /** On which it begins; it may have line breaks in quotation marks. */
  readonly line: number;
};

/** Why the rest of a file cannot be split; `line` is where the record began. */
export type BrokenRecord = { readonly code: 'TOO_LONG' | 'OPEN_QUOTE'; readonly line: number };

/** A note may well have two or three commas in a line. */
const fewestCells = 5;

/**
 * Splits CSV text that comes in pieces into records: RFC 4180 with any line break, blank lines passed over, and a
 * quotation mark in the middle of a value taken as it is. Holds no more than one unfinished record. Text behind a value that
 * goes over lines breaks the file: its mark was left open, and the next one, of another row, would hide the rows between.
 */
export class CsvRecords {
  readonly #delimiter: string;
  readonly #onRecord: (record: CsvRecord) => void;
  #rest = '';
  /** A record whose quotation mark is still open at the end of its line. */
  #open: string | undefined;
  #line = 1;
  #openLine = 1;
  /** Of the longest record so far. */
  #width = 0;

  constructor(delimiter: string, firstLine: number, onRecord: (record: CsvRecord) => void) {
    this.#delimiter = delimiter;
    this.#line = firstLine;
    this.#onRecord = onRecord;
  }

  write(text: string): BrokenRecord | undefined {
    return this.#split(this.#rest + text, false);
  }

  end(): BrokenRecord | undefined {
    const broken = this.#split(this.#rest, true);
    if (broken !== undefined) return broken;
    return this.#open === undefined ? undefined : { code: 'OPEN_QUOTE', line: this.#openLine };
  }

  #split(text: string, isLast: boolean): BrokenRecord | undefined {
    let start = 0;
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (start < text.length) {
      if (feed !== -1 && feed < start) feed = text.indexOf('\n', start);
      if (carriage !== -1 && carriage < start) carriage = text.indexOf('\r', start);
      const end = firstOf(feed, carriage);
      // A carriage return at the end of a piece may be the first half of a line break.
      if (!isLast && (end === -1 || (end === carriage && end === text.length - 1))) break;
      const stop = end === -1 ? text.length : end;
      const next = end === -1 ? stop : stop + (text.startsWith('\r\n', stop) ? 2 : 1);
      const broken = this.#takeLine(text.slice(start, stop), text.slice(stop, next));
      if (broken !== undefined) return broken;
      start = next;
    }
    this.#rest = text.slice(start);
    return this.#rest.length > longestLine ? { code: 'TOO_LONG', line: this.#line } : undefined;
  }

  #takeLine(line: string, lineBreak: string): BrokenRecord | undefined {
    const record = this.#open === undefined ? line : this.#open + line;
    const at = this.#open === undefined ? this.#line : this.#openLine;
    this.#line += 1;
    if (record.length > longestLine) return { code: 'TOO_LONG', line: at };
    if (this.#open !== undefined && this.#isRow(line)) return { code: 'OPEN_QUOTE', line: at };
    const cells = cellsOf(record, this.#delimiter);
    if (cells === 'MISCLOSED') return { code: 'OPEN_QUOTE', line: at };
    if (cells === 'OPEN') {
      this.#open = record + lineBreak;
      this.#openLine = at;
      return undefined;
    }
    this.#open = undefined;
    this.#width = Math.max(this.#width, cells.length);
    if (record !== '') this.#onRecord({ cells, line: at });
    return undefined;
  }

  /** Whether a line of a value is as good as a row of its own: then that value was never meant to go so far. */
  #isRow(line: string): boolean {
    return this.#width >= fewestCells && (splitRecord(line, this.#delimiter)?.length ?? 0) >= this.#width;
  }
}

/** The values of one line; undefined if it leaves a quotation mark open. */
export function splitRecord(line: string, delimiter: string): readonly string[] | undefined {
  const cells = cellsOf(line, delimiter);
  return typeof cells === 'string' ? undefined : cells;
}

function cellsOf(text: string, delimiter: string): readonly string[] | 'OPEN' | 'MISCLOSED' {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let value = '';
    if (text[at] === '"') {
      let from = at + 1;
      let quote = text.indexOf('"', from);
      for (; quote !== -1 && text[quote + 1] === '"'; quote = text.indexOf('"', from)) {
        value += text.slice(from, quote + 1);
        from = quote + 2;
      }
      if (quote === -1) return 'OPEN';
      value += text.slice(from, quote);
      at = quote + 1;
    }
    const end = text.indexOf(delimiter, at);
    const behind = text.slice(at, end === -1 ? text.length : end);
    if (/[\r\n]/.test(value) && behind.trim() !== '') return 'MISCLOSED';
    cells.push(value + behind);
    if (end === -1) return cells;
    at = end + 1;
  }
}

function firstOf(left: number, right: number): number {
  if (left === -1 || right === -1) return Math.max(left, right);
  return Math.min(left, right);
}
