import type { GivenPrice, Unpriced } from '#src/domain/given-price.ts';
import type { GivenPriceRepository } from '#src/ports/given-price-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import {
  givenPriceFromRow,
  givenPriceToRow,
  unpricedToRow,
} from '#src/infrastructure/persistence/sqlite/rows/given-price-row.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'given_prices',
  whenTaken: { key: ['of', 'in_currency'], rule: 'replace' },
};

export class SqliteGivenPriceRepository implements GivenPriceRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async list(): Promise<readonly GivenPrice[]> {
    return this.#session.list(
      'list given prices',
      'SELECT * FROM given_prices ORDER BY "of", in_currency',
      [],
      givenPriceFromRow,
    );
  }

  async save(given: GivenPrice): Promise<void> {
    const row = givenPriceToRow(given);
    this.#session.insert(`save given price of ${row.of}`, replacement, row);
  }

  async remove(of: Unpriced): Promise<boolean> {
    const row = unpricedToRow(of);
    const removed = this.#session.run(
      `remove given price of ${row.of}`,
      'DELETE FROM given_prices WHERE "of" = ? AND in_currency = ?',
      [row.of, row.in_currency],
    );
    return removed > 0;
  }
}
