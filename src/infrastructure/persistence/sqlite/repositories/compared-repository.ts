import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { ComparedRepository, ComparedUpTo } from '#src/ports/compared-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'compared',
  whenTaken: { key: ['account_id', 'instrument_id'], rule: 'replace' },
};

export class SqliteComparedRepository implements ComparedRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async find(account: AccountId, instrument: InstrumentId): Promise<string | undefined> {
    return this.#session.find(
      `find how far ${instrument} of ${account} was compared`,
      'SELECT venue_trade_id FROM compared WHERE account_id = ? AND instrument_id = ?',
      [account, instrument],
      (row: { readonly venue_trade_id: string }) => row.venue_trade_id,
    );
  }

  async saveMany(reached: readonly ComparedUpTo[]): Promise<void> {
    for (const { accountId, instrumentId, venueTradeId } of reached) {
      this.#session.insert(`note how far ${instrumentId} of ${accountId} was compared`, replacement, {
        account_id: accountId,
        instrument_id: instrumentId,
        venue_trade_id: venueTradeId,
      });
    }
  }
}
