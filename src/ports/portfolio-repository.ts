import type { Account, Portfolio } from '#src/domain/account.ts';
import type { AccountId, PortfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { RiskLimits } from '#src/domain/risk-limits.ts';

export interface PortfolioRepository {
  /** Inserts or replaces. Throws IntegrityError when another portfolio has the name. */
  save(portfolio: Portfolio): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: PortfolioId): Promise<Portfolio>;
  /** Throws EntityNotFoundError. */
  update(portfolio: Portfolio): Promise<void>;
  findByName(name: string): Promise<Portfolio | undefined>;
  /** Those in whose accounts an order of the strategy was placed. */
  ofStrategy(strategy: string): Promise<readonly Portfolio[]>;
  /** The one that was made current, else the oldest; undefined in a workspace without portfolios. */
  current(): Promise<Portfolio | undefined>;
  /** Throws EntityNotFoundError. */
  makeCurrent(id: PortfolioId): Promise<void>;
  /** Throws EntityNotFoundError. */
  setLimits(id: PortfolioId, limits: RiskLimits): Promise<void>;
  list(): Promise<readonly Portfolio[]>;
  saveSnapshots(snapshots: readonly EquitySnapshot[]): Promise<void>;
  /** From inclusive, to exclusive, oldest first. */
  snapshots(id: PortfolioId, from: number, to: number): Promise<readonly EquitySnapshot[]>;
  /** The time of the newest snapshot. */
  lastPoint(id: PortfolioId): Promise<number | undefined>;
  /** The time of the newest snapshot in which what was paid in is known. */
  lastCounted(id: PortfolioId): Promise<number | undefined>;
}

export interface AccountRepository {
  save(account: Account): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: AccountId): Promise<Account>;
  find(id: AccountId): Promise<Account | undefined>;
  list(): Promise<readonly Account[]>;
}
