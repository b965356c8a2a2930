import { heldCoin } from '#src/domain/held.ts';
import { Decimal } from '#src/domain/decimal.ts';
import {
  currency,
  importId,
  instrumentId,
  ledgerEntryId,
  type AccountId,
  type Currency,
  type HeldId,
  type ImportId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import { incomeTypes, movesCapital } from '#src/domain/entry-types.ts';
import { cashOf, movedBack, type CashMovement, type LedgerEntry } from '#src/domain/ledger.ts';
import { amountIn, type Purse } from '#src/domain/money.ts';
import type { LedgerRepository, RecordedMovement } from '#src/ports/ledger-repository.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { linkValues, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import {
  ledgerEntryFromRow,
  ledgerEntryToRow,
  movementFromRow,
  recordedFromRow,
} from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import { decimalIn, decimalText } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { BalanceRow, LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const insertion: ChainedInsertion<'ledger'> = {
  table: 'ledger',
  whenTaken: 'ON CONFLICT (id) WHERE voided_by IS NULL DO NOTHING',
};
const balance: Insertion = {
  table: 'balances',
  whenTaken: { key: ['account_id', 'currency'], rule: 'replace' },
};
const pieceSize = 500;
const isIncome = `type IN (${[...incomeTypes, 'tax'].map((type) => `'${type}'`).join(', ')})`;

type Place = Pick<LedgerRow, 'time' | 'seq'>;

export class SqliteLedgerRepository implements LedgerRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(entries: readonly LedgerEntry[], id?: ImportId): Promise<readonly LedgerEntry[]> {
    const operation = `append ${entries.length} ledger entries`;
    const corrected = this.#correctedAmong(entries);
    const wanted = entries.filter((entry) => !corrected.has(entry.id));
    const added = this.#session.appendAll(operation, insertion, wanted, (entry) =>
      linkValues('ledger', ledgerEntryToRow(entry, id)),
    );
    this.#moveEntries(added);
    this.#moveEntries(added.flatMap((entry) => this.#voidCorrected(entry)).map(movedBack));
    return added;
  }

  async find(id: LedgerEntryId): Promise<LedgerEntry | undefined> {
    return this.#session.find(
      `find ledger entry ${id}`,
      'SELECT * FROM ledger WHERE id = ? AND voided_by IS NULL',
      [id],
      ledgerEntryFromRow,
    );
  }

  async correctionOf(id: LedgerEntryId): Promise<LedgerEntryId | undefined> {
    return this.#session.find(
      `find correction of ledger entry ${id}`,
      'SELECT id FROM ledger WHERE corrects = ?',
      [id],
      (row: Pick<LedgerRow, 'id'>) => ledgerEntryId(row.id),
    );
  }

  async linked(link: string): Promise<readonly LedgerEntry[]> {
    return this.#session.list(
      `ledger entries of link ${link}`,
      'SELECT * FROM ledger WHERE link = ? AND voided_by IS NULL ORDER BY seq',
      [link],
      ledgerEntryFromRow,
    );
  }

  async links(account: AccountId): Promise<readonly string[]> {
    return this.#session.list(
      `links of account ${account}`,
      `SELECT DISTINCT link FROM ledger INDEXED BY ledger_link
       WHERE account_id = ? AND link IS NOT NULL AND voided_by IS NULL ORDER BY link`,
      [account],
      (row: { readonly link: string }) => row.link,
    );
  }

  async linksOf(account: AccountId, held: HeldId): Promise<readonly string[]> {
    return this.#session.list(
      `links of ${held} in account ${account}`,
      `SELECT DISTINCT link FROM ledger INDEXED BY ledger_link WHERE account_id = ? AND ? IN (cash_currency, instrument_id)
         AND link IS NOT NULL AND voided_by IS NULL ORDER BY link`,
      [account, held],
      (row: { readonly link: string }) => row.link,
    );
  }

  async correctedSince(account: AccountId, from: number): Promise<readonly RecordedMovement[]> {
    return this.#session.list(
      `corrected ledger entries of account ${account} since ${from}`,
      `${selectMovements} AND substr(voided_by, 1, 11) = 'correction '`,
      [account, from],
      recordedFromRow,
    );
  }

  async coinsOf(account: AccountId, id?: ImportId): Promise<readonly Currency[]> {
    const all = this.#session.list(
      `coins that moved in account ${account}`,
      `SELECT DISTINCT cash_currency AS code FROM ledger WHERE account_id = ? AND cash_amount IS NOT NULL
         AND voided_by IS NULL ${id === undefined ? '' : 'AND import_id = ?'} ORDER BY cash_currency`,
      id === undefined ? [account] : [account, id],
      (row: { readonly code: string }) => currency(row.code),
    );
    const base = this.#baseOf(account);
    return all.filter((code) => heldCoin(code, base) !== undefined);
  }

  async instrumentsOf(account: AccountId, id?: ImportId): Promise<readonly InstrumentId[]> {
    return this.#session.list(
      `instruments that moved in account ${account}`,
      `SELECT DISTINCT instrument_id FROM ledger WHERE account_id = ? AND instrument_id IS NOT NULL AND quantity <> '0'
         AND voided_by IS NULL ${id === undefined ? '' : 'AND import_id = ?'} ORDER BY instrument_id`,
      id === undefined ? [account] : [account, id],
      (row: { readonly instrument_id: string }) => instrumentId(row.instrument_id),
    );
  }

  async reshapedAt(account: AccountId, instrument: InstrumentId): Promise<number | undefined> {
    const last = this.#session.find(
      `last split of ${instrument}`,
      `SELECT max(time) AS time FROM ledger WHERE account_id = ? AND instrument_id = ? AND voided_by IS NULL
         AND (ratio_new IS NOT NULL OR type = 'return-of-capital')`,
      [account, instrument],
      (row: { readonly time: number | null }) => row.time,
    );
    return last ?? undefined;
  }

  async moveCash(movements: readonly CashMovement[]): Promise<void> {
    this.#move(movements);
  }

  async voidImport(id: ImportId, limit: number): Promise<number> {
    const voided = this.#session.list(
      `void ledger entries of import ${id}`,
      `UPDATE ledger SET voided_by = 'undo of import ' || import_id WHERE seq IN
         (SELECT seq FROM ledger WHERE import_id = ? AND voided_by IS NULL LIMIT ?)
       RETURNING account_id, type, cash_currency, cash_amount`,
      [id, limit],
      movementFromRow,
    );
    this.#moveEntries(voided.map(movedBack));
    // What was corrected goes with its correction, which belongs to the import too: the file brings it again.
    if (voided.length === 0)
      this.#session.run(
        `void corrected ledger entries of import ${id}`,
        `UPDATE ledger SET voided_by = 'undo of import ' || import_id
           WHERE import_id = ? AND substr(voided_by, 1, 11) = 'correction '`,
        [id],
      );
    return voided.length;
  }

  async countVoided(id: ImportId): Promise<number> {
    const voided = this.#session.find(
      `count void ledger entries of import ${id}`,
      'SELECT count(*) AS voided FROM ledger WHERE import_id = ? AND voided_by IS NOT NULL',
      [id],
      (row: { readonly voided: number }) => row.voided,
    );
    return voided ?? 0;
  }

  async importedCounts(): Promise<ReadonlyMap<ImportId, number>> {
    const counted = this.#session.list(
      'ledger entries of each import',
      'SELECT import_id, COUNT(*) AS entries FROM ledger WHERE import_id IS NOT NULL AND voided_by IS NULL GROUP BY import_id',
      [],
      (row: { readonly import_id: string; readonly entries: number }) =>
        [importId(row.import_id), row.entries] as const,
    );
    return new Map(counted);
  }

  async since(account: AccountId, from: number): Promise<readonly RecordedMovement[]> {
    return this.#session.list(
      `ledger entries of account ${account} since ${from}`,
      `${selectMovements} AND voided_by IS NULL`,
      [account, from],
      recordedFromRow,
    );
  }

  inPieces(
    account: AccountId,
    span: { readonly from: number; readonly to: number },
  ): AsyncIterable<readonly LedgerEntry[]> {
    return this.#pieces(account, span, 'TRUE');
  }

  income(account: AccountId): AsyncIterable<readonly LedgerEntry[]> {
    return this.#pieces(account, { from: 0, to: Number.MAX_SAFE_INTEGER }, isIncome);
  }

  async *#pieces(
    account: AccountId,
    { from, to }: { readonly from: number; readonly to: number },
    condition: string,
  ): AsyncIterable<readonly LedgerEntry[]> {
    let behind: Place = { time: from, seq: 0 };
    for (;;) {
      const rows = this.#session.list(
        `ledger entries of account ${account} in pieces`,
        `SELECT * FROM ledger WHERE account_id = +? AND time >= ? AND (time, seq) > (?, ?) AND time < ?
           AND voided_by IS NULL AND ${condition} ORDER BY time, seq LIMIT ?`,
        [account, behind.time, behind.time, behind.seq, to, pieceSize],
        (row: LedgerRow) => row,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(ledgerEntryFromRow);
      behind = last;
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

  /** Those that a correction has taken the place of: a file that still has them brings them no more. */
  #correctedAmong(entries: readonly LedgerEntry[]): ReadonlySet<string> {
    const corrected = this.#session.list(
      'ledger entries that were corrected',
      `SELECT corrects AS id FROM ledger WHERE corrects IN (SELECT value FROM json_each(?))
         AND (voided_by IS NULL OR substr(voided_by, 1, 11) = 'correction ')`,
      [JSON.stringify(entries.map(({ id }) => id))],
      (row: { readonly id: string }) => row.id,
    );
    return new Set(corrected);
  }

  /** What the entry takes the place of; none where it corrects nothing. Throws an IntegrityError where that does not count. */
  #voidCorrected({ id, corrects, accountId: account }: LedgerEntry): readonly CashMovement[] {
    if (corrects === undefined) return [];
    const voided = this.#session.list(
      `correct ledger entry ${corrects}`,
      `UPDATE ledger SET voided_by = 'correction ' || ? WHERE id = ? AND account_id = ? AND voided_by IS NULL
       RETURNING account_id, type, cash_currency, cash_amount`,
      [id, corrects, account],
      movementFromRow,
    );
    if (voided.length === 0)
      throw new IntegrityError(`ledger entry ${corrects}, which ${id} corrects, is not there any more`);
    return voided;
  }

  #move(movements: readonly CashMovement[]): void {
    for (const [account, own] of Map.groupBy(movements, ({ accountId: id }) => id))
      this.#addToBalances(account, cashOf(own), depositedIn(own));
  }

  /** A coin is no cash: what moves of it is in the positions. */
  #moveEntries(movements: readonly CashMovement[]): void {
    for (const [account, own] of Map.groupBy(movements, ({ accountId: id }) => id)) {
      const base = this.#baseOf(account);
      const money = own.filter(
        ({ cash }) => cash !== undefined && heldCoin(cash.currency, base) === undefined,
      );
      this.#addToBalances(account, cashOf(money), depositedIn(own));
    }
  }

  #baseOf(account: AccountId): Currency | undefined {
    return this.#session.find(
      `currency of account ${account}`,
      `SELECT base_currency FROM portfolios JOIN accounts ON accounts.portfolio_id = portfolios.id
       WHERE accounts.id = ?`,
      [account],
      (row: { readonly base_currency: string }) => currency(row.base_currency),
    );
  }

  #addToBalances(account: AccountId, cash: Purse, deposited: Purse): void {
    const balances = this.#balances(account);
    for (const code of new Set([...cash, ...deposited].map((money) => money.currency))) {
      const known = balances.find((held) => held.currency === code);
      const deposit = deposited.find((money) => money.currency === code)?.amount;
      const row: BalanceRow = {
        account_id: account,
        currency: code,
        cash: decimalText(amountIn(cash, code).plus(known?.cash ?? Decimal.zero)),
        deposited: decimalText(deposit?.plus(known?.deposited ?? Decimal.zero) ?? known?.deposited),
      };
      this.#session.insert(`update balance of account ${account}`, balance, row);
    }
  }

  #balances(account: AccountId): readonly Balance[] {
    return this.#session.list(
      `balances of account ${account}`,
      'SELECT * FROM balances WHERE account_id = +? ORDER BY currency',
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

const selectMovements = `SELECT account_id, type, cash_currency, cash_amount, instrument_id, quantity, ratio_new, ratio_old, id, time FROM ledger
  WHERE account_id = ? AND time >= ?`;

function depositedIn(movements: readonly CashMovement[]): Purse {
  return cashOf(movements.filter(({ type }) => movesCapital(type)));
}
