import type { BalanceAssertion, RecordedAssertion } from '#src/domain/balance-assertion.ts';
import type { AccountId, BalanceAssertionId } from '#src/domain/ids.ts';

/** What statements say that accounts held. Only ever added to. */
export interface BalanceAssertionRepository {
  /** Throws an IntegrityError where one names another that was corrected or taken back already. */
  append(assertions: readonly RecordedAssertion[]): Promise<void>;
  /** Those that hold: neither corrected nor taken back. By account and time. */
  list(): Promise<readonly BalanceAssertion[]>;
  ofAccount(account: AccountId): Promise<readonly BalanceAssertion[]>;
  /** Undefined where it does not hold, or is not there. */
  find(id: BalanceAssertionId): Promise<BalanceAssertion | undefined>;
}
