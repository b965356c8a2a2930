import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { closedPositionColumns } from '#renderer/trading/position-columns.tsx';
import { positionId, positionName } from '#renderer/trading/position-name.ts';
import type { CountedTime } from '#renderer/panels/results/counted-time.tsx';
import { useShowOrders } from '#renderer/panels/results/use-show-orders.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useFollow, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import type { GridQuery, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import classes from './results.module.css';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type StrategyTripsProps = {
  readonly strategy: string;
  readonly portfolioId: string;
  readonly time: CountedTime;
  /** Another number with each that closes: then the pages are asked for again. */
  readonly closed: number;
  readonly onBack: () => void;
};

const lastClosedFirst = initialView({ id: 'closedAt', descending: true });
const nothingLive: readonly never[] = [];
/** Nothing is closed or noted in a round trip that has ended. */
const ended = { close: () => undefined, protect: undefined };

/** The portfolios that a strategy trades in, and its round trips in the one that is shown. */
export function StrategyTrips({ strategy, portfolioId, time, closed, onBack }: StrategyTripsProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const { from, until } = time;
  const portfolios = useAnswer('portfolio.ofStrategy', { strategy }, closed);
  const showOrders = useShowOrders();
  const here = usePlace();
  const follow = useFollow();
  const columns = useMemo(
    () => closedPositionColumns({ instruments, accounts, format, ...ended }),
    [instruments, accounts, format],
  );
  const plan = useCallback(
    ({ sort }: GridQuery<PositionInfo>): PagePlan<PositionInfo> => ({
      request: { portfolioId, strategy, from, until, closed },
      sorted: sort.id === 'closedAt' && sort.descending,
      fetchPage: async (page) =>
        client.call('positions.ofStrategy', {
          portfolioId,
          strategy,
          from,
          ...(until !== undefined && { until }),
          ...page,
        }),
    }),
    [client, portfolioId, strategy, from, until, closed],
  );
  const names = portfolios?.ok === true ? portfolios.value.map(({ name }) => name).join(', ') : '';
  return (
    <div className={classes['panel']}>
      <DataGrid
        name={say('position.tripsOf', { strategy })}
        viewKey={panelKey(here, 'results-trips')}
        initialView={lastClosedFirst}
        columns={columns}
        idOf={positionId}
        nameOf={(position) => positionName(position, instruments, format)}
        source={{ kind: 'paged', plan, live: nothingLive, updatedAt }}
        empty={<p>{say('position.noneOfStrategy')}</p>}
        toolbar={
          <>
            <Button variant="default" size="compact-xs" data-autofocus onClick={onBack}>
              {say('position.allStrategies')}
            </Button>
            <Button variant="default" size="compact-xs" onClick={() => showOrders(strategy)}>
              {say('position.itsOrders')}
            </Button>
          </>
        }
        onOpen={({ instrumentId }) => follow({ instrumentId })}
      />
      <p role="note" className={classes['note']}>
        {names === ''
          ? say.rich('position.tripsNote', { strategy, strong })
          : say.rich('position.tripsNoteIn', { strategy, portfolios: names, strong })}
      </p>
    </div>
  );
}

function updatedAt(position: PositionInfo): number {
  return position.updatedAt;
}
