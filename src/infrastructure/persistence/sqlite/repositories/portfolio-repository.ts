import type { Portfolio } from '#src/domain/account.ts';
import type { PortfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { RiskLimits } from '#src/domain/risk-limits.ts';
import type { PortfolioRepository } from '#src/ports/portfolio-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  portfolioFromRow,
  portfolioToRow,
  snapshotFromRow,
  snapshotToRow,
} from '#src/infrastructure/persistence/sqlite/rows/portfolio-row.ts';
import { wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { EquitySnapshotRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = { table: 'portfolios', whenTaken: { key: ['id'], rule: 'replace' } };
/** In the settings; the screen's own keys hold JSON and another prefix. */
const currentKey = 'store.current-portfolio';
const settingReplacement: Insertion = { table: 'settings', whenTaken: { key: ['key'], rule: 'replace' } };
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

  async update(portfolio: Portfolio): Promise<void> {
    const what = `update portfolio ${portfolio.id}`;
    const changed = this.#session.update(what, 'portfolios', portfolioToRow(portfolio));
    if (changed === 0) throw notFound(portfolio.id);
  }

  async get(id: PortfolioId): Promise<Portfolio> {
    const portfolio = this.#findBy('id = ?', id);
    if (portfolio === undefined) throw notFound(id);
    return portfolio;
  }

  async findByName(name: string): Promise<Portfolio | undefined> {
    return this.#findBy('name = ?', name);
  }

  async ofStrategy(strategy: string): Promise<readonly Portfolio[]> {
    return this.#session.list(
      `portfolios of strategy ${strategy}`,
      `SELECT * FROM portfolios WHERE EXISTS (
         SELECT 1 FROM accounts JOIN orders ON orders.account_id = accounts.id
         WHERE accounts.portfolio_id = portfolios.id AND orders.strategy = ?
       ) ORDER BY created_at, id`,
      [strategy],
      portfolioFromRow,
    );
  }

  async current(): Promise<Portfolio | undefined> {
    const chosen = this.#session.find(
      'find the current portfolio',
      'SELECT portfolios.* FROM portfolios JOIN settings ON settings.key = ? AND settings.value = portfolios.id',
      [currentKey],
      portfolioFromRow,
    );
    return chosen ?? (await this.list())[0];
  }

  async makeCurrent(id: PortfolioId): Promise<void> {
    await this.get(id);
    const row = { key: currentKey, value: id };
    this.#session.insert(`make portfolio ${id} current`, settingReplacement, row);
  }

  async setLimits(id: PortfolioId, limits: RiskLimits): Promise<void> {
    await this.update({ ...(await this.get(id)), limits });
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

  async lastPoint(id: PortfolioId): Promise<number | undefined> {
    return this.#session.find(
      `newest snapshot of portfolio ${id}`,
      'SELECT time FROM equity_snapshots WHERE portfolio_id = ? ORDER BY time DESC LIMIT 1',
      [id],
      ({ time }: Pick<EquitySnapshotRow, 'time'>) => wholeIn('equity_snapshots.time', time),
    );
  }

  async lastCounted(id: PortfolioId): Promise<number | undefined> {
    return this.#session.find(
      `newest snapshot of portfolio ${id} that counts what was paid in`,
      `SELECT time FROM equity_snapshots WHERE portfolio_id = ? AND deposited IS NOT NULL ORDER BY time DESC LIMIT 1`,
      [id],
      ({ time }: Pick<EquitySnapshotRow, 'time'>) => wholeIn('equity_snapshots.time', time),
    );
  }

  #findBy(condition: string, value: string): Portfolio | undefined {
    return this.#session.find(
      `find portfolio ${value}`,
      `SELECT * FROM portfolios WHERE ${condition}`,
      [value],
      portfolioFromRow,
    );
  }
}

function notFound(id: PortfolioId): EntityNotFoundError {
  return new EntityNotFoundError(`there is no portfolio ${id}`);
}
