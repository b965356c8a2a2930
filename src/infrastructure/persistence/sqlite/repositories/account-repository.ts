import type { Account } from '#src/domain/account.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { AccountRepository } from '#src/ports/portfolio-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import { accountFromRow, accountToRow } from '#src/infrastructure/persistence/sqlite/rows/portfolio-row.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'accounts', whenTaken: { key: ['id'], rule: 'replace' } };

export class SqliteAccountRepository implements AccountRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async save(account: Account): Promise<void> {
    this.#session.insert(`save account ${account.id}`, replacement, accountToRow(account));
  }

  async get(id: AccountId): Promise<Account> {
    const account = await this.find(id);
    if (account === undefined) throw new EntityNotFoundError(`there is no account ${id}`);
    return account;
  }

  async find(id: AccountId): Promise<Account | undefined> {
    return this.#session.find(
      `find account ${id}`,
      'SELECT * FROM accounts WHERE id = ?',
      [id],
      accountFromRow,
    );
  }

  async list(): Promise<readonly Account[]> {
    return this.#session.list(
      'list accounts',
      'SELECT * FROM accounts ORDER BY created_at, id',
      [],
      accountFromRow,
    );
  }
}
