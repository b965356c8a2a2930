import { BeyondBoundError } from '#src/ports/store-errors.ts';
import type { SettingsRepository } from '#src/ports/settings-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

/** Of one, as it is read: three for each unit that it may have. What is longer nobody has set. */
const longest = 3 * 256 * 1024;
/** Of all settings of a workspace, with their keys. */
const mostBytes = 16 * 1024 * 1024;
const replacement: Insertion = { table: 'settings', whenTaken: { key: ['key'], rule: 'replace' } };

export class SqliteSettingsRepository implements SettingsRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async find(key: string): Promise<string | undefined> {
    return this.#session.find(
      `find setting ${key}`,
      'SELECT value FROM settings WHERE key = ? AND octet_length(value) <= ?',
      [key, longest],
      (row: { readonly value: string }) => row.value,
    );
  }

  async set(key: string, json: string): Promise<void> {
    const others =
      this.#session.find(
        `size of the settings`,
        'SELECT coalesce(sum(octet_length(key) + octet_length(value)), 0) AS bytes FROM settings WHERE key <> ?',
        [key],
        (row: { readonly bytes: number }) => row.bytes,
      ) ?? 0;
    if (others + Buffer.byteLength(key) + Buffer.byteLength(json) > mostBytes)
      throw new BeyondBoundError('json', mostBytes);
    this.#session.insert(`set setting ${key}`, replacement, { key, value: json });
  }

  async remove(key: string): Promise<void> {
    this.#session.run(`remove setting ${key}`, 'DELETE FROM settings WHERE key = ?', [key]);
  }
}
