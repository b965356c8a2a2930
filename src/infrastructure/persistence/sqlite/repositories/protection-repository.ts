import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Protection } from '#src/domain/protection.ts';
import type { ProtectionRepository } from '#src/ports/protection-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import {
  protectionFromRow,
  protectionToRow,
} from '#src/infrastructure/persistence/sqlite/rows/protection-row.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'protections',
  whenTaken: { key: ['account_id', 'instrument_id'], rule: 'replace' },
};

export class SqliteProtectionRepository implements ProtectionRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async list(): Promise<readonly Protection[]> {
    return this.#session.list(
      'list protections',
      'SELECT * FROM protections ORDER BY account_id, instrument_id',
      [],
      protectionFromRow,
    );
  }

  async save(protection: Protection): Promise<void> {
    const what = `save protection in ${protection.instrumentId}`;
    this.#session.insert(what, replacement, protectionToRow(protection));
  }

  async remove(account: AccountId, instrument: InstrumentId): Promise<boolean> {
    const removed = this.#session.run(
      `remove protection in ${instrument}`,
      'DELETE FROM protections WHERE account_id = ? AND instrument_id = ?',
      [account, instrument],
    );
    return removed > 0;
  }
}
