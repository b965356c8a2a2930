import type { Account, Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { ledgerEntryId, type Currency } from '#src/domain/ids.ts';
import { bookEntries } from '#src/application/orders/book-fills.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';

export type NewAccount = {
  readonly portfolio: Portfolio;
  readonly account: Account;
  /** The cash that a paper account starts with; undefined for an account that only holds history. */
  readonly deposit:
    | { readonly id: string; readonly currency: Currency; readonly amount: Decimal }
    | undefined;
};

/** A portfolio with its first account, and the deposit that starts it, all or nothing. */
export async function openAccount(
  store: RecordStore,
  { portfolio, account, deposit }: NewAccount,
): Promise<void> {
  await store.transact(async (unit) => {
    await unit.portfolios.save(portfolio);
    await recordAccount(unit, account, deposit);
  });
}

/** An account of a portfolio that is there. */
export async function recordAccount(
  unit: Repositories,
  account: Account,
  deposit: NewAccount['deposit'],
): Promise<void> {
  await unit.accounts.save(account);
  if (deposit === undefined) return;
  await bookEntries(unit, [
    {
      id: ledgerEntryId(deposit.id),
      accountId: account.id,
      type: 'deposit',
      time: account.createdAt,
      cash: { currency: deposit.currency, amount: deposit.amount },
      instrumentId: undefined,
      quantity: undefined,
      note: 'starting cash',
    },
  ]);
}
