import type { FeeSchedule } from '#src/domain/fee-schedule.ts';
import type { AccountId } from '#src/domain/ids.ts';

/** What the trader says that accounts are charged: one of an account for each moment from which one holds. */
export interface FeeScheduleRepository {
  /** The oldest first. */
  of(account: AccountId): Promise<readonly FeeSchedule[]>;
  /** In the place of the one that holds from the same moment on. */
  save(schedule: FeeSchedule): Promise<void>;
  remove(account: AccountId, since: number): Promise<void>;
}
