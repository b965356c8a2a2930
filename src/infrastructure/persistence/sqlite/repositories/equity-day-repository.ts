import { Decimal } from '#src/domain/decimal.ts';
import type { DayEquity } from '#src/domain/day-equity.ts';
import { currencyIn, heldId, type AccountId } from '#src/domain/ids.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { EquityBasis, EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { patiently, type Patience } from '#src/infrastructure/persistence/sqlite/patience.ts';
import {
  decimalText,
  longestNumber,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type {
  EquityBasisRow,
  EquityDayRow,
} from '#src/infrastructure/persistence/sqlite/schema/market/equity-days.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import {
  equityBasis,
  equityBasisText,
  missingNames,
} from '#src/infrastructure/persistence/sqlite/rows/equity-day-row.ts';

const days: Insertion = { table: 'equity_days', whenTaken: { key: ['account_id', 'day'], rule: 'replace' } };
const bases: Insertion = { table: 'equity_bases', whenTaken: { key: ['account_id'], rule: 'replace' } };

/** Bytes: of the names of some thousand assets without a price, and of the marks of all imports that there may be. */
const longestMissing = 64 * 1024;
const longestBasis = 8 * 1024 * 1024;
/** What anybody has put there is not known where it is longer, and not even read. */
const isShort = `octet_length(missing) <= ${longestMissing}
  AND max(octet_length(coalesce(equity, '')), octet_length(coalesce(paid_in, ''))) <= ${longestNumber}`;

export class SqliteEquityDayRepository implements EquityDayRepository {
  readonly #session: Session;
  readonly #patience: Patience | undefined;
  /** Accounts of which every day can be read: what is written here can. */
  readonly #readable = new Set<AccountId>();

  constructor(session: Session, patience: Patience | undefined) {
    this.#session = session;
    this.#patience = patience;
  }

  async basis(account: AccountId): Promise<EquityBasis | undefined> {
    return this.#session.find(
      `basis of the days of account ${account}`,
      `SELECT iif(octet_length(basis) > ${longestBasis}, '', basis) AS basis FROM equity_bases WHERE account_id = ?`,
      [account],
      ({ basis }: Pick<EquityBasisRow, 'basis'>) => equityBasis(basis),
    );
  }

  async days(account: AccountId, from: number, to: number): Promise<readonly DayEquity[]> {
    return this.#session.list(
      `days of account ${account}`,
      `SELECT account_id, day, iif(${isShort}, equity, NULL) AS equity, iif(${isShort}, paid_in, NULL) AS paid_in,
         iif(${isShort}, missing, '[]') AS missing
       FROM equity_days WHERE account_id = ? AND day >= ? AND day < ? ORDER BY day`,
      [account, from, to],
      (row: EquityDayRow) => ({
        day: wholeIn('equity_days.day', row.day),
        // What cannot be read is not known: nothing here is a record.
        equity: Decimal.parse(row.equity ?? ''),
        paidIn: Decimal.parse(row.paid_in ?? ''),
        missing: missingNames(row.missing).flatMap(
          (name) => (name.includes(':') ? heldId(name) : currencyIn(name)) ?? [],
        ),
      }),
    );
  }

  async firstUnknown(account: AccountId): Promise<number | undefined> {
    const unknown = this.#session.find(
      `first unknown day of account ${account}`,
      'SELECT day FROM equity_days WHERE account_id = ? AND equity IS NULL AND day BETWEEN 0 AND ? ORDER BY day LIMIT 1',
      [account, lastTime],
      (row: Pick<EquityDayRow, 'day'>) => row.day,
    );
    const unread = this.#firstUnread(account);
    return unknown === undefined || unread === undefined ? (unknown ?? unread) : Math.min(unknown, unread);
  }

  /** What cannot be read stands there as something. All days of an account are looked through once. */
  #firstUnread(account: AccountId): number | undefined {
    if (this.#readable.has(account)) return undefined;
    const unread = this.#session.list(
      `days of account ${account} that cannot be read`,
      `SELECT day, iif(${isShort}, equity, '') AS equity, iif(${isShort}, paid_in, '') AS paid_in
       FROM equity_days WHERE account_id = ? AND equity IS NOT NULL AND day BETWEEN 0 AND ? ORDER BY day`,
      [account, lastTime],
      ({ day, equity, paid_in }: Pick<EquityDayRow, 'day' | 'equity' | 'paid_in'>) =>
        [equity, paid_in].some((text) => text !== null && Decimal.parse(text) === undefined)
          ? day
          : undefined,
    );
    const first = unread.find((day) => day !== undefined);
    if (first === undefined) this.#readable.add(account);
    return first;
  }

  async replace(
    account: AccountId,
    from: number,
    made: readonly DayEquity[],
    basis: EquityBasis,
  ): Promise<void> {
    const rows = made.map(({ day, equity, paidIn, missing }) => ({
      account_id: account,
      day,
      equity: decimalText(equity),
      paid_in: decimalText(paidIn),
      missing: JSON.stringify(missing),
    }));
    await patiently(this.#patience, async () =>
      this.#session.atomically(`save days of account ${account}`, () => {
        this.#session.run(
          `delete days of account ${account}`,
          'DELETE FROM equity_days WHERE account_id = ? AND day >= ?',
          [account, Math.max(from, Number.MIN_SAFE_INTEGER)],
        );
        this.#session.insertAll(() => `save days of account ${account}`, days, rows);
        this.#session.insert(`save basis of account ${account}`, bases, {
          account_id: account,
          basis: equityBasisText(basis),
        });
      }),
    );
  }
}
