import { currency } from '#src/domain/ids.ts';
import type { RateFile } from '#src/domain/rate-file.ts';
import type { RateFileRepository } from '#src/ports/rate-file-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { orNull, wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { RateFileRow } from '#src/infrastructure/persistence/sqlite/schema/record/rates.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'rate_files', whenTaken: { key: ['id'], rule: 'replace' } };

export class SqliteRateFileRepository implements RateFileRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async list(): Promise<readonly RateFile[]> {
    return this.#session.list(
      'list rate files',
      'SELECT * FROM rate_files ORDER BY imported_at DESC, id DESC',
      [],
      fileFromRow,
    );
  }

  async save(file: RateFile): Promise<void> {
    this.#session.insert(`save rate file ${file.id}`, replacement, fileToRow(file));
  }
}

function fileToRow(file: RateFile): RateFileRow {
  return {
    id: file.id,
    name: file.name,
    format: file.format,
    imported_at: file.importedAt,
    rates: file.rates,
    first_day: file.first,
    last_day: file.last,
    currencies: file.currencies.join(' '),
    undone_at: orNull(file.undoneAt),
  };
}

function fileFromRow(row: RateFileRow): RateFile {
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    importedAt: wholeIn('rate_files.imported_at', row.imported_at),
    rates: wholeIn('rate_files.rates', row.rates),
    first: wholeIn('rate_files.first_day', row.first_day),
    last: wholeIn('rate_files.last_day', row.last_day),
    currencies: row.currencies.split(' ').map(currency),
    undoneAt: row.undone_at === null ? undefined : wholeIn('rate_files.undone_at', row.undone_at),
  };
}
