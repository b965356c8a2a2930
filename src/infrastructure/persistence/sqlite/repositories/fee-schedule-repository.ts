import type { FeeSchedule } from '#src/domain/fee-schedule.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { FeeScheduleRepository } from '#src/ports/fee-schedule-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import {
  feeScheduleFromRow,
  feeScheduleToRow,
} from '#src/infrastructure/persistence/sqlite/rows/fee-schedule-row.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'fee_schedules',
  whenTaken: { key: ['account_id', 'since'], rule: 'replace' },
};

export class SqliteFeeScheduleRepository implements FeeScheduleRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async of(account: AccountId): Promise<readonly FeeSchedule[]> {
    return this.#session.list(
      `fee schedules of account ${account}`,
      'SELECT * FROM fee_schedules WHERE account_id = ? ORDER BY since',
      [account],
      feeScheduleFromRow,
    );
  }

  async save(schedule: FeeSchedule): Promise<void> {
    const what = `save fee schedule of account ${schedule.accountId}`;
    this.#session.insert(what, replacement, feeScheduleToRow(schedule));
  }

  async remove(account: AccountId, since: number): Promise<void> {
    this.#session.run(
      `remove fee schedule of account ${account}`,
      'DELETE FROM fee_schedules WHERE account_id = ? AND since = ?',
      [account, since],
    );
  }
}
