import { isActive, activeStatuses, type OrderStatus } from '#src/domain/order.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { OrderFilter, OrderSort } from '#src/ports/order-repository.ts';
import { timeRange } from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import type { Keyset } from '#src/infrastructure/persistence/sqlite/paging/keyset.ts';
import type {
  FilteredQuery,
  PageIndex,
  Periods,
} from '#src/infrastructure/persistence/sqlite/paging/page-walk.ts';
import { storedOrderColumns } from '#src/infrastructure/persistence/sqlite/rows/order-row.ts';

const sortColumns: Record<OrderSort['by'], string | undefined> = {
  time: undefined,
  symbol: 'symbol',
  status: 'status',
  quantity: 'quantity_order',
  price: 'price_order',
};

/** Ties of every sort are in order of time. */
export function orderKeyset({ by, direction }: OrderSort): Keyset {
  const column = sortColumns[by];
  const columns = column === undefined ? ['created_at', 'seq'] : [column, 'created_at', 'seq'];
  return { name: `orders by ${by}`, columns, direction };
}

/** Of the generated column `period`. */
const periodLength = 259_200_000;

const indexes: readonly PageIndex[] = [
  { name: 'orders_time', columns: ['created_at'] },
  { name: 'orders_side', columns: ['side', 'created_at'] },
  { name: 'orders_group', columns: ['account_id', 'status', 'created_at'], few: ['account_id', 'status'] },
  ...indexesOf('group', ['account_id', 'status'], ['symbol', 'quantity', 'price'], ['account_id', 'status']),
  ...indexesOf('period', ['period'], ['symbol', 'quantity', 'price'], ['period']),
  ...indexesOf('symbol', ['symbol'], ['quantity', 'price'], []),
  ...indexesOf('strategy', ['strategy'], ['symbol', 'status', 'quantity', 'price'], ['status']),
];

/** `orders_strategy_price` and the like. */
function indexesOf(
  name: string,
  lead: readonly string[],
  sorts: readonly OrderSort['by'][],
  few: readonly string[],
): readonly PageIndex[] {
  return sorts.map((sort) => ({
    name: `orders_${name}_${sort}`,
    columns: [...lead, sortColumns[sort] ?? sort, 'created_at'],
    few,
  }));
}

/** An empty list of statuses or accounts matches nothing. */
export function orderQuery(filter: OrderFilter): FilteredQuery {
  const { accountIds, instrumentId, symbol, side, strategy } = filter;
  const filters: readonly (readonly [column: string, values: readonly string[] | undefined])[] = [
    ['symbol', symbolsOf(instrumentId, symbol)],
    ['strategy', strategy === undefined ? undefined : [strategy]],
    ['status', wantedStatuses(filter)],
    ['account_id', accountIds],
    ['side', side === undefined ? undefined : [side]],
  ];
  return {
    table: 'orders',
    columns: storedOrderColumns,
    time: 'created_at',
    indexes,
    repeated: ['symbol', 'status'],
    filters: filters.flatMap(([column, values]) => (values === undefined ? [] : [{ column, values }])),
    range: timeRange('created_at', filter.from, filter.to),
    periods: periodsOf(filter),
    always: [],
    others: [
      ...(instrumentId === undefined ? [] : [{ sql: 'instrument_id = ?', values: [instrumentId] }]),
      ...(filter.noStrategy === true ? [{ sql: 'strategy IS NULL', values: [] }] : []),
    ],
  };
}

function wantedStatuses({ statuses, activeOnly }: OrderFilter): readonly OrderStatus[] | undefined {
  if (activeOnly !== true) return statuses;
  return statuses === undefined ? activeStatuses : statuses.filter(isActive);
}

/** As the generated column `symbol`, whose index serves the filter as well as the sort. */
function symbolsOf(
  instrument: InstrumentId | undefined,
  symbol: string | undefined,
): readonly string[] | undefined {
  const own = instrument?.slice(instrument.indexOf(':') + 1);
  if (own !== undefined && symbol !== undefined) return own === symbol ? [symbol] : [];
  const wanted = own ?? symbol;
  return wanted === undefined ? undefined : [wanted];
}

/** The division cuts off towards zero, as SQLite's does: in the order of time, also before 1970. */
function periodsOf({ from = -Infinity, to = Infinity }: OrderFilter): Periods {
  return { column: 'period', first: Math.trunc(from / periodLength), last: Math.trunc(to / periodLength) };
}
