import { FoundRows } from './found-rows.ts';
import { findEarlier } from './earlier-imports.ts';
import { findImported } from './find-imported.ts';
import { importFills, type ImportFillsNeeds } from './import-fills.ts';
import { ImportTally } from './import-tally.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import { mostTogether, type GroupedRow, type ImportStaging } from '#src/ports/import-staging.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type {
  Cancelled,
  Committed,
  EarlierImport,
  FileAnswers,
  FileCounts,
  FileMapping,
  FileNotes,
  FilePreview,
  FileReading,
  FileReader,
  FileToImport,
  HistoryNameTaken,
  ImportChoice,
  ImportFileError,
  PreviewRow,
  ReadRows,
} from '#src/ports/import-files.ts';
import { currencyOfFills } from './import-instrument.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';

export type StagedImportNeeds = {
  readonly staging: ImportStaging;
  /** A reader of one file, which takes dates after `now` for mistakes. */
  readonly openReader: (now: number, mapping: FileMapping | undefined, answers: FileAnswers) => FileReader;
  readonly clock: Pick<Clock, 'now'>;
};

/** Rows of groups that are read at once, and those of the last group. */
const rowsATurn = 1_000;

/** The work of a file on its way in: text is read as it comes, its rows are staged, and what is known of them is tallied. */
export class StagedImport {
  readonly #needs: StagedImportNeeds;
  readonly #fileName: string;
  readonly #file: FileReader;
  readonly #tally = new ImportTally();
  #notes: FileNotes | undefined;
  #endless: ImportFileError | undefined;

  constructor(needs: StagedImportNeeds, { fileName, mapping, answers }: FileToImport) {
    this.#needs = needs;
    this.#fileName = fileName;
    this.#file = needs.openReader(needs.clock.now(), mapping, answers);
  }

  async write(text: string): Promise<Result<void, ImportFileError>> {
    const read = this.#file.write(text);
    if (!read.ok) return read;
    await this.#stage(read.value);
    return ok(undefined);
  }

  async count(): Promise<Result<FileCounts, ImportFileError>> {
    const notes = await this.#finish();
    if (!notes.ok) return notes;
    const { fills, entries } = this.#tally;
    const { skipped, invalid, questions } = notes.value;
    const reading = this.#reading(notes.value);
    return ok({ fills, entries, skipped, invalid, questions: questions.length, reading });
  }

  async preview(read: Repositories | undefined): Promise<Result<FilePreview, ImportFileError>> {
    const finished = await this.#finish();
    if (!finished.ok) return finished;
    const notes = finished.value;
    const tally = this.#tally;
    const found = new FoundRows(tally.firstFills);
    await findImported(read, { staging: this.#needs.staging, tally }, found);
    const files = await read?.imports.filesOf(found.recorded());
    const told = found.told(files ?? new Map());
    const before = read === undefined ? [] : await findEarlier(read, this.#reading(notes));
    const earlier = before.filter(
      (one) => one.isOutdated || found.isChargedOtherwise(one.accountName) || !isAllThere(tally, told, one),
    );
    const replaced = new Set(earlier.flatMap((one) => (one.isCovered ? [one.accountName] : [])));
    return ok({
      format: notes.format?.name ?? '',
      rows: tally.firstFills.map((fill) => presentRow(fill, found.knownOf(fill, replaced))),
      errors: [...notes.problems],
      skippedRows: [...notes.skippedRows],
      valid: tally.fills,
      entries: tally.entries,
      skipped: notes.skipped,
      invalid: notes.invalid,
      questions: notes.questions,
      ...told,
      earlier,
      firstTime: tally.span?.from,
      lastTime: tally.span?.to,
      symbols: tally.symbols().map(({ traded }) => traded.symbol),
      currency: currencyOfFills(tally.symbols()),
    });
  }

  async commit(
    store: RecordStore,
    into: ImportChoice,
    work: Pick<ImportFillsNeeds, 'signal' | 'onProgress' | 'openWriter'>,
  ): Promise<Result<Committed, Cancelled | HistoryNameTaken>> {
    const finished = await this.#finish();
    if (!finished.ok) throw new TypeError('a file that cannot be read is not committed');
    const { skipped, invalid } = finished.value;
    const { format, reader, digest } = this.#reading(finished.value);
    const { staging, clock } = this.#needs;
    try {
      const imported = await importFills(
        { store, clock, ...work },
        { ...into, fileName: this.#fileName, format, reader, digest },
        { staging, tally: this.#tally },
      );
      if (!imported.ok) return imported;
      const { id, movements, ...counts } = imported.value;
      const { entries, duplicates: duplicateEntries, alike: alikeEntries } = movements;
      return ok({ id, done: { ...counts, entries, duplicateEntries, alikeEntries, skipped, invalid } });
    } catch (fault) {
      // Any other fault is told as what it is, also when it comes after the stop.
      if (work.signal.aborted && fault === work.signal.reason) return err({ code: 'CANCELLED' });
      throw fault;
    }
  }

  discard(): Promise<void> {
    return this.#needs.staging.close();
  }

  /** Reads what only the whole file tells, once. */
  async #finish(): Promise<Result<FileNotes, ImportFileError>> {
    if (this.#notes !== undefined) return ok(this.#notes);
    if (this.#endless !== undefined) return err(this.#endless);
    const read = this.#file.end();
    if (!read.ok) return read;
    await this.#stage(read.value);
    this.#endless = await this.#readGroups();
    if (this.#endless !== undefined) return err(this.#endless);
    this.#notes = this.#file.notes();
    return ok(this.#notes);
  }

  /** Answers with the reason where a group has no end. */
  #reading({ format, digest }: FileNotes): FileReading {
    const { from, to } = this.#tally.span ?? { from: undefined, to: undefined };
    return { format: format?.id ?? '', reader: format?.version ?? 1, digest, from, to };
  }

  async #readGroups(): Promise<ImportFileError | undefined> {
    let groups: (readonly GroupedRow[])[] = [];
    let rows = 0;
    for await (const group of this.#needs.staging.groups()) {
      if ('fromLine' in group) return endless(group.fromLine);
      groups.push(group);
      rows += group.length;
      if (rows < rowsATurn) continue;
      await this.#stageGroups(groups);
      groups = [];
      rows = 0;
    }
    await this.#stageGroups(groups);
    return undefined;
  }

  async #stageGroups(groups: readonly (readonly GroupedRow[])[]): Promise<void> {
    const read = groups.map((group) => this.#file.readGroup(group));
    await this.#stage({
      fills: read.flatMap(({ fills }) => fills),
      entries: read.flatMap(({ entries }) => entries),
      groups: [],
    });
  }

  async #stage(rows: ReadRows): Promise<void> {
    const fills = this.#tally.addFills(rows.fills);
    this.#tally.addEntries(rows.entries);
    await this.#needs.staging.add({ ...rows, fills });
  }
}

function endless(line: number): ImportFileError {
  return { code: 'UNREADABLE_FILE', problem: { code: 'TOO_MANY_TOGETHER', line, most: mostTogether } };
}

/** Of a file that the account has as it is read now, nothing is to be replaced. */
function isAllThere(
  { fills, entries }: ImportTally,
  { inAccounts }: Pick<FilePreview, 'inAccounts'>,
  { accountName }: EarlierImport,
): boolean {
  const known = inAccounts.find((one) => one.accountName === accountName);
  return known?.duplicates === fills && known.duplicateEntries === entries;
}

function presentRow(fill: ImportedFill, known: PreviewRow['known']): PreviewRow {
  return {
    line: fill.line,
    time: fill.time,
    symbol: readTraded(fill).symbol,
    side: fill.side,
    quantity: fill.quantity.toString(),
    price: fill.price.toString(),
    priceCurrency: fill.priceCurrency,
    contract: fill.contract && { kind: fill.contract.kind, settle: fill.contract.settle },
    fee: fill.fee?.toString(),
    feeCurrency: fill.feeCurrency,
    orderId: fill.orderId,
    known,
  };
}
