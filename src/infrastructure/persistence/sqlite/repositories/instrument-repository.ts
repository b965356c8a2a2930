import { turnsMoney } from '#src/domain/held.ts';
import { currency, instrumentId, type Currency, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { InstrumentRepository } from '#src/ports/instrument-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  instrumentFromRow,
  instrumentToRow,
} from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'instruments', whenTaken: { key: ['id'], rule: 'replace' } };

export class SqliteInstrumentRepository implements InstrumentRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async saveMany(instruments: readonly Instrument[]): Promise<void> {
    const rows = instruments.map(instrumentToRow);
    this.#session.insertAll(({ id }) => `save instrument ${id}`, replacement, rows);
  }

  async find(id: InstrumentId): Promise<Instrument | undefined> {
    return this.#session.find(
      `find instrument ${id}`,
      'SELECT * FROM instruments WHERE id = ?',
      [id],
      instrumentFromRow,
    );
  }

  async get(id: InstrumentId): Promise<Instrument> {
    const instrument = await this.find(id);
    if (instrument === undefined) throw new EntityNotFoundError(`there is no instrument ${id}`);
    return instrument;
  }

  async ofCoin(coin: Currency): Promise<readonly Instrument[]> {
    return this.#session.list(
      `instruments of ${coin}`,
      "SELECT * FROM instruments WHERE base = ? AND kind = 'spot' ORDER BY id",
      [coin],
      instrumentFromRow,
    );
  }

  async ofMoney(base: Currency): Promise<readonly InstrumentId[]> {
    const pairs = this.#session.list(
      'pairs of money',
      "SELECT id, base FROM instruments WHERE kind = 'spot' ORDER BY id",
      [],
      (row: { readonly id: string; readonly base: string }) => ({
        id: instrumentId(row.id),
        kind: 'spot' as const,
        base: currency(row.base),
      }),
    );
    return pairs.filter((pair) => turnsMoney(pair, base)).map(({ id }) => id);
  }

  async list(): Promise<readonly Instrument[]> {
    return this.#session.list(
      'list instruments',
      'SELECT * FROM instruments ORDER BY id',
      [],
      instrumentFromRow,
    );
  }
}
