import { finished } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { delimiterOf, readHeader, type CsvHeader, type UnreadableFile } from './csv-header.ts';
import { readRow, type RowProblem } from './csv-row.ts';

export type { RowProblem, UnreadableFile };

/** What a file holds. `problems` are the first of them; `invalid` counts all rows that have one. */
export type FillsFile = {
  readonly fills: readonly ImportedFill[];
  readonly problems: readonly RowProblem[];
  readonly invalid: number;
};

/** Rows that one file may have: they are all held until they are committed. */
const mostRows = 200_000;
const problemsKept = 100;
/** In bytes. A line of fills has some hundred; what never ends is no line. */
const longestLine = 16_384;

/** Reads a CSV file of fills as its text comes, piece by piece, in memory bounded by the caps above. */
export class FillsCsv {
  readonly #now: number;
  #fills: ImportedFill[] = [];
  #problems: RowProblem[] = [];
  #invalid = 0;
  #head = '';
  #parser: Parser | undefined;
  #header: CsvHeader | undefined;
  #lastLine = 0;
  #unreadable: UnreadableFile | undefined;
  #ended: Promise<void> | undefined;

  /** `now` tells which times lie in the future. */
  constructor(now: number) {
    this.#now = now;
  }

  async write(text: string): Promise<Result<void, UnreadableFile>> {
    if (this.#ended !== undefined) this.#refuse('The file was read to its end already. Choose it again.');
    if (text.includes('\0')) {
      this.#refuse('This is not a text file. Save or export it as CSV in UTF-8 and choose that.');
    }
    if (this.#unreadable === undefined) {
      if (this.#parser === undefined) await this.#begin(text);
      else await this.#feed(this.#parser, text);
    }
    return this.#unreadable === undefined ? ok(undefined) : err(this.#unreadable);
  }

  /** Ends the file; may be called again. */
  async end(): Promise<Result<FillsFile, UnreadableFile>> {
    this.#ended ??= this.#finish();
    await this.#ended;
    if (this.#unreadable !== undefined) return err(this.#unreadable);
    return ok({ fills: this.#fills, problems: this.#problems, invalid: this.#invalid });
  }

  /** Gives up what was read. */
  discard(): void {
    this.#refuse('The file was discarded. Choose it again.');
  }

  /** The delimiter is known from the first line that holds something. */
  async #begin(text: string): Promise<void> {
    this.#head = (this.#head + text).replace(/^\uFEFF/, '');
    const [, firstLine] = /^\s*(\S[^\r\n]*)[\r\n]/.exec(this.#head) ?? [];
    if (firstLine !== undefined) await this.#start(firstLine);
    else if (this.#head.length > longestLine) this.#refuse(tooLong(1));
  }

  async #start(firstLine: string): Promise<void> {
    const head = this.#head;
    this.#head = '';
    const parser = parse({
      delimiter: delimiterOf(firstLine),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestLine,
      on_record: (cells: readonly string[], { lines }) => {
        this.#take(cells, lines);
        // Nothing is passed on: what the row says is kept here.
        return null;
      },
    });
    parser.on('error', (error) => this.#refuse(this.#explain(error)));
    parser.resume();
    this.#parser = parser;
    await this.#feed(parser, head);
  }

  async #feed(parser: Parser, text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      parser.write(text, () => resolve());
    });
  }

  async #finish(): Promise<void> {
    if (this.#unreadable !== undefined) return;
    if (this.#parser === undefined && this.#head.trim() !== '') await this.#start(this.#head);
    const parser = this.#parser;
    if (parser !== undefined) {
      await new Promise<void>((resolve) => {
        finished(parser, () => resolve());
        parser.end();
      });
    }
    if (this.#header === undefined) this.#refuse('The file is empty. Choose a CSV file of fills.');
  }

  #take(cells: readonly string[], lines: number): void {
    if (this.#unreadable !== undefined) return;
    // The parser tells the line on which a row ends; one may have line breaks in quotation marks.
    const line = lines - (lines > this.#lastLine + 1 ? cells.join('').split(/\r\n|\n|\r/).length - 1 : 0);
    this.#lastLine = lines;
    if (this.#header === undefined) {
      const header = readHeader(cells);
      if (header.ok) this.#header = header.value;
      else this.#fail(header.error);
      return;
    }
    if (this.#fills.length + this.#invalid === mostRows) {
      this.#refuse(
        `The file has more than ${mostRows.toLocaleString('en')} rows. Split it and import the parts.`,
      );
      return;
    }
    const row = readRow(cells, this.#header, line, this.#now);
    if (row.ok) {
      this.#fills.push(row.value);
      return;
    }
    this.#invalid += 1;
    this.#problems.push(...row.error.slice(0, problemsKept - this.#problems.length));
  }

  #explain(error: Error): string {
    const code = error instanceof CsvError ? error.code : undefined;
    if (code === 'CSV_MAX_RECORD_SIZE') return tooLong(this.#lastLine + 1);
    if (code === 'CSV_QUOTE_NOT_CLOSED') {
      return `A quotation mark after line ${this.#lastLine} is never closed. Close it or remove it.`;
    }
    return `The file cannot be read as CSV after line ${this.#lastLine}. Export it again as CSV in UTF-8.`;
  }

  #refuse(message: string): void {
    this.#fail({ message, missingColumns: [] });
  }

  /** The first reason counts. The rows are let go: nothing of such a file is imported. */
  #fail(reason: UnreadableFile): void {
    this.#unreadable ??= reason;
    this.#head = '';
    this.#fills = [];
    this.#problems = [];
    this.#parser?.destroy();
  }
}

function tooLong(line: number): string {
  return `Line ${line} is longer than ${longestLine.toLocaleString('en')} bytes. Is a quotation mark left open, or is this no CSV file?`;
}
