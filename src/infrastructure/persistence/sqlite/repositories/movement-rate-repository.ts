import {
  accountId,
  currency,
  fillIdOf,
  heldId,
  instrumentId,
  ledgerEntryId,
  type AccountId,
  type Currency,
  type FillId,
  type HeldId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { capitalTypes } from '#src/domain/entry-types.ts';
import {
  ratedMovement,
  rateSources,
  type Flow,
  type KnownRate,
  type MovementRate,
} from '#src/domain/paid-in.ts';
import type {
  KnownRateInto,
  MovementRateRepository,
  RatedEntry,
  RatedFee,
  UnratedEntry,
  UnratedLeg,
} from '#src/ports/movement-rate-repository.ts';
import type { Page, PageAfter } from '#src/ports/page.ts';
import { linkValues, type ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { isOwnTransfer } from '#src/infrastructure/persistence/sqlite/rows/own-transfer.ts';
import { rateHolds } from '#src/infrastructure/persistence/sqlite/rows/rate-holds.ts';
import { pageOf, startOf } from '#src/infrastructure/persistence/sqlite/paging/keyset.ts';
import { ledgerEntryFromRow } from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import {
  decimalIn,
  decimalText,
  oneOf,
  orNull,
  wholeIn,
} from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { FillRow, LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { unratedCapital } from './unrated-capital.ts';
import { partsOfTrip, unratedFills } from './unrated-fills.ts';
import {
  isBesideTrips,
  lackingTrips,
  uncostedTrips,
  unratedIn,
  unratedInTrip,
  type LackingTrip,
  type UnratedRow,
} from './unrated-query.ts';
import { unratedResults } from './unrated-results.ts';
import { unratedWorth } from './unrated-worth.ts';
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

const capital = "'deposit', 'withdrawal', 'transfer', 'gift'";
/**
 * The rate that holds is that of the last row, and of what moved: a cost that was told of it in another currency has a rate
 * of its own. The condition is that of the index of flows.
 */
const flowsWithRates = `SELECT ledger.seq, ledger.id, ledger.account_id, ledger.type, ledger.time, ledger.cash_currency, ledger.cash_amount,
    known.rate, known.source, known.priced_by, known.through, known.rate_file, known.reference_day, known.recorded_at,
    ledger.link IS NOT NULL AND EXISTS (SELECT 1 FROM ledger AS far
      JOIN accounts AS theirs ON theirs.id = far.account_id
      JOIN accounts AS own ON own.id = ledger.account_id AND own.portfolio_id = theirs.portfolio_id
      WHERE far.link = ledger.link AND far.voided_by IS NULL AND far.account_id <> ledger.account_id
        AND far.type IN (${capital}) AND far.cash_currency = ledger.cash_currency
        AND far.cash_amount = iif(substr(ledger.cash_amount, 1, 1) = '-', substr(ledger.cash_amount, 2), '-' || ledger.cash_amount)
        AND (known.rate IS NULL OR NOT EXISTS (
          SELECT 1 FROM movement_rates WHERE movement_id = far.id AND currency = far.cash_currency AND into_currency = ? AND ${rateHolds}))) AS cancels,
    ${isOwnTransfer} AS is_own
  FROM ledger LEFT JOIN movement_rates AS known ON known.seq = (
    SELECT max(seq) FROM movement_rates WHERE movement_id = ledger.id AND currency = ledger.cash_currency AND into_currency = ? AND ${rateHolds})
  WHERE ledger.type IN (${capital}) AND ledger.cash_amount IS NOT NULL AND ledger.voided_by IS NULL`;

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
        [into, into, account, into, ...values],
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
      [into, into, id, into],
      flowFromRow,
    );
  }

  async of(movement: FillId | LedgerEntryId, code: Currency, into: Currency): Promise<KnownRate | undefined> {
    return this.#session.find(
      `find rate of ${code} in ${into} of movement ${movement}`,
      `SELECT * FROM movement_rates WHERE movement_id = ? AND into_currency = ? AND currency = ? AND ${rateHolds} ORDER BY seq DESC LIMIT 1`,
      [movement, into, code],
      knownFromRow,
    );
  }

  async known(movement: FillId | LedgerEntryId, code: Currency): Promise<readonly KnownRateInto[]> {
    return this.#session.list(
      `find rates of ${code} of movement ${movement}`,
      `SELECT * FROM movement_rates AS known WHERE movement_id = ? AND currency = ? AND seq = (
         SELECT max(seq) FROM movement_rates
         WHERE movement_id = known.movement_id AND currency = known.currency AND into_currency = known.into_currency AND ${rateHolds})
       ORDER BY seq`,
      [movement, code],
      (row: MovementRateRow) => ({ ...knownFromRow(row), into: currency(row.into_currency) }),
    );
  }

  async all(movement: FillId | LedgerEntryId): Promise<readonly MovementRate[]> {
    return this.#session.list(
      `rates of movement ${movement}`,
      `SELECT * FROM movement_rates WHERE seq IN (
         SELECT max(seq) FROM movement_rates WHERE movement_id = ? AND ${rateHolds} GROUP BY currency, into_currency) ORDER BY seq`,
      [movement],
      (row: MovementRateRow) => ({
        movementId: movement,
        accountId: accountId(row.account_id),
        currency: currency(row.currency),
        into: currency(row.into_currency),
        ...knownFromRow(row),
        revises: row.revises === 1,
      }),
    );
  }

  async ratedBy(file: string): Promise<readonly AccountId[]> {
    return this.#session.list(
      `accounts rated by file ${file}`,
      'SELECT DISTINCT account_id FROM movement_rates WHERE rate_file = ? ORDER BY account_id',
      [file],
      (row: Pick<MovementRateRow, 'account_id'>) => accountId(row.account_id),
    );
  }

  async lacking(account: AccountId): Promise<readonly HeldId[]> {
    const operation = `round trips of account ${account} without a cost`;
    const trips = this.#session.list(operation, uncostedTrips, [account, account], (row: LackingTrip) => row);
    return [...new Set(trips.map(({ held }) => heldId(held)))];
  }

  async *unratedLegs(account: AccountId): AsyncIterable<readonly UnratedLeg[]> {
    const operation = `fills of account ${account} without a rate`;
    const trips = this.#session.list(operation, lackingTrips, [account, account], (row: LackingTrip) => row);
    for (const trip of trips)
      yield unratedFills(this.#session, { ...trip, account, into: trip.currency }, partsOfTrip);
  }

  unratedWorth(account: AccountId, base: Currency, isAhead = false): AsyncIterable<readonly UnratedLeg[]> {
    return unratedWorth(this.#session, account, { base, isAhead });
  }

  unratedResults(
    account: AccountId,
    base: Currency,
    isAhead = false,
  ): AsyncIterable<readonly UnratedEntry[]> {
    return unratedResults(this.#session, account, { base, isAhead });
  }

  unratedCapital(
    account: AccountId,
    base: Currency,
    isAhead = false,
  ): AsyncIterable<readonly UnratedEntry[]> {
    return unratedCapital(this.#session, account, { base, isAhead });
  }

  async *unratedEntries(account: AccountId): AsyncIterable<readonly UnratedEntry[]> {
    const operation = `entries of account ${account} without a rate`;
    const trips = this.#session.list(operation, lackingTrips, [account, account], (row: LackingTrip) => row);
    for (const trip of trips)
      yield this.#session.list(operation, unratedIn, unratedInTrip(account, trip), (row: UnratedRow) => {
        const time = wholeIn('ledger.time', row.moment);
        return {
          movementId: ratedMovement({ id: ledgerEntryId(row.id), time: row.time }, time),
          accountId: account,
          held: heldId(trip.held),
          currency: currency(row.rated),
          into: currency(trip.currency),
          time,
        };
      });
  }

  async *earned(account: AccountId, into: Currency): AsyncIterable<readonly RatedEntry[]> {
    let [time, seq] = [0, 0];
    for (;;) {
      const rows = this.#session.list(
        `what account ${account} earned, with its rates`,
        `SELECT ledger.*, (${rateOf('ledger.id', 'coalesce(cost_currency, cash_currency)')}) AS rate FROM ledger
         WHERE account_id = ? AND time >= ? AND (time, seq) > (?, ?) AND voided_by IS NULL AND ${isBesideTrips} ORDER BY time, seq LIMIT ${pieceSize}`,
        [into, account, time, time, seq],
        (row: LedgerRow & { readonly rate: string | null }) => row,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map((row) => ({ entry: ledgerEntryFromRow(row), rate: rateIn(row.rate) }));
      ({ time, seq } = last);
    }
  }

  async *charged(
    account: AccountId,
    instrument: InstrumentId,
    into: Currency,
  ): AsyncIterable<readonly RatedFee[]> {
    let [time, seq] = [0, 0];
    for (;;) {
      const rows = this.#session.list(
        `fees of account ${account} for ${instrument}, with their rates`,
        `SELECT seq, time, venue_trade_id, fee_currency, fee_amount,
           (${rateOf("account_id || '/' || instrument_id || '/' || venue_trade_id", 'fee_currency')}) AS rate FROM fills INDEXED BY fills_instrument
         WHERE account_id = ? AND instrument_id = ? AND time >= ? AND (time, seq) > (?, ?) AND voided_by IS NULL
           AND fee_amount <> '0' ORDER BY time, seq LIMIT ${pieceSize}`,
        [into, account, instrument, time, time, seq],
        (row: ChargedRow) => row,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map((row) => ({
        fillId: fillIdOf(account, instrument, row.venue_trade_id),
        time: wholeIn('fills.time', row.time),
        fee: { currency: currency(row.fee_currency), amount: decimalIn('fills.fee_amount', row.fee_amount) },
        rate: rateIn(row.rate),
      }));
      ({ time, seq } = last);
    }
  }

  async revisions(account: AccountId): Promise<readonly number[]> {
    return this.#session.list(
      `revised rates of account ${account}`,
      `SELECT recorded_at FROM movement_rates WHERE account_id = ? AND revises = 1
       UNION SELECT undone_at FROM rate_files JOIN movement_rates ON rate_file = rate_files.id
         WHERE account_id = ? AND undone_at IS NOT NULL ORDER BY recorded_at`,
      [account, account],
      (row: Pick<MovementRateRow, 'recorded_at'>) => wholeIn('movement_rates.recorded_at', row.recorded_at),
    );
  }
}

const pieceSize = 1_000;

/** The last one holds. */
function rateOf(movement: string, code: string): string {
  return `SELECT known.rate FROM movement_rates AS known
    WHERE known.movement_id = ${movement} AND known.into_currency = ? AND known.currency = ${code} AND ${rateHolds} ORDER BY known.seq DESC LIMIT 1`;
}

function rateIn(rate: string | null): Decimal | undefined {
  return rate === null ? undefined : decimalIn('movement_rates.rate', rate);
}

type ChargedRow = Pick<FillRow, 'seq' | 'time' | 'venue_trade_id'> & {
  readonly fee_currency: string;
  readonly fee_amount: string;
  readonly rate: string | null;
};

type FlowRow = Pick<LedgerRow, 'seq' | 'id' | 'account_id' | 'type' | 'time'> & {
  readonly cash_currency: string;
  readonly cash_amount: string;
  readonly cancels: number;
  readonly is_own: number;
} & (KnownRow | { readonly rate: null });
type KnownRow = Pick<
  MovementRateRow,
  'rate' | 'source' | 'priced_by' | 'through' | 'rate_file' | 'reference_day' | 'recorded_at'
>;

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
    cancels: row.cancels === 1,
    isOwn: row.is_own === 1,
  };
}

function knownFromRow(row: KnownRow): KnownRate {
  const { rate, source, priced_by, through, rate_file: file, reference_day: day, recorded_at } = row;
  return {
    rate: decimalIn('movement_rates.rate', rate),
    source: sourceIn(source),
    pricedBy: priced_by === null ? undefined : instrumentId(priced_by),
    through: through === null ? undefined : currency(through),
    published:
      file === null || day === null ? undefined : { file, day: wholeIn('movement_rates.reference_day', day) },
    recordedAt: wholeIn('movement_rates.recorded_at', recorded_at),
  };
}

function rateToRow(rate: MovementRate) {
  return {
    movement_id: rate.movementId,
    account_id: rate.accountId,
    currency: rate.currency,
    into_currency: rate.into,
    rate: decimalText(rate.rate),
    source: rate.source,
    priced_by: orNull(rate.pricedBy),
    recorded_at: rate.recordedAt,
    revises: rate.revises ? 1 : 0,
    through: orNull(rate.through),
    rate_file: orNull(rate.published?.file),
    reference_day: orNull(rate.published?.day),
  };
}
