import type { AuditRepository } from './audit-repository.ts';
import type { ImportRepository } from './import-repository.ts';
import type { InstrumentRepository } from './instrument-repository.ts';
import type { LedgerRepository } from './ledger-repository.ts';
import type { OrderRepository } from './order-repository.ts';
import type { OutboxRepository } from './outbox-repository.ts';
import type { AccountRepository, PortfolioRepository } from './portfolio-repository.ts';
import type { PositionRepository } from './position-repository.ts';
import type { SettingsRepository } from './settings-repository.ts';
import type { TradeRepository } from './trade-repository.ts';

export type Repositories = {
  readonly orders: OrderRepository;
  readonly trades: TradeRepository;
  readonly positions: PositionRepository;
  readonly ledger: LedgerRepository;
  readonly portfolios: PortfolioRepository;
  readonly accounts: AccountRepository;
  readonly instruments: InstrumentRepository;
  readonly outbox: OutboxRepository;
  readonly settings: SettingsRepository;
  readonly imports: ImportRepository;
  readonly audit: AuditRepository;
};

/** The record of one workspace. */
export interface RecordStore {
  /** Reads committed state; never sees half a unit of work. */
  readonly read: Repositories;
  /**
   * Runs `work` as one unit: durable when the promise resolves, undone as a whole when it throws. Units run one
   * after another. Repositories of a unit must not be used after it ended.
   */
  transact<Value>(work: (unit: Repositories) => Promise<Value>): Promise<Value>;
}
