import type { AccountId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Page, PageRequest } from './page.ts';

export interface LedgerRepository {
  /** Adds entries; one whose id is there already is left out. Keeps the balances in the same unit of work. */
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** The sum of all cash, kept up to date with every entry. */
  cash(account: AccountId): Promise<Purse>;
  /** Deposits, withdrawals and transfers alone. */
  deposited(account: AccountId): Promise<Purse>;
  /** By time, the latest first. */
  page(account: AccountId, request: PageRequest): Promise<Page<LedgerEntry>>;
  /** Every entry of the account, oldest first: the source of every rebuilt figure. */
  all(account: AccountId): Promise<readonly LedgerEntry[]>;
}
