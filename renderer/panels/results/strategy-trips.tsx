import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { closedPositionColumns, positionId, positionName } from '#renderer/trading/position-columns.tsx';
import { useShowOrders } from '#renderer/panels/results/use-show-orders.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { select } from '#renderer/desk/links/selection-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import type { GridQuery, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import classes from './results.module.css';

type StrategyTripsProps = {
  readonly strategy: string;
  readonly portfolioId: string;
  readonly from: number;
  /** How many have closed: the pages are asked for again with each. */
  readonly closed: number;
  readonly onBack: () => void;
};

const lastClosedFirst = initialView({ id: 'closedAt', descending: true });
const nothingLive: readonly PositionInfo[] = [];
/** Nothing is closed or noted in a round trip that has ended. */
const ended = { close: () => undefined, protect: async () => undefined };

/** The portfolios that a strategy trades in, and its round trips in the one that is shown. */
export function StrategyTrips({ strategy, portfolioId, from, closed, onBack }: StrategyTripsProps) {
  const client = useClient();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const portfolios = useAnswer('portfolio.ofStrategy', { strategy }, closed);
  const showOrders = useShowOrders();
  const columns = useMemo(
    () => closedPositionColumns({ instruments, accounts, format, ...ended }),
    [instruments, accounts, format],
  );
  const plan = useCallback(
    ({ sort }: GridQuery<PositionInfo>): PagePlan<PositionInfo> => ({
      request: { portfolioId, strategy, from, closed },
      sorted: sort.id === 'closedAt' && sort.descending,
      fetchPage: async (page) =>
        client.call('positions.ofStrategy', { portfolioId, strategy, from, ...page }),
    }),
    [client, portfolioId, strategy, from, closed],
  );
  const names = portfolios?.ok === true ? portfolios.value.map(({ name }) => name).join(', ') : '';
  return (
    <div className={classes['panel']}>
      <DataGrid
        name={`Round trips of ${strategy}`}
        viewKey="results-trips"
        initialView={lastClosedFirst}
        columns={columns}
        idOf={positionId}
        nameOf={(position) => positionName(position, instruments, format)}
        source={{ kind: 'paged', plan, live: nothingLive, updatedAt }}
        empty={<p>No round trip of this strategy was closed in this time.</p>}
        toolbar={
          <>
            <Button variant="default" size="compact-xs" data-autofocus onClick={onBack}>
              All strategies
            </Button>
            <Button variant="default" size="compact-xs" onClick={() => showOrders(strategy)}>
              Its orders
            </Button>
          </>
        }
        onOpen={(position) => select(position.instrumentId)}
      />
      <p role="note" className={classes['note']}>
        <strong>{strategy}</strong>
        {names !== '' && ` trades in ${names}`}. Round trips in which an order of it was filled, those of
        several strategies too.
      </p>
    </div>
  );
}

function updatedAt(position: PositionInfo): number {
  return position.updatedAt;
}
