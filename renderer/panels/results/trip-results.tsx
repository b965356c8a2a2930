import { Menu, NativeSelect } from '@mantine/core';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { tripGroupings, type TripGrouping } from '#src/domain/groupings.ts';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLocale, useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { formatDuration } from '#renderer/format/duration.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { CountedTime } from './counted-time.tsx';
import { resultColumns } from './result-columns.tsx';
import { resultFigures } from './result-figures.ts';
import { resultId, resultName, resultRows, type ResultRow } from './result-rows.ts';
import { StatisticsView } from './statistics-view.tsx';
import { useResults } from './use-results.ts';
import { useShowOrders } from './use-show-orders.ts';
import classes from './results.module.css';

type TripResultsProps = {
  readonly portfolio: PortfolioInfo;
  readonly time: CountedTime;
  /** Another number with each round trip that closes. */
  readonly closed: number;
  readonly by: TripGrouping;
  readonly onBy: (by: TripGrouping) => void;
  readonly view: 'groups' | 'statistics';
  readonly toolbar: ReactNode;
  /** Leads to the round trips of one. */
  readonly onStrategy: (strategy: string) => void;
};

/** As the rows come: the total first. */
const ownOrder = initialView({ id: 'place', descending: false });
const noTime = { from: 0, until: 0 };
const nothing: readonly never[] = [];

/** What closed round trips brought: in groups, or all of them in figures. */
export function TripResults({ portfolio, time, closed, by, onBy, view, ...props }: TripResultsProps) {
  const say = useSay();
  const format = useFormat();
  const locale = useLocale();
  const separators = usePreferencesStore((state) => state.separators);
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const here = usePlace();
  const showOrders = useShowOrders();
  const curve = useLiveStore((state) => state.valuations[portfolio.id]?.curve ?? 0);
  const answer = useResults({ portfolioId: portfolio.id, ...time, by }, `${closed} ${curve}`);
  const results = answer?.ok === true ? answer.value : undefined;
  const duration = useCallback(
    (milliseconds: number | undefined) => formatDuration(milliseconds, separators, locale ?? 'en'),
    [separators, locale],
  );
  const span = results ?? noTime;
  const needs = useMemo(() => ({ format, duration, span }), [format, duration, span]);
  const columns = useMemo(() => resultColumns(needs), [needs]);
  const rows = useMemo(
    () => resultRows(results?.currencies ?? nothing, by, { accounts, instruments, locale }),
    [results, by, accounts, instruments, locale],
  );
  const estimated = (results?.currencies ?? nothing).reduce((sum, { total }) => sum + total.estimated, 0);
  const isOpened = by === 'weekday' || by === 'hour';
  const failure = answer?.ok === false && (
    <FailureNote action={say('position.loadingResults')} failure={answer.error} />
  );

  if (view === 'statistics') {
    return (
      <StatisticsView
        name={portfolio.name}
        results={results}
        figures={resultFigures(needs)}
        toolbar={props.toolbar}
        empty={
          answer === undefined ? (
            <LoadingPart words={say('position.loadingResults')} />
          ) : (
            failure || <p className={classes['note']}>{say('position.noneInTime')}</p>
          )
        }
      />
    );
  }
  return (
    <div className={classes['panel']}>
      {failure}
      <DataGrid<ResultRow>
        name={say('results.table')}
        viewKey={panelKey(here, 'results')}
        initialView={ownOrder}
        columns={columns}
        idOf={resultId}
        nameOf={resultName}
        source={{ kind: 'local', rows, loading: answer === undefined }}
        empty={<p>{say('position.noneInTime')}</p>}
        toolbar={
          <>
            {props.toolbar}
            <NativeSelect
              size="xs"
              classNames={{ input: classes['select'] ?? '' }}
              aria-label={say('results.groupedBy')}
              value={by}
              onChange={(event) => onBy(groupingOf(event.currentTarget.value))}
              data={tripGroupings.map((value) => ({ value, label: say(`results.by_${value}`) }))}
            />
          </>
        }
        onOpen={({ strategy }) => strategy !== undefined && props.onStrategy(strategy)}
        onDoubleClick={({ strategy }) => strategy !== undefined && props.onStrategy(strategy)}
        {...(by === 'strategy' && {
          renderMenu: ({ strategy: name }) => (
            <>
              <Menu.Item
                disabled={name === undefined}
                rightSection={<KeyName of="table.open" />}
                onClick={() => name !== undefined && props.onStrategy(name)}
              >
                {say('position.showTrips')}
              </Menu.Item>
              <Menu.Item disabled={name === undefined} onClick={() => name !== undefined && showOrders(name)}>
                {say('position.showOrders')}
              </Menu.Item>
            </>
          ),
        })}
      />
      <p role="note" className={classes['note']}>
        {isOpened && results !== undefined
          ? say('results.note_opened', { zone: results.zone })
          : say('results.note')}{' '}
        {by === 'strategy' && say('results.note_strategy')}
        {estimated > 0 && ` ${say('results.estimated', { count: estimated })}`}
      </p>
    </div>
  );
}

function groupingOf(value: string): TripGrouping {
  return tripGroupings.find((grouping) => grouping === value) ?? 'strategy';
}
