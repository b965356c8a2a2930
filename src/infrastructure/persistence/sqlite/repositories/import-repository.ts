import type { Fill } from '#src/domain/fill.ts';
import { accountId, importId, type FillId, type ImportId } from '#src/domain/ids.ts';
import {
  importStates,
  type ImportRepository,
  type ImportRun,
  type ImportSpan,
} from '#src/ports/import-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  oneOf,
  optionalWholeIn,
  orNull,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { ImportRow } from '#src/infrastructure/persistence/sqlite/schema/record/imports.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const stateIn = oneOf('imports.state', importStates);
const insertion: Insertion = { table: 'imports' };

export class SqliteImportRepository implements ImportRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async insert(run: ImportRun): Promise<void> {
    this.#session.insert(`insert import ${run.id}`, insertion, importToRow(run));
  }

  async update(run: ImportRun): Promise<void> {
    const changed = this.#session.update(`update import ${run.id}`, 'imports', importToRow(run));
    if (changed === 0) throw notFound(run.id);
  }

  async get(id: ImportId): Promise<ImportRun> {
    const run = this.#session.find(
      `find import ${id}`,
      'SELECT * FROM imports WHERE id = ?',
      [id],
      importFromRow,
    );
    if (run === undefined) throw notFound(id);
    return run;
  }

  async span(id: ImportId): Promise<ImportSpan | undefined> {
    return this.#session.find(
      `times of import ${id}`,
      `SELECT min(time) AS first, max(time) AS last FROM (
         SELECT time FROM fills WHERE import_id = ? AND voided_by IS NULL
         UNION ALL SELECT time FROM ledger WHERE import_id = ? AND voided_by IS NULL)`,
      [id, id],
      spanFromRow,
    );
  }

  async filesOf(
    fills: readonly Pick<Fill, 'id' | 'accountId' | 'instrumentId' | 'venueTradeId'>[],
  ): Promise<ReadonlyMap<FillId, string>> {
    const files = new Map<FillId, string>();
    for (const { id, accountId: account, instrumentId: instrument, venueTradeId } of fills) {
      const file = this.#session.find(
        `file of fill ${id}`,
        `SELECT file_name FROM fills JOIN imports ON imports.id = import_id
         WHERE fills.account_id = ? AND instrument_id = ? AND venue_trade_id = ? AND voided_by IS NULL`,
        [account, instrument, venueTradeId],
        (row: Pick<ImportRow, 'file_name'>) => row.file_name,
      );
      if (file !== undefined) files.set(id, file);
    }
    return files;
  }

  async list(): Promise<readonly ImportRun[]> {
    return this.#session.list(
      'list imports',
      'SELECT * FROM imports ORDER BY imported_at DESC, id DESC',
      [],
      importFromRow,
    );
  }
}

type SpanRow = { readonly first: number | null; readonly last: number | null };

function spanFromRow({ first, last }: SpanRow): ImportSpan | undefined {
  if (first === null || last === null) return undefined;
  return { from: wholeIn('import.from', first), to: wholeIn('import.to', last) };
}

function importToRow(run: ImportRun): ImportRow {
  return {
    id: run.id,
    account_id: run.accountId,
    file_name: run.fileName,
    format: run.format,
    state: run.state,
    imported_at: run.importedAt,
    fills: run.fills,
    left_out: orNull(run.leftOut),
    undone_at: orNull(run.undoneAt),
    reader: orNull(run.reader),
    digest: orNull(run.digest),
  };
}

function importFromRow(row: ImportRow): ImportRun {
  return {
    id: importId(row.id),
    accountId: accountId(row.account_id),
    fileName: row.file_name,
    format: row.format,
    state: stateIn(row.state),
    importedAt: wholeIn('imports.imported_at', row.imported_at),
    fills: wholeIn('imports.fills', row.fills),
    leftOut: optionalWholeIn('imports.left_out', row.left_out),
    undoneAt: optionalWholeIn('imports.undone_at', row.undone_at),
    reader: optionalWholeIn('imports.reader', row.reader),
    digest: row.digest ?? undefined,
  };
}

function notFound(id: ImportId): EntityNotFoundError {
  return new EntityNotFoundError(`there is no import ${id}`);
}
