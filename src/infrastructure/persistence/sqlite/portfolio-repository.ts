import type { Portfolio } from '#src/domain/account.ts';
import type { PortfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { PortfolioRepository } from '#src/ports/portfolio-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import { portfolioFromRow, portfolioToRow, snapshotFromRow, snapshotToRow } from './portfolio-row.ts';
import type { Insertion, Session } from './session.ts';

const replacement: Insertion = { table: 'portfolios', whenTaken: { key: ['id'], rule: 'replace' } };
const snapshotReplacement: Insertion = {
  table: 'equity_snapshots',
  whenTaken: { key: ['portfolio_id', 'time'], rule: 'replace' },
};

export class SqlitePortfolioRepository implements PortfolioRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async save(portfolio: Portfolio): Promise<void> {
    this.#session.insert(`save portfolio ${portfolio.id}`, replacement, portfolioToRow(portfolio));
  }

  async get(id: PortfolioId): Promise<Portfolio> {
    const portfolio = this.#session.find(
      `find portfolio ${id}`,
      'SELECT * FROM portfolios WHERE id = ?',
      [id],
      portfolioFromRow,
    );
    if (portfolio === undefined) throw new EntityNotFoundError(`there is no portfolio ${id}`);
    return portfolio;
  }

  async list(): Promise<readonly Portfolio[]> {
    return this.#session.list(
      'list portfolios',
      'SELECT * FROM portfolios ORDER BY created_at, id',
      [],
      portfolioFromRow,
    );
  }

  async saveSnapshots(snapshots: readonly EquitySnapshot[]): Promise<void> {
    for (const snapshot of snapshots) {
      const what = `save equity snapshot of portfolio ${snapshot.portfolioId}`;
      this.#session.insert(what, snapshotReplacement, snapshotToRow(snapshot));
    }
  }

  async snapshots(id: PortfolioId, from: number, to: number): Promise<readonly EquitySnapshot[]> {
    return this.#session.list(
      `equity snapshots of portfolio ${id}`,
      'SELECT * FROM equity_snapshots WHERE portfolio_id = ? AND time >= ? AND time < ? ORDER BY time',
      [id, from, to],
      snapshotFromRow,
    );
  }
}
