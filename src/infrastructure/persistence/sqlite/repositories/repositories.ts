import type { Repositories } from '#src/ports/record-store.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { SqliteAccountRepository } from './account-repository.ts';
import { SqliteActivityRepository } from './activity-repository.ts';
import { SqliteAlertRepository } from './alert-repository.ts';
import { SqliteAuditRepository } from './audit-repository.ts';
import { SqliteBalanceAssertionRepository } from './balance-assertion-repository.ts';
import { SqliteBaseChangeRepository } from './base-change-repository.ts';
import { SqliteFeeScheduleRepository } from './fee-schedule-repository.ts';
import { SqliteGivenPriceRepository } from './given-price-repository.ts';
import { SqliteComparedRepository } from './compared-repository.ts';
import { SqliteImportRepository } from './import-repository.ts';
import { SqliteInstrumentRepository } from './instrument-repository.ts';
import { SqliteLedgerRepository } from './ledger-repository.ts';
import { SqliteLotChoiceRepository } from './lot-choice-repository.ts';
import { SqliteMovementRateRepository } from './movement-rate-repository.ts';
import { SqliteOrderRepository } from './order-repository.ts';
import { SqliteOutboxRepository } from './outbox-repository.ts';
import { SqlitePortfolioRepository } from './portfolio-repository.ts';
import { SqlitePositionRepository } from './position-repository.ts';
import { SqliteProtectionRepository } from './protection-repository.ts';
import { SqliteRateFileRepository } from './rate-file-repository.ts';
import { SqliteRecordChangesRepository } from './record-changes-repository.ts';
import { SqliteSettingsRepository } from './settings-repository.ts';
import { SqliteTradeRepository } from './trade-repository.ts';
import { SqliteUnsettledRepository } from './unsettled-repository.ts';

/** All that work through one session. */
export function repositoriesOf(session: Session): Repositories {
  return {
    orders: new SqliteOrderRepository(session),
    trades: new SqliteTradeRepository(session),
    positions: new SqlitePositionRepository(session),
    protections: new SqliteProtectionRepository(session),
    givenPrices: new SqliteGivenPriceRepository(session),
    ledger: new SqliteLedgerRepository(session),
    balanceAssertions: new SqliteBalanceAssertionRepository(session),
    activity: new SqliteActivityRepository(session),
    lotChoices: new SqliteLotChoiceRepository(session),
    rateFiles: new SqliteRateFileRepository(session),
    rates: new SqliteMovementRateRepository(session),
    portfolios: new SqlitePortfolioRepository(session),
    baseChanges: new SqliteBaseChangeRepository(session),
    accounts: new SqliteAccountRepository(session),
    feeSchedules: new SqliteFeeScheduleRepository(session),
    instruments: new SqliteInstrumentRepository(session),
    outbox: new SqliteOutboxRepository(session),
    settings: new SqliteSettingsRepository(session),
    imports: new SqliteImportRepository(session),
    compared: new SqliteComparedRepository(session),
    audit: new SqliteAuditRepository(session),
    alerts: new SqliteAlertRepository(session),
    changes: new SqliteRecordChangesRepository(session),
    unsettled: new SqliteUnsettledRepository(session),
  };
}
