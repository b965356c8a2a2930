import { isActive, activeStatuses, type OrderStatus } from '#src/domain/order.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { OrderFilter, OrderSort } from '#src/ports/order-repository.ts';
import { timeRange, type FilteredQuery, type IndexedFilter, type Sorting } from './filtered-page.ts';
import { storedOrderColumns } from './order-row.ts';

const sortings: Record<OrderSort['by'], { readonly index: string; readonly column: string | undefined }> = {
  time: { index: 'orders_time', column: undefined },
  symbol: { index: 'orders_symbol', column: 'symbol' },
  status: { index: 'orders_status', column: 'status' },
  quantity: { index: 'orders_quantity', column: 'quantity_order' },
  price: { index: 'orders_price', column: 'price_order' },
};

/** Ties of every sort are in order of time. */
export function orderSorting({ by, direction }: OrderSort): Sorting {
  const { index, column } = sortings[by];
  const columns = column === undefined ? ['created_at', 'seq'] : [column, 'created_at', 'seq'];
  return { index, keyset: { name: `orders by ${by}`, columns, direction } };
}

/** An empty list of statuses or accounts matches nothing. */
export function orderQuery(filter: OrderFilter): FilteredQuery {
  const { accountIds, instrumentId, side, strategy } = filter;
  const statuses = wantedStatuses(filter);
  const indexed: (IndexedFilter | undefined)[] = [
    instrumentId && { index: 'orders_symbol', column: 'symbol', values: [symbolOf(instrumentId)] },
    strategy === undefined ? undefined : { index: 'orders_strategy', column: 'strategy', values: [strategy] },
    statuses && { index: 'orders_status', column: 'status', values: statuses },
    side && { index: 'orders_side', column: 'side', values: [side] },
    accountIds && { index: 'orders_account', column: 'account_id', values: accountIds },
  ];
  return {
    table: 'orders',
    columns: storedOrderColumns,
    time: 'created_at',
    indexed: indexed.filter((condition) => condition !== undefined),
    range: timeRange('created_at', filter.from, filter.to),
    others: instrumentId === undefined ? [] : [{ sql: 'instrument_id = ?', values: [instrumentId] }],
  };
}

function wantedStatuses({ statuses, activeOnly }: OrderFilter): readonly OrderStatus[] | undefined {
  if (activeOnly !== true) return statuses;
  return statuses === undefined ? activeStatuses : statuses.filter(isActive);
}

/** As the generated column `symbol`, whose index serves the filter as well as the sort. */
function symbolOf(instrument: InstrumentId): string {
  return instrument.slice(instrument.indexOf(':') + 1);
}
