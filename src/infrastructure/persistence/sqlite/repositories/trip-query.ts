import type { AccountId } from '#src/domain/ids.ts';
import type { TripFilter } from '#src/ports/position-repository.ts';
import { timeRange } from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import type { Keyset } from '#src/infrastructure/persistence/sqlite/paging/keyset.ts';
import type { FilteredQuery, PageIndex } from '#src/infrastructure/persistence/sqlite/paging/page-walk.ts';

export const lastClosedFirst: Keyset = {
  name: 'closed positions of accounts',
  columns: ['closed_at', 'seq'],
  direction: 'descending',
};

const indexes: readonly PageIndex[] = [
  { name: 'positions_closed', columns: ['closed_at'] },
  { name: 'positions_group', columns: ['account_id', 'instrument_id', 'closed_at'], few: ['account_id'] },
];

/** Closed round trips; what came and went again without a trade is none. An empty list of accounts matches nothing. */
export function tripQuery(
  accountIds: readonly AccountId[],
  { instrumentId, side, from, to }: TripFilter,
): FilteredQuery {
  const filters: readonly (readonly [column: string, values: readonly string[] | undefined])[] = [
    ['instrument_id', instrumentId && [instrumentId]],
    ['side', side && [side]],
    ['account_id', accountIds],
  ];
  return {
    table: 'positions',
    time: 'closed_at',
    indexes,
    filters: filters.flatMap(([column, values]) => (values === undefined ? [] : [{ column, values }])),
    range: timeRange('closed_at', from, to),
    always: [{ sql: 'closed_at IS NOT NULL AND has_traded', values: [] }],
    others: [],
  };
}
