import type { Account, Portfolio } from '#src/domain/account.ts';
import type { AccountId, PortfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';

export interface PortfolioRepository {
  /** Inserts or replaces. Throws IntegrityError when another portfolio has the name. */
  save(portfolio: Portfolio): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: PortfolioId): Promise<Portfolio>;
  list(): Promise<readonly Portfolio[]>;
  saveSnapshots(snapshots: readonly EquitySnapshot[]): Promise<void>;
  /** From inclusive, to exclusive, oldest first. */
  snapshots(id: PortfolioId, from: number, to: number): Promise<readonly EquitySnapshot[]>;
}

export interface AccountRepository {
  save(account: Account): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: AccountId): Promise<Account>;
  find(id: AccountId): Promise<Account | undefined>;
  list(): Promise<readonly Account[]>;
}
