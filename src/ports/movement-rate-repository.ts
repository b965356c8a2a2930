import type { AccountId, Currency, LedgerEntryId } from '#src/domain/ids.ts';
import type { Flow, MovementRate } from '#src/domain/paid-in.ts';
import type { Page, PageAfter } from './page.ts';

/** What movements were worth when they moved. Only ever added to: the last of a movement and a currency holds. */
export interface MovementRateRepository {
  append(rates: readonly MovementRate[]): Promise<void>;
  /**
   * What was paid into an account and out of it in other currencies than `into`, by currency and then as it was recorded,
   * each with its rate into that where one is recorded; flows that an undo made void are left out.
   */
  flows(account: AccountId, into: Currency, request: PageAfter): Promise<Page<Flow>>;
  /** As `flows`, one of them. */
  flow(id: LedgerEntryId, into: Currency): Promise<Flow | undefined>;
  /** When rates were recorded that change points of the equity curve which were kept before, each moment once. */
  revisions(account: AccountId): Promise<readonly number[]>;
}
