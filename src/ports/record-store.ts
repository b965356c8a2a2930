import type { ActivityRepository } from './activity-repository.ts';
import type { AlertRepository } from './alert-repository.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { BalanceAssertionRepository } from './balance-assertion-repository.ts';
import type { BaseChangeRepository } from './base-change-repository.ts';
import type { ComparedRepository } from './compared-repository.ts';
import type { FeeScheduleRepository } from './fee-schedule-repository.ts';
import type { ImportRepository } from './import-repository.ts';
import type { InstrumentRepository } from './instrument-repository.ts';
import type { LedgerRepository } from './ledger-repository.ts';
import type { LotChoiceRepository } from './lot-choice-repository.ts';
import type { MovementRateRepository } from './movement-rate-repository.ts';
import type { OrderRepository } from './order-repository.ts';
import type { OutboxRepository } from './outbox-repository.ts';
import type { AccountRepository, PortfolioRepository } from './portfolio-repository.ts';
import type { GivenPriceRepository } from './given-price-repository.ts';
import type { PositionRepository } from './position-repository.ts';
import type { ProtectionRepository } from './protection-repository.ts';
import type { RateFileRepository } from './rate-file-repository.ts';
import type { RecordChangesRepository } from './record-changes-repository.ts';
import type { SettingsRepository } from './settings-repository.ts';
import type { TradeRepository } from './trade-repository.ts';
import type { UnsettledRepository } from './unsettled-repository.ts';

export type Repositories = {
  readonly orders: OrderRepository;
  readonly trades: TradeRepository;
  readonly positions: PositionRepository;
  readonly protections: ProtectionRepository;
  readonly givenPrices: GivenPriceRepository;
  readonly ledger: LedgerRepository;
  readonly balanceAssertions: BalanceAssertionRepository;
  readonly activity: ActivityRepository;
  readonly lotChoices: LotChoiceRepository;
  readonly rateFiles: RateFileRepository;
  readonly rates: MovementRateRepository;
  readonly portfolios: PortfolioRepository;
  readonly baseChanges: BaseChangeRepository;
  readonly accounts: AccountRepository;
  readonly feeSchedules: FeeScheduleRepository;
  readonly instruments: InstrumentRepository;
  readonly outbox: OutboxRepository;
  readonly compared: ComparedRepository;
  readonly settings: SettingsRepository;
  readonly imports: ImportRepository;
  readonly audit: AuditRepository;
  readonly alerts: AlertRepository;
  readonly changes: RecordChangesRepository;
  readonly unsettled: UnsettledRepository;
};

/**
 * A unit of work that its user ends. Left without a commit (`await using`) it is undone, so that whatever refuses the
 * work half way leaves nothing of it. One that is forgotten is undone too: its next step says where it began.
 */
export interface OpenUnit extends AsyncDisposable {
  readonly repositories: Repositories;
  /** Durable when the promise resolves; undone when it rejects. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** `essential` is what a full disk must not stop: cancels, and what venues report. Room is kept for it. */
export type Importance = 'ordinary' | 'essential';

/** The record of one workspace. */
export interface RecordStore {
  /** Reads committed state; never sees half a unit of work. */
  readonly read: Repositories;
  /**
   * Runs `work` as one unit: durable when the promise resolves, undone as a whole when it throws. Units run one
   * after another. Repositories of a unit must not be used after it ended. Throws a TimeoutError that says where
   * it began when it takes no step for too long, and a NoRoomError when the disk is full. `essential` work may be
   * run a second time, in room that was kept for it.
   */
  transact<Value>(work: (unit: Repositories) => Promise<Value>, importance?: Importance): Promise<Value>;
  /**
   * A unit for the caller to end, for work that may be refused half way: every other one waits until it has, so that
   * nothing but the record may be waited for meanwhile.
   */
  begin(): Promise<OpenUnit>;
}
