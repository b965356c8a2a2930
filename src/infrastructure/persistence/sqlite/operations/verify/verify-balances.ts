/** The balances of each account and currency, summed up anew from what moved them. */
import type Database from 'better-sqlite3';

import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { heldCoin } from '#src/domain/held.ts';
import type { Money } from '#src/domain/money.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { BalanceRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { unequal, type Difference } from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import { movesCapital } from '#src/domain/entry-types.ts';

const rowsAtOnce = 1_000;

type CashValues = readonly [seq: number, account: string, type: string, currency: string, amount: string];

export class Balances {
  readonly #bases: ReadonlyMap<string, Currency>;
  readonly #sums = new Map<string, { cash: Decimal; deposited: Decimal | undefined }>();

  /** `bases`: what the portfolio of each account is measured in. */
  constructor(bases: ReadonlyMap<string, Currency>) {
    this.#bases = bases;
  }

  baseOf(account: string): Currency | undefined {
    return this.#bases.get(account);
  }

  /** A coin is in the positions. */
  add(account: string, type: string, { currency: code, amount }: Money): void {
    const isMoney = heldCoin(code, this.#bases.get(account)) === undefined;
    // What was only earned or charged of a coin has no balance at all.
    if (!isMoney && !movesCapital(type)) return;
    const key = balanceName(account, code);
    const sum = this.#sums.get(key) ?? { cash: Decimal.zero, deposited: undefined };
    if (isMoney) sum.cash = sum.cash.plus(amount);
    if (movesCapital(type)) sum.deposited = (sum.deposited ?? Decimal.zero).plus(amount);
    this.#sums.set(key, sum);
  }

  async addLedger(database: Database.Database, operation: Operation): Promise<void> {
    const entries = database
      .prepare<[number, number], CashValues>(
        `SELECT seq, account_id, type, cash_currency, cash_amount FROM ledger
         WHERE seq > ? AND cash_amount IS NOT NULL AND voided_by IS NULL ORDER BY seq LIMIT ?`,
      )
      .raw();
    let last = 0;
    for (let rows = entries.all(last, rowsAtOnce); rows.length > 0;) {
      for (const [, account, type, code, text] of rows) {
        this.add(account, type, { currency: currency(code), amount: decimalIn('ledger.cash_amount', text) });
      }
      await breathe(operation);
      const before = last;
      last = rows.at(-1)?.[0] ?? before;
      if (last <= before) throw new IntegrityError('ledger cannot be read in its order');
      rows = entries.all(last, rowsAtOnce);
    }
  }

  *differences(database: Database.Database): Iterable<Difference> {
    const unknown = new Map(this.#sums);
    for (const row of database.prepare<[], BalanceRow>('SELECT * FROM balances').all()) {
      const key = balanceName(row.account_id, row.currency);
      const sum = unknown.get(key);
      unknown.delete(key);
      const cash = sum?.cash.toString() ?? '0';
      // A deposit that was taken back leaves a zero.
      const deposited = sum?.deposited?.toString() ?? (row.deposited === '0' ? '0' : '–');
      if (row.cash !== cash) yield unequal(key, 'cash', row.cash, cash);
      if ((row.deposited ?? '–') !== deposited) {
        yield unequal(key, 'deposited', row.deposited ?? '–', deposited);
      }
    }
    for (const [key, { cash }] of unknown) yield unequal(key, 'cash', '–', cash);
  }
}

function balanceName(account: string, code: string): string {
  return `${account}, ${code}`;
}
