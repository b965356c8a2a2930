import { earnedTypes } from '#src/domain/entry-types.ts';
import type { MovedEntry } from '#src/domain/held.ts';
import { accountId, currency, heldId, instrumentId, positionId, type AccountId } from '#src/domain/ids.ts';
import { transferEndOf, type TransferEnd } from '#src/domain/transfer-proposals.ts';
import type {
  Counted,
  MissingPurchase,
  UnknownFees,
  UnsettledRepository,
} from '#src/ports/unsettled-repository.ts';
import {
  movedEntryColumns,
  movedEntryFromRow,
  type MovedEntryRow,
} from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import { decimalIn, flagIn, wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { PositionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

export class SqliteUnsettledRepository implements UnsettledRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async missingPurchases(account: AccountId, most: number): Promise<Counted<MissingPurchase>> {
    const rows = this.#session.list(
      `missing purchases of account ${account}`,
      counted(missing),
      [account, most],
      (row: MissingRow & Total) => ({ value: missingFromRow(row), total: row.total }),
    );
    return withTotal(rows);
  }

  async unknownFees(account: AccountId): Promise<readonly UnknownFees[]> {
    return this.#session.list(
      `fills of account ${account} without a known fee`,
      `SELECT instrument_id, count(*) AS fills, min(time) AS first, max(time) AS last
       FROM fills INDEXED BY fills_account WHERE account_id = ? AND fee_amount IS NULL AND voided_by IS NULL
         AND time < coalesce((SELECT min(since) FROM fee_schedules WHERE account_id = ?), ${Number.MAX_SAFE_INTEGER})
       GROUP BY instrument_id ORDER BY first, instrument_id`,
      [account, account],
      (row: FeesRow) => ({
        accountId: account,
        instrumentId: instrumentId(row.instrument_id),
        fills: row.fills,
        time: wholeIn('fills.time', row.first),
        until: wholeIn('fills.time', row.last),
      }),
    );
  }

  async withoutCost(account: AccountId, most: number): Promise<Counted<MovedEntry>> {
    const rows = this.#session.list(
      `movements of account ${account} without a cost`,
      counted(uncosted),
      [account, account, account, most],
      (row: MovedEntryRow & Total) => ({ value: movedEntryFromRow(row), total: row.total }),
    );
    return withTotal(rows);
  }

  async transferEnds(account: AccountId): Promise<readonly TransferEnd[]> {
    const entries = this.#session.list(
      `ends of transfers of account ${account}`,
      `SELECT ${movedEntryColumns} FROM ledger WHERE account_id = ? AND voided_by IS NULL AND cost_amount IS NULL
         AND (type IN ('deposit', 'withdrawal', 'transfer') OR (type = 'fee' AND link IS NOT NULL)) AND ${hasNoOther}`,
      [account],
      movedEntryFromRow,
    );
    const fees = Map.groupBy(
      entries.filter(({ type }) => type === 'fee'),
      ({ link }) => link,
    );
    return entries.flatMap((entry) => {
      const own = entry.link === undefined ? [] : fees.get(entry.link);
      return transferEndOf(entry, own ?? []) ?? [];
    });
  }
}

/** Of a round trip that something came into, the last leg alone sold more than there was: it closed it. */
const missing = `SELECT seq, id, account_id, held, instrument_id, currency, unseen, updated_at, has_traded,
    iif(entered_quantity = '0' AND unseen = undecided, opened_at, updated_at) AS time
  FROM positions WHERE account_id = ? AND unseen <> '0'`;

/** The other end of its link, which may have been taken back. */
const hasNoOther = `NOT EXISTS (SELECT 1 FROM ledger AS other WHERE other.link = ledger.link AND other.voided_by IS NULL
  AND other.type <> 'fee' AND other.id <> ledger.id AND ledger.type <> 'fee')`;
const lacksCost = (amount: string): string => `ledger.voided_by IS NULL
  AND ledger.time BETWEEN lacking.opened_at AND lacking.updated_at
  AND ledger.cost_amount IS NULL AND ${amount} NOT LIKE '-%' AND ${amount} <> '0' AND ${hasNoOther}`;
/** What was earned costs what it was worth when it came (see `unratedEntries`). */
const isCostUntold = `ledger.type NOT IN (${earnedTypes.map((type) => `'${type}'`).join(', ')})`;
/** Shares that were earned have no rate that would say it. */
const earnedInKind = `SELECT seq FROM ledger INDEXED BY ledger_instrument WHERE account_id = ? AND voided_by IS NULL
  AND instrument_id IS NOT NULL AND quantity <> '0' AND coalesce(cash_amount, '0') = '0' AND cost_amount IS NULL
  AND type IN (${earnedTypes.map((type) => `'${type}'`).join(', ')})`;
/** What was paid for in cash has its cost in that, and what has another end brings it along. */
const uncosted = `WITH lacking AS (SELECT account_id, held, currency, opened_at, updated_at FROM positions
    WHERE account_id = ? AND (uncosted <> '0' OR (undecided <> '0' AND undecided <> unseen)))
  SELECT ledger.seq, ${movedEntryColumns
    .split(', ')
    .map((column) => `ledger.${column}`)
    .join(', ')} FROM ledger WHERE seq IN (
    SELECT ledger.seq FROM lacking CROSS JOIN ledger INDEXED BY ledger_currency
      ON ledger.account_id = lacking.account_id AND ledger.cash_currency = lacking.held AND ledger.cash_amount IS NOT NULL
      WHERE ${lacksCost('ledger.cash_amount')} AND ${isCostUntold}
    UNION SELECT ledger.seq FROM lacking CROSS JOIN ledger INDEXED BY ledger_instrument
      ON ledger.account_id = lacking.account_id AND ledger.instrument_id = lacking.held AND ledger.instrument_id IS NOT NULL
      WHERE ledger.cash_amount IS NULL AND ledger.quantity IS NOT NULL AND ${lacksCost('ledger.quantity')}
    UNION ${earnedInKind}
  ) AND ledger.account_id = +?`;

type MissingRow = Pick<
  PositionRow,
  'id' | 'account_id' | 'held' | 'instrument_id' | 'currency' | 'unseen' | 'updated_at' | 'has_traded'
> & { readonly time: number };
type FeesRow = {
  readonly instrument_id: string;
  readonly fills: number;
  readonly first: number;
  readonly last: number;
};

type Total = { readonly total: number };

/** The oldest of them, each with how many there are. */
function counted(select: string): string {
  return `SELECT *, count(*) OVER () AS total FROM (${select}) ORDER BY time, seq LIMIT ?`;
}

function withTotal<Value>(rows: readonly (Total & { readonly value: Value })[]): Counted<Value> {
  return { rows: rows.map(({ value }) => value), total: rows[0]?.total ?? 0 };
}

function missingFromRow(row: MissingRow): MissingPurchase {
  return {
    id: positionId(row.id),
    accountId: accountId(row.account_id),
    held: heldId(row.held),
    instrumentId: instrumentId(row.instrument_id),
    currency: currency(row.currency),
    quantity: decimalIn('positions.unseen', row.unseen),
    isSold: flagIn('positions.has_traded', row.has_traded),
    time: wholeIn('positions.opened_at', row.time),
    updatedAt: wholeIn('positions.updated_at', row.updated_at),
  };
}
