import {
  accountId,
  currency,
  fillIdOf,
  heldId,
  instrumentId,
  ledgerEntryId,
  type AccountId,
  type Currency,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import { capitalTypes } from '#src/domain/entry-types.ts';
import { rateSources, type Flow, type KnownRate, type MovementRate } from '#src/domain/paid-in.ts';
import type { MovementRateRepository, UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import type { Page, PageAfter } from '#src/ports/page.ts';
import { linkValues, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { pageOf, startOf } from '#src/infrastructure/persistence/sqlite/paging/keyset.ts';
import { decimalIn, oneOf, orNull, wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type {
  FillRow,
  LedgerRow,
  PositionRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { MovementRateRow } from '#src/infrastructure/persistence/sqlite/schema/record/rates.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const keyset = {
  name: 'flows',
  columns: ['cash_currency', 'seq'],
  direction: 'ascending',
} as const;
const insertion: ChainedInsertion<'movement_rates'> = { table: 'movement_rates', whenTaken: '' };
const typeIn = oneOf('ledger.type', capitalTypes);
const sourceIn = oneOf('movement_rates.source', rateSources);

/** The rate that holds is that of the last row. The condition is that of the index of flows. */
const flowsWithRates = `SELECT ledger.seq, ledger.id, ledger.account_id, ledger.type, ledger.time, ledger.cash_currency, ledger.cash_amount,
    known.rate, known.source, known.priced_by, known.recorded_at
  FROM ledger LEFT JOIN movement_rates AS known ON known.seq = (
    SELECT max(seq) FROM movement_rates WHERE movement_id = ledger.id AND into_currency = ?)
  WHERE ledger.type IN ('deposit', 'withdrawal', 'transfer', 'gift') AND ledger.cash_amount IS NOT NULL AND ledger.voided_by IS NULL`;

export class SqliteMovementRateRepository implements MovementRateRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async append(rates: readonly MovementRate[]): Promise<void> {
    this.#session.appendAll(`append ${rates.length} rates of movements`, insertion, rates, (rate) =>
      linkValues('movement_rates', rateToRow(rate)),
    );
  }

  async flows(account: AccountId, into: Currency, request: PageAfter): Promise<Page<Flow>> {
    const { keys, orderBy, limit } = startOf(keyset, request, this.#session.file);
    const rowsWhere = (condition: string, values: readonly SqlValue[], most: number) =>
      this.#session.list(
        `flows of account ${account} with their rates`,
        `SELECT * FROM (${flowsWithRates} AND ledger.account_id = ? AND ledger.cash_currency <> ?)
        WHERE ${condition} ORDER BY ${orderBy} LIMIT ${most}`,
        [into, account, into, ...values],
        (row: FlowRow) => ({ row, entity: flowFromRow(row) }),
      );
    const [currencyBefore, seqBefore] = keys ?? [];
    if (currencyBefore === undefined || seqBefore === undefined)
      return pageOf(rowsWhere('TRUE', [], limit), keyset, request, this.#session.file);
    // Apart, since a comparison of both columns at once would read all rows of the currency that come before.
    const same = rowsWhere('cash_currency = ? AND seq > ?', [currencyBefore, seqBefore], limit);
    const others = rowsWhere('cash_currency > ?', [currencyBefore], limit - same.length);
    return pageOf([...same, ...others], keyset, request, this.#session.file);
  }

  async flow(id: LedgerEntryId, into: Currency): Promise<Flow | undefined> {
    return this.#session.find(
      `find flow ${id}`,
      `${flowsWithRates} AND ledger.id = ? AND ledger.cash_currency <> ?`,
      [into, id, into],
      flowFromRow,
    );
  }

  async *unratedLegs(account: AccountId): AsyncIterable<readonly UnratedLeg[]> {
    const operation = `fills of account ${account} without a rate`;
    const trips = this.#session.list(operation, lackingTrips, [account, account], (row: LackingTrip) => row);
    for (const { held, currency: into, opened_at, updated_at } of trips) {
      yield this.#session.list(
        operation,
        unratedFills,
        [held, into, account, opened_at, updated_at, into],
        ({ instrument_id, venue_trade_id, time, settle }: UnratedFill) => ({
          movementId: fillIdOf(account, instrumentId(instrument_id), venue_trade_id),
          accountId: account,
          held: heldId(held),
          currency: currency(settle),
          into: currency(into),
          time: wholeIn('fills.time', time),
        }),
      );
    }
  }

  async revisions(account: AccountId): Promise<readonly number[]> {
    return this.#session.list(
      `revised rates of account ${account}`,
      'SELECT DISTINCT recorded_at FROM movement_rates WHERE account_id = ? AND revises = 1 ORDER BY recorded_at',
      [account],
      (row: Pick<MovementRateRow, 'recorded_at'>) => wholeIn('movement_rates.recorded_at', row.recorded_at),
    );
  }
}

/** The sums tell where there are any: an account may have a million round trips. */
const lackingTrips = `SELECT held, currency, opened_at, updated_at FROM positions
    WHERE closed_at IS NULL AND account_id = ? AND (undecided <> '0' OR uncosted <> '0')
  UNION ALL SELECT held, currency, opened_at, updated_at FROM trip_sums
    CROSS JOIN positions USING (account_id, instrument_id)
    WHERE trip_sums.account_id = ? AND unknown_results > 0 AND closed_at IS NOT NULL AND has_traded AND positions.undecided <> '0'`;
/** What is held by its instrument is traded in one currency alone: only a coin is the base of others. */
const unratedFills = `SELECT fills.instrument_id, fills.venue_trade_id, fills.time, instruments.settle
  FROM instruments CROSS JOIN fills ON fills.instrument_id = instruments.id
  WHERE instruments.kind = 'spot' AND instruments.base = ? AND instruments.settle <> ? AND fills.account_id = +?
    AND fills.time BETWEEN ? AND ? AND fills.voided_by IS NULL AND NOT EXISTS (
      SELECT 1 FROM movement_rates WHERE into_currency = ? AND currency = instruments.settle
        AND movement_id = fills.account_id || '/' || fills.instrument_id || '/' || fills.venue_trade_id)`;

type LackingTrip = Pick<PositionRow, 'held' | 'currency' | 'opened_at' | 'updated_at'>;
type UnratedFill = Pick<FillRow, 'instrument_id' | 'venue_trade_id' | 'time'> & { readonly settle: string };

type FlowRow = Pick<LedgerRow, 'seq' | 'id' | 'account_id' | 'type' | 'time'> & {
  readonly cash_currency: string;
  readonly cash_amount: string;
} & (KnownRow | { readonly rate: null });
type KnownRow = Pick<MovementRateRow, 'rate' | 'source' | 'priced_by' | 'recorded_at'>;

function flowFromRow(row: FlowRow): Flow {
  return {
    id: ledgerEntryId(row.id),
    accountId: accountId(row.account_id),
    type: typeIn(row.type),
    time: wholeIn('ledger.time', row.time),
    cash: {
      currency: currency(row.cash_currency),
      amount: decimalIn('ledger.cash_amount', row.cash_amount),
    },
    rate: row.rate === null ? undefined : knownFromRow(row),
  };
}

function knownFromRow({ rate, source, priced_by, recorded_at }: KnownRow): KnownRate {
  return {
    rate: decimalIn('movement_rates.rate', rate),
    source: sourceIn(source),
    pricedBy: priced_by === null ? undefined : instrumentId(priced_by),
    recordedAt: wholeIn('movement_rates.recorded_at', recorded_at),
  };
}

function rateToRow(rate: MovementRate) {
  return {
    movement_id: rate.movementId,
    account_id: rate.accountId,
    currency: rate.currency,
    into_currency: rate.into,
    rate: rate.rate.toString(),
    source: rate.source,
    priced_by: orNull(rate.pricedBy),
    recorded_at: rate.recordedAt,
    revises: rate.revises ? 1 : 0,
  };
}
