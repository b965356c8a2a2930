import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import type { Page, PageRequest, SortDirection } from '#src/ports/page.ts';
import type { FillFilter, TradeRepository } from '#src/ports/trade-repository.ts';
import { fillFromRow, fillToRow } from './fill-row.ts';
import { countRows, fetchPage, timeRange, type FilteredQuery, type IndexedFilter } from './filtered-page.ts';
import type { Insertion, Session } from './session.ts';

const insertion: Insertion = {
  table: 'fills',
  whenTaken: { key: ['account_id', 'instrument_id', 'venue_trade_id'], rule: 'leave-out' },
};

export class SqliteTradeRepository implements TradeRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async save(fill: Fill): Promise<boolean> {
    return this.#add(fill);
  }

  async saveMany(fills: readonly Fill[]): Promise<readonly Fill[]> {
    return fills.filter((fill) => this.#add(fill));
  }

  async ofOrder(id: OrderId): Promise<readonly Fill[]> {
    return this.#session.list(
      `fills of order ${id}`,
      'SELECT * FROM fills WHERE order_id = ? ORDER BY time, venue_trade_id',
      [id],
      fillFromRow,
    );
  }

  async ofInstrument(account: AccountId, instrument: InstrumentId): Promise<readonly Fill[]> {
    return this.#session.list(
      `fills of ${instrument}`,
      'SELECT * FROM fills WHERE instrument_id = ? AND account_id = ? ORDER BY time, venue_trade_id',
      [instrument, account],
      fillFromRow,
    );
  }

  async page(filter: FillFilter, direction: SortDirection, request: PageRequest): Promise<Page<Fill>> {
    const keyset = { name: 'fills by time', columns: ['time', 'seq'], direction };
    const sorting = { keyset, index: 'fills_time' };
    return fetchPage(this.#session, fillQuery(filter), sorting, request, fillFromRow);
  }

  async count(filter: FillFilter): Promise<number> {
    return countRows(this.#session, fillQuery(filter));
  }

  #add(fill: Fill): boolean {
    return this.#session.insert(`save fill ${fill.id}`, insertion, fillToRow(fill)) === 1;
  }
}

/** An empty list of accounts matches nothing. */
function fillQuery({ accountIds, instrumentId, orderId, side, from, to }: FillFilter): FilteredQuery {
  const indexed: (IndexedFilter | undefined)[] = [
    orderId && { index: 'fills_order', column: 'order_id', values: [orderId] },
    instrumentId && { index: 'fills_instrument', column: 'instrument_id', values: [instrumentId] },
    side && { index: 'fills_side', column: 'side', values: [side] },
    accountIds && { index: 'fills_account', column: 'account_id', values: accountIds },
  ];
  return {
    table: 'fills',
    time: 'time',
    indexed: indexed.filter((condition) => condition !== undefined),
    range: timeRange('time', from, to),
    others: [],
  };
}
