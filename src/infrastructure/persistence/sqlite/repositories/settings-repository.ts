import type { SettingsRepository } from '#src/ports/settings-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'settings', whenTaken: { key: ['key'], rule: 'replace' } };

export class SqliteSettingsRepository implements SettingsRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async find(key: string): Promise<string | undefined> {
    return this.#session.find(
      `find setting ${key}`,
      'SELECT value FROM settings WHERE key = ?',
      [key],
      (row: { readonly value: string }) => row.value,
    );
  }

  async set(key: string, json: string): Promise<void> {
    this.#session.insert(`set setting ${key}`, replacement, { key, value: json });
  }

  async remove(key: string): Promise<void> {
    this.#session.run(`remove setting ${key}`, 'DELETE FROM settings WHERE key = ?', [key]);
  }
}
