import { Decimal } from '#src/domain/decimal.ts';
import { currency, type AccountId, type Currency } from '#src/domain/ids.ts';
import type { LedgerEntry, LedgerEntryType } from '#src/domain/ledger.ts';
import { addToPurse, emptyPurse, type Money, type Purse } from '#src/domain/money.ts';
import type { LedgerRepository } from '#src/ports/ledger-repository.ts';
import type { Page, PageRequest } from '#src/ports/page.ts';
import type { ChainedInsertion } from './chain.ts';
import { fetchPage } from './filtered-page.ts';
import type { FilteredQuery } from './page-plan.ts';
import { ledgerEntryFromRow, ledgerEntryToRow } from './ledger-row.ts';
import { decimalIn, decimalText } from './row-values.ts';
import type { BalanceRow } from './schema/record/fills.ts';
import type { Insertion, Session } from './session.ts';

const insertion: ChainedInsertion<'ledger'> = { table: 'ledger', whenTaken: 'ON CONFLICT (id) DO NOTHING' };
const balance: Insertion = {
  table: 'balances',
  whenTaken: { key: ['account_id', 'currency'], rule: 'replace' },
};
const depositing: ReadonlySet<LedgerEntryType> = new Set(['deposit', 'withdrawal', 'transfer']);

export class SqliteLedgerRepository implements LedgerRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(entries: readonly LedgerEntry[]): Promise<void> {
    const added = entries.filter((entry) => this.#add(entry));
    for (const [account, own] of Map.groupBy(added, (entry) => entry.accountId)) {
      const deposits = own.filter((entry) => depositing.has(entry.type));
      this.#addToBalances(account, sumOf(own), sumOf(deposits));
    }
  }

  async cash(account: AccountId): Promise<Purse> {
    return this.#balances(account).map(({ currency: code, cash }) => ({ currency: code, amount: cash }));
  }

  async deposited(account: AccountId): Promise<Purse> {
    return this.#balances(account).flatMap(({ currency: code, deposited }) =>
      deposited === undefined ? [] : [{ currency: code, amount: deposited }],
    );
  }

  async page(account: AccountId, request: PageRequest): Promise<Page<LedgerEntry>> {
    const query: FilteredQuery = {
      table: 'ledger',
      time: 'time',
      indexes: [{ name: 'ledger_account', columns: ['account_id', 'time'] }],
      filters: [{ column: 'account_id', values: [account] }],
      range: [],
      always: [],
      others: [],
    };
    const keyset = { name: 'ledger by time', columns: ['time', 'seq'], direction: 'descending' } as const;
    return fetchPage(this.#session, query, keyset, request, ledgerEntryFromRow);
  }

  async all(account: AccountId): Promise<readonly LedgerEntry[]> {
    return this.#session.list(
      `ledger of account ${account}`,
      'SELECT * FROM ledger WHERE account_id = ? ORDER BY time, seq',
      [account],
      ledgerEntryFromRow,
    );
  }

  #add(entry: LedgerEntry): boolean {
    return this.#session.append(`append ledger entry ${entry.id}`, insertion, ledgerEntryToRow(entry));
  }

  #addToBalances(account: AccountId, cash: Purse, deposited: Purse): void {
    const balances = this.#balances(account);
    for (const { currency: code, amount } of cash) {
      const known = balances.find((held) => held.currency === code);
      const deposit = deposited.find((money) => money.currency === code)?.amount;
      const row: BalanceRow = {
        account_id: account,
        currency: code,
        cash: amount.plus(known?.cash ?? Decimal.zero).toString(),
        deposited: decimalText(deposit?.plus(known?.deposited ?? Decimal.zero) ?? known?.deposited),
      };
      this.#session.insert(`update balance of account ${account}`, balance, row);
    }
  }

  #balances(account: AccountId): readonly Balance[] {
    return this.#session.list(
      `balances of account ${account}`,
      'SELECT * FROM balances WHERE account_id = ? ORDER BY currency',
      [account],
      (row: BalanceRow) => ({
        currency: currency(row.currency),
        cash: decimalIn('balances.cash', row.cash),
        deposited: row.deposited === null ? undefined : decimalIn('balances.deposited', row.deposited),
      }),
    );
  }
}

type Balance = {
  readonly currency: Currency;
  readonly cash: Decimal;
  readonly deposited: Decimal | undefined;
};

function sumOf(entries: readonly LedgerEntry[]): Purse {
  const amounts: readonly Money[] = entries.flatMap((entry) =>
    entry.cash === undefined ? [] : [entry.cash],
  );
  return amounts.reduce(addToPurse, emptyPurse);
}
