import type { BaseChange } from '#src/domain/base-change.ts';
import type { PortfolioId } from '#src/domain/ids.ts';
import type { BaseChangeRepository } from '#src/ports/base-change-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import {
  baseChangeFromRow,
  baseChangeToRow,
} from '#src/infrastructure/persistence/sqlite/rows/base-change-row.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'base_changes',
  whenTaken: { key: ['portfolio_id', 'asked_at'], rule: 'replace' },
};

export class SqliteBaseChangeRepository implements BaseChangeRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async of(portfolio: PortfolioId): Promise<readonly BaseChange[]> {
    return this.#session.list(
      `changes of the base currency of portfolio ${portfolio}`,
      'SELECT * FROM base_changes WHERE portfolio_id = ? ORDER BY asked_at',
      [portfolio],
      baseChangeFromRow,
    );
  }

  async unfinished(): Promise<readonly BaseChange[]> {
    return this.#session.list(
      'changes of a base currency that are not ended',
      'SELECT * FROM base_changes WHERE after IS NULL ORDER BY asked_at, portfolio_id',
      [],
      baseChangeFromRow,
    );
  }

  async save(change: BaseChange): Promise<void> {
    const what = `save change of the base currency of portfolio ${change.portfolioId}`;
    this.#session.insert(what, replacement, baseChangeToRow(change));
  }

  async remove({ portfolioId, askedAt }: Pick<BaseChange, 'portfolioId' | 'askedAt'>): Promise<void> {
    this.#session.run(
      `call off change of the base currency of portfolio ${portfolioId}`,
      'DELETE FROM base_changes WHERE portfolio_id = ? AND asked_at = ? AND made_at IS NULL',
      [portfolioId, askedAt],
    );
  }
}
