import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { FileProblem } from '#src/domain/file-problem.ts';
import type { GroupedRow } from '#src/ports/import-staging.ts';
import type {
  FileAnswers,
  FileMapping,
  FileNotes,
  FileReader,
  ImportFileError,
  ReadRows,
  RowProblem,
  SkippedRow,
} from '#src/ports/import-files.ts';
import { offsetOfLine, readHeader, type CsvHeader } from './csv-header.ts';
import { readHead, tooLong, unreadable, type FileHead } from './file-head.ts';
import { BalanceCheck, type ToldBalance } from './balance-check.ts';
import { CsvRecords, splitRecord, type BrokenRecord, type CsvRecord } from './csv-records.ts';
import { decimalsOf } from './csv-decimals.ts';
import { CsvRow, type FileContext } from './csv-row.ts';
import { FileQuestions } from './file-questions.ts';
import { shown } from './csv-values.ts';
import type { Format } from './formats/format.ts';
import { mappedHeader } from './formats/mapped-fills.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { RowSink } from './csv-row.ts';
import { readerVersion } from './formats/reader-versions.ts';

const none: readonly ToldBalance[] = [];
const noLines: ReadonlySet<number> = new Set();
const notesKept = 100;
const mostRows = 20_000_000;
/** What the screen lists of a record is sent in one piece: no account trades so many things. */
const mostSymbols = 20_000;

type Reader = {
  readonly format: Format;
  readonly header: CsvHeader;
  readonly context: FileContext;
  readonly records: CsvRecords;
};

/**
 * Reads a file of trades as its text comes: every piece gives the rows that it completes, and nothing of them is
 * kept. The format is recognised by the header, or given by the trader's mapping.
 */
export class ImportFile implements FileReader {
  readonly #now: number;
  readonly #mapping: FileMapping | undefined;
  readonly #answers: FileAnswers;
  readonly #questions = new FileQuestions();
  /** Of a format that tells them. */
  #balances: BalanceCheck | undefined;
  #head = '';
  #reader: Reader | undefined;
  #found = noRows();
  /** By the rows that are being read. */
  readonly #made: Pick<FoundRows, 'fills' | 'entries'> = { fills: [], entries: [] };
  #rows = 0;
  readonly #symbols = new Set<string>();
  readonly #currencies = new Set<string>();
  /** Whose rows these are, as the file says. */
  #account: string | undefined;
  #problems: RowProblem[] = [];
  #invalid = 0;
  #skippedRows: SkippedRow[] = [];
  #skipped = 0;
  #failure: ImportFileError | undefined;
  #ended = false;
  readonly #digest = createHash('sha256');
  #told: string | undefined;

  /** `now` tells which times lie in the future. */
  constructor(now: number, mapping: FileMapping | undefined, answers: FileAnswers = {}) {
    this.#now = now;
    this.#mapping = mapping;
    this.#answers = answers;
  }

  write(text: string): Result<ReadRows, ImportFileError> {
    if (this.#ended) this.#refuse({ code: 'READ_TO_END' });
    else this.#digest.update(text);
    if (text.includes('\0')) this.#refuse({ code: 'NOT_TEXT' });
    if (this.#failure === undefined) {
      if (this.#reader === undefined) this.#begin(text);
      else this.#broken(this.#reader.records.write(text));
    }
    return this.#take();
  }

  /** The rows that the end completes; may be called again, and then gives none. */
  end(): Result<ReadRows, ImportFileError> {
    if (!this.#ended && this.#failure === undefined) {
      if (this.#reader === undefined) this.#start(true);
      this.#broken(this.#reader?.records.end());
    }
    this.#ended = true;
    return this.#take();
  }

  /** The rows of one group, as they were handed out, become what they make together. */
  readGroup(group: readonly GroupedRow[]): ReadRows {
    const reader = this.#reader;
    if (reader?.format.readGroup === undefined) return noRows();
    const rows = group.map(({ cells, line }) => new CsvRow(cells, line, reader.header, reader.context));
    reader.format.readGroup(rows, this.#sink);
    this.#keep(rows);
    return this.#handOut();
  }

  /** Once every group was read. */
  notes(): FileNotes {
    this.#askOfBalances();
    const open = this.#reader?.format.question?.();
    if (open !== undefined && this.#answers[open.id] === undefined) this.#questions.addWhole(open);
    return {
      format: this.#reader && nameOf(this.#reader.format),
      digest: (this.#told ??= this.#digest.digest('hex')),
      problems: this.#problems,
      invalid: this.#invalid,
      skippedRows: this.#skippedRows,
      skipped: this.#skipped,
      questions: this.#questions.open(),
    };
  }

  #begin(text: string): void {
    this.#head = (this.#head + text).replace(/^\uFEFF/, '');
    this.#start(false);
  }

  /** The header may still be to come. */
  #start(isWhole: boolean): void {
    const head = readHead(this.#head, this.#mapping, isWhole);
    if (head === undefined) return;
    if (head.ok) this.#read(head.value);
    else this.#failure ??= head.error;
  }

  #read({ found, format, rows, preamble }: FileHead): void {
    const header = this.#mapping === undefined ? readHeader(found.names) : mappedHeader(this.#mapping);
    const cells = rows.map((line) => splitRecord(line, found.delimiter) ?? []);
    const context = { now: this.#now, decimals: decimalsOf(cells), answers: this.#answers, preamble };
    const columns = found.names.join('\n');
    const [first] = found.names;
    const records = new CsvRecords(found.delimiter, found.linesBefore + 1, (record) => {
      // The header itself; some exports repeat it before every section.
      const isHeader = record.cells[0] === first && record.cells.join('\n') === columns;
      if (!isHeader) this.#readRow(record, { header, format, context });
    });
    if (format.balances !== undefined && this.#answers['balances'] !== 'accept')
      this.#balances = new BalanceCheck();
    this.#reader = { format, header, context, records };
    const rest = this.#head.slice(offsetOfLine(this.#head, found.linesBefore));
    this.#head = '';
    this.#broken(records.write(rest));
  }

  #readRow({ cells, line }: CsvRecord, { header, format, context }: Omit<Reader, 'records'>): void {
    if (this.#failure !== undefined || cells.every((cell) => cell.trim() === '')) return;
    this.#rows += 1;
    if (this.#rows > mostRows) {
      this.#refuse({ code: 'TOO_MANY_ROWS', most: mostRows });
      return;
    }
    const row = new CsvRow(cells, line, header, context);
    const account = format.account === undefined ? '' : row.text(format.account);
    if (account !== '') this.#account ??= account;
    if (account !== '' && account !== this.#account) {
      const before = shown(this.#account ?? '');
      this.#refuse({ code: 'TWO_ACCOUNTS', line, account: shown(account), before });
      return;
    }
    for (const told of format.balances?.(row) ?? none) this.#balances?.row(line, told);
    format.read(row, this.#sink);
    this.#keep([row]);
  }

  readonly #sink: RowSink = {
    addFill: (fill) => void this.#made.fills.push(fill),
    addEntry: (entry) => void this.#made.entries.push(entry),
    group: (key, { line, cells }) => void this.#found.groups.push({ key, line, cells }),
    skip: ({ line }, reason) => {
      this.#skipped += 1;
      if (this.#skippedRows.length < notesKept) this.#skippedRows.push({ line, reason });
    },
  };

  /** A row is imported whole or not at all: what turned out late to be wrong with it takes back what it made before. */
  #keep(rows: readonly CsvRow[]): void {
    const { fills, entries } = this.#made;
    const isWhole = rows.every(({ isClear }) => isClear);
    const refused = isWhole ? noLines : new Set(rows.flatMap((row) => (row.isClear ? [] : [row.line])));
    for (const fill of fills) if (!refused.has(fill.line)) this.#addFill(fill);
    for (const entry of entries) if (!refused.has(entry.line)) this.#addEntry(entry);
    fills.length = 0;
    entries.length = 0;
    for (const row of rows) this.#note(row);
  }

  #addFill(fill: ImportedFill): void {
    this.#found.fills.push(fill);
    this.#balances?.fill(fill);
    if (this.#symbols.add(fill.symbol).size > mostSymbols)
      this.#refuse({ code: 'TOO_MANY_SYMBOLS', line: fill.line, most: mostSymbols });
  }

  #addEntry(entry: ImportedEntry): void {
    this.#found.entries.push(entry);
    if (this.#currencies.add(entry.currency).size > mostSymbols)
      this.#refuse({ code: 'TOO_MANY_SYMBOLS', line: entry.line, most: mostSymbols });
    this.#balances?.entry(entry);
  }

  #note({ problems, questions }: CsvRow): void {
    // What is wrong with it is so whatever is answered.
    if (problems.length === 0) this.#questions.add(questions);
    if (problems.length === 0) return;
    this.#invalid += 1;
    this.#problems.push(...problems.slice(0, notesKept - this.#problems.length));
  }

  #askOfBalances(): void {
    const isWhole = this.#invalid === 0 && this.#questions.open().length === 0;
    const difference = this.#balances?.difference(isWhole);
    this.#balances = undefined;
    if (difference === undefined) return;
    const { line, asset, made, told } = difference;
    const example = `${asset} ${made.toString()} ≠ ${told.toString()}`;
    this.#questions.add([
      { id: 'balances', about: 'balance', example, ...(line === undefined ? {} : { line }) },
    ]);
  }

  #broken(record: BrokenRecord | undefined): void {
    if (record === undefined) return;
    if (record.code === 'TOO_LONG') this.#refuse(tooLong(record.line));
    else this.#refuse({ code: 'QUOTE_LEFT_OPEN', line: record.line });
  }

  #refuse(problem: FileProblem): void {
    this.#failure ??= unreadable(problem);
    this.#found = noRows();
  }

  #take(): Result<ReadRows, ImportFileError> {
    return this.#failure === undefined ? ok(this.#handOut()) : err(this.#failure);
  }

  #handOut(): ReadRows {
    const found = this.#found;
    this.#found = noRows();
    return found;
  }
}

type FoundRows = { fills: ImportedFill[]; entries: ImportedEntry[]; groups: GroupedRow[] };

function nameOf(format: Format): FileNotes['format'] {
  return { id: format.id, name: format.name, version: readerVersion(format.id) };
}

function noRows(): FoundRows {
  return { fills: [], entries: [], groups: [] };
}
