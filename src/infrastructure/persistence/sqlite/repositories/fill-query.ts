import type { FillFilter } from '#src/ports/trade-repository.ts';
import { timeRange } from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import type { FilteredQuery, PageIndex } from '#src/infrastructure/persistence/sqlite/paging/page-walk.ts';

const indexes: readonly PageIndex[] = [
  { name: 'fills_time', columns: ['time'] },
  { name: 'fills_order', columns: ['order_id', 'time'] },
  { name: 'fills_instrument', columns: ['instrument_id', 'time'] },
  { name: 'fills_account', columns: ['account_id', 'time'] },
];

/** An empty list of accounts matches nothing. */
export function fillQuery({
  accountIds,
  instrumentId: instrument,
  orderId,
  side,
  from,
  to,
}: FillFilter): FilteredQuery {
  const filters: readonly (readonly [column: string, values: readonly string[] | undefined])[] = [
    ['order_id', orderId && [orderId]],
    ['instrument_id', instrument && [instrument]],
    ['side', side && [side]],
    ['account_id', accountIds],
  ];
  return {
    table: 'fills',
    time: 'time',
    indexes,
    filters: filters.flatMap(([column, values]) => (values === undefined ? [] : [{ column, values }])),
    range: timeRange('time', from, to),
    always: [{ sql: 'voided_by IS NULL', values: [] }],
    others: [],
  };
}
