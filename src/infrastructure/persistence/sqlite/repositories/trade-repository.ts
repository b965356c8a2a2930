import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import {
  currency,
  importId,
  instrumentId,
  venueTradeIdOf,
  type AccountId,
  type Currency,
  type FillId,
  type ImportId,
  type InstrumentId,
  type OrderId,
} from '#src/domain/ids.ts';
import type { Count, Page, PageRequest, SortDirection } from '#src/ports/page.ts';
import type { FillFilter, FoldedTogether, PaidInCoin, TradeRepository } from '#src/ports/trade-repository.ts';
import {
  linkValues,
  type ChainedInsertion,
  type LinkValues,
} from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { legRateFromRow } from '#src/infrastructure/persistence/sqlite/rows/leg-rate-row.ts';
import { fillFromRow, fillToRow, isFeeByHand } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import {
  countRows,
  countSome,
  fetchPage,
} from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import { legsInFoldOrder, type FoldPages } from '#src/infrastructure/persistence/sqlite/paging/fold-pages.ts';
import { foldedEntryFromRow } from '#src/infrastructure/persistence/sqlite/rows/ledger-row.ts';
import { fillQuery } from './fill-query.ts';
import type { FillRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const insertion: ChainedInsertion<'fills'> = {
  table: 'fills',
  whenTaken: 'ON CONFLICT (account_id, instrument_id, venue_trade_id) WHERE voided_by IS NULL DO NOTHING',
};

/** What `voided_by` says of a row that another has the place of. */
const correction = 'correction';
const pageSize = 500;

export class SqliteTradeRepository implements TradeRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async save(fill: Fill): Promise<boolean> {
    return (await this.saveMany([fill])).length > 0;
  }

  async saveMany(fills: readonly Fill[], id?: ImportId): Promise<readonly Fill[]> {
    const operation = fills.length === 1 ? `save fill ${fills[0]?.id}` : `save ${fills.length} fills`;
    return this.#session.appendAll(operation, insertion, fills, (fill) => fillValues(fill, id));
  }

  /** As `saveMany`, of rows that were made elsewhere; how many of them are new. */
  saveRows(rows: readonly LinkValues[]): number {
    return this.#session.appendAll(`save ${rows.length} fills`, insertion, rows, (row) => row).length;
  }

  async correct(fill: Fill): Promise<boolean> {
    const { id, accountId: account, instrumentId: instrument, venueTradeId } = fill;
    const corrected = this.#session.find(
      `correct fill ${id}`,
      `UPDATE fills SET voided_by = '${correction}'
       WHERE account_id = ? AND instrument_id = ? AND venue_trade_id = ? AND voided_by IS NULL RETURNING seq, import_id`,
      [account, instrument, venueTradeId],
      (row: Pick<FillRow, 'seq' | 'import_id'>) => row,
    );
    if (corrected === undefined) return false;
    const { seq, import_id: from } = corrected;
    const row = fillToRow(fill, from === null ? null : importId(from), seq);
    this.#session.appendAll(`correct fill ${id}`, insertion, [row], (each) => linkValues('fills', each));
    return true;
  }

  async isFeeByHand({ accountId: account, instrumentId: instrument, venueTradeId }: Fill): Promise<boolean> {
    const correctsAny = this.#session.find(
      'whether the fee of a fill was told by hand',
      `SELECT ${isFeeByHand} FROM fills
       WHERE account_id = ? AND instrument_id = ? AND venue_trade_id = ? AND voided_by IS NULL`,
      [account, instrument, venueTradeId],
      onlyNumber,
    );
    return correctsAny === 1;
  }

  async voidImport(id: ImportId, limit: number): Promise<readonly Fill[]> {
    return this.#session.list(
      `void fills of import ${id}`,
      `UPDATE fills SET voided_by = 'undo of import ' || import_id WHERE seq IN
         (SELECT seq FROM fills WHERE import_id = ? AND voided_by IS NULL LIMIT ?) RETURNING *`,
      [id, limit],
      fillFromRow,
    );
  }

  async countVoided(id: ImportId): Promise<number> {
    const voided = this.#session.find(
      `count void fills of import ${id}`,
      `SELECT count(*) AS voided FROM fills
       WHERE import_id = ? AND voided_by IS NOT NULL AND voided_by IS NOT '${correction}'`,
      [id],
      onlyNumber,
    );
    return voided ?? 0;
  }

  async instrumentsOf(account: AccountId): Promise<readonly InstrumentId[]> {
    return this.#session.list(
      `instruments of the fills of account ${account}`,
      'SELECT DISTINCT instrument_id FROM fills WHERE account_id = ? AND voided_by IS NULL ORDER BY instrument_id',
      [account],
      (row: Pick<FillRow, 'instrument_id'>) => instrumentId(row.instrument_id),
    );
  }

  async withoutFee(account: AccountId): Promise<readonly InstrumentId[]> {
    return this.#session.list(
      `instruments of account ${account} with fills without a fee`,
      `SELECT DISTINCT instrument_id FROM fills INDEXED BY fills_account
       WHERE account_id = ? AND fee_amount IS NULL AND voided_by IS NULL ORDER BY instrument_id`,
      [account],
      (row: Pick<FillRow, 'instrument_id'>) => instrumentId(row.instrument_id),
    );
  }

  async paidIn(account: AccountId, coin: Currency): Promise<PaidInCoin> {
    const what = `fills of account ${account} that were paid in ${coin}`;
    const ids = (sql: string, values: readonly SqlValue[]) =>
      this.#session.list(what, sql, values, ({ id }: { readonly id: string }) => instrumentId(id));
    return {
      quoted: ids(quotedIn, [coin, account]),
      settled: ids(settledIn, [coin, account, account]),
      fees: ids(chargedIn, [coin, coin, account, coin]),
    };
  }

  async feeCurrencies(account: AccountId): Promise<readonly Currency[]> {
    return this.#session.list(
      `currencies of the fees of account ${account}`,
      `SELECT DISTINCT fee_currency FROM fills INDEXED BY fills_fee
       WHERE account_id = ? AND fee_currency IS NOT NULL AND voided_by IS NULL`,
      [account],
      (row: { readonly fee_currency: string }) => currency(row.fee_currency),
    );
  }

  async withNames(
    account: AccountId,
    instrument: InstrumentId,
    venueTradeIds: readonly string[],
  ): Promise<readonly Fill[]> {
    return this.#session.list(
      `fills of ${instrument} by name`,
      `SELECT * FROM fills WHERE account_id = ? AND instrument_id = ? AND voided_by IS NULL
         AND venue_trade_id IN (SELECT value FROM json_each(?))`,
      [account, instrument, JSON.stringify(venueTradeIds)],
      fillFromRow,
    );
  }

  async ofOrder(id: OrderId): Promise<readonly Fill[]> {
    return this.#session.list(
      `fills of order ${id}`,
      'SELECT * FROM fills WHERE order_id = +? AND voided_by IS NULL ORDER BY time, venue_trade_id',
      [id],
      fillFromRow,
    );
  }

  async find(account: AccountId, instrument: InstrumentId, id: FillId): Promise<Fill | undefined> {
    return this.#session.find(
      `find fill ${id}`,
      'SELECT * FROM fills WHERE account_id = ? AND instrument_id = ? AND venue_trade_id = ? AND voided_by IS NULL',
      [account, instrument, venueTradeIdOf(account, instrument, id)],
      fillFromRow,
    );
  }

  inFoldOrder(account: AccountId, of: FoldedTogether): AsyncIterable<readonly Leg[]> {
    const operation = `fills of ${of.coin ?? of.instruments.join()}`;
    const pages: FoldPages = {
      columns: '*',
      limit: pageSize,
      read: (sql, values) => this.#session.list(operation, sql, values, fillFromRow),
      movements: (sql, values) => this.#session.list(operation, sql, values, foldedEntryFromRow),
      rates: (sql, values) => this.#session.list(operation, sql, values, legRateFromRow),
      number: (sql, values) => this.#session.find(operation, sql, values, onlyNumber),
    };
    return legsInFoldOrder(pages, account, of);
  }

  async lastVenueSequence(account: AccountId): Promise<number> {
    const last = this.#session.find(
      `last numbered fill of account ${account}`,
      `SELECT max(last) AS last FROM (
         SELECT (SELECT max(venue_sequence) FROM fills
           WHERE account_id = +? AND instrument_id = instruments.id AND venue_sequence IS NOT NULL
             AND voided_by IS NULL) AS last
         FROM instruments)`,
      [account],
      (row: { readonly last: number | null }) => row.last,
    );
    return last ?? 0;
  }

  async page(filter: FillFilter, direction: SortDirection, request: PageRequest): Promise<Page<Fill>> {
    const keyset = { name: 'fills by time', columns: ['time', 'seq'], direction };
    return fetchPage(this.#session, fillQuery(filter), keyset, request, fillFromRow);
  }

  async count(filter: FillFilter): Promise<number> {
    return countRows(this.#session, fillQuery(filter));
  }

  async countSome(filter: FillFilter, most: number): Promise<Count> {
    return countSome(this.#session, fillQuery(filter), most);
  }
}

const isTraded =
  'EXISTS (SELECT 1 FROM fills WHERE account_id = +? AND instrument_id = instruments.id AND voided_by IS NULL)';
const quotedIn = `SELECT id FROM instruments WHERE settle = ? AND kind NOT IN ('future', 'perpetual') AND ${isTraded}
  ORDER BY id`;
/** Margined instruments pay in their settle currency only what they gained. */
const settledIn = `SELECT id FROM instruments WHERE settle = ? AND kind IN ('future', 'perpetual') AND (${isTraded}
    OR EXISTS (SELECT 1 FROM ledger WHERE account_id = +? AND instrument_id = instruments.id AND voided_by IS NULL))
  ORDER BY id`;
const chargedIn = `SELECT id FROM instruments WHERE settle <> ? AND NOT (kind = 'spot' AND base = ?) AND EXISTS (
    SELECT 1 FROM fills INDEXED BY fills_fee
    WHERE account_id = +? AND fee_currency = +? AND instrument_id = instruments.id AND voided_by IS NULL)
  ORDER BY id`;

export function fillValues(fill: Fill, id?: ImportId): LinkValues {
  return linkValues('fills', fillToRow(fill, id));
}

function onlyNumber(row: Readonly<Record<string, number | null>>): number | null {
  return Object.values(row)[0] ?? null;
}
