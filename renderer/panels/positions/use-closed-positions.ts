import { useCallback, useMemo } from 'react';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { groupings, type GroupBy } from '#src/domain/groupings.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tableOf } from '#renderer/core/table.ts';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import type { GridQuery, GridSource, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import type { GroupsAsk } from '#renderer/grid/use-groups-answer.ts';
import { oneOf, tradeFilter } from '#renderer/trading/order-query.ts';
import { positionId } from '#renderer/trading/position-name.ts';

/** Closed round trips of the portfolio that the panel follows. */
export function useClosedPositions(): GridSource<PositionInfo> {
  const client = useClient();
  const portfolio = useLinkedPortfolio();
  const portfolioId = portfolio?.id;
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const heard = useLiveStore((state) => state.closed);
  // The pages are those of one portfolio.
  const live = useMemo(() => {
    const own = new Set(
      accounts.filter((account) => account.portfolioId === portfolioId).map(({ id }) => id),
    );
    return [
      tableOf(
        heard.list().filter(({ accountId }) => own.has(accountId)),
        positionId,
      ),
    ];
  }, [heard, accounts, portfolioId]);
  const plan = useCallback(
    (query: GridQuery<PositionInfo>): PagePlan<PositionInfo> => {
      const { filter, covers } = tradeFilter(query, instruments, 'closedAt');
      const isAll = Object.keys(filter).length === 0;
      return {
        request: { portfolioId, filter },
        sorted: query.sort.id === 'closedAt' && query.sort.descending,
        covers,
        fetchPage: async (page) =>
          portfolioId === undefined
            ? { ok: false, error: { code: 'NO_WORKSPACE' } }
            : client.call('positions.history', { portfolioId, ...(!isAll && { filter }), ...page }),
      };
    },
    [client, portfolioId, instruments],
  );
  const groups = useCallback(
    (query: GridQuery<PositionInfo>, by: GroupBy, zone: string): GroupsAsk => {
      const { filter } = tradeFilter(query, instruments, 'closedAt');
      return {
        table: 'trips',
        portfolioId: portfolioId ?? 'none',
        filter,
        by: oneOf(groupings.trips, by),
        zone,
      };
    },
    [portfolioId, instruments],
  );
  return { kind: 'paged', plan, live, updatedAt, groups };
}

function updatedAt(position: PositionInfo): number {
  return position.updatedAt;
}
