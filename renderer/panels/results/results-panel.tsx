import { Menu, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { type Span, spanNames, spans } from '#renderer/trading/spans.ts';
import { resultColumns, resultId, resultName, resultRows } from '#renderer/panels/results/result-columns.tsx';
import { StrategyTrips } from '#renderer/panels/results/strategy-trips.tsx';
import { useShowOrders } from '#renderer/panels/results/use-show-orders.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { useSelectedPortfolio } from '#renderer/desk/links/selected-portfolio.ts';
import { selectPortfolio } from '#renderer/desk/links/selection-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import classes from './results.module.css';

const day = 86_400_000;
const spanSchema = z.enum(spanNames);
const firstSpan: Span = '3M';
const byStrategy = initialView({ id: 'strategy', descending: false });

export function ResultsPanel() {
  const portfolio = useSelectedPortfolio();
  if (portfolio === undefined) {
    return (
      <p className={classes['note']}>No portfolio here yet. An account or an import of fills creates one.</p>
    );
  }
  return <PortfolioResults key={portfolio.id} portfolio={portfolio} />;
}

function PortfolioResults({ portfolio }: { readonly portfolio: PortfolioInfo }) {
  const format = useFormat();
  const span = useSavedState('results.span', spanSchema, firstSpan);
  const from = useFrom(portfolio.id, span.value);
  const closed = useClosedCount();
  const answer = useAnswer('portfolio.results', { portfolioId: portfolio.id, from }, closed);
  const [strategy, setStrategy] = useState<string>();
  const showOrders = useShowOrders();
  const columns = useMemo(() => resultColumns(format), [format]);
  const rows = useMemo(() => (answer?.ok === true ? resultRows(answer.value) : []), [answer]);

  if (strategy !== undefined) {
    return (
      <StrategyTrips
        strategy={strategy}
        portfolioId={portfolio.id}
        from={from}
        closed={closed}
        onBack={() => setStrategy(undefined)}
      />
    );
  }
  return (
    <div className={classes['panel']}>
      {answer?.ok === false && <FailureNote action="Loading the results" failure={answer.error} />}
      <DataGrid
        name="Results by strategy"
        viewKey="results"
        initialView={byStrategy}
        columns={columns}
        idOf={resultId}
        nameOf={resultName}
        source={{ kind: 'local', rows, loading: answer === undefined }}
        empty={
          <p>
            No round trip was closed in this time. One counts here, with its net result, when it is back at
            zero.
          </p>
        }
        toolbar={
          <>
            <PortfolioChoice portfolio={portfolio} />
            <SegmentedControl
              size="xs"
              aria-label="Time counted"
              value={span.value}
              onChange={(value) => span.set(spanSchema.parse(value))}
              data={[...spanNames]}
            />
          </>
        }
        onOpen={(row) => row.strategy !== undefined && setStrategy(row.strategy)}
        onDoubleClick={(row) => row.strategy !== undefined && setStrategy(row.strategy)}
        renderMenu={({ strategy: name }) => (
          <>
            <Menu.Item
              disabled={name === undefined}
              rightSection={<KeyName of="table.open" />}
              onClick={() => setStrategy(name)}
            >
              Show its round trips
            </Menu.Item>
            <Menu.Item disabled={name === undefined} onClick={() => name !== undefined && showOrders(name)}>
              Show its orders
            </Menu.Item>
          </>
        )}
      />
      <p role="note" className={classes['note']}>
        Closed round trips, net of fees, in each currency by itself. One is of the strategy that its orders
        name, whether all of them do or not; one with orders of several counts under “Several strategies”
        only.
      </p>
    </div>
  );
}

function PortfolioChoice({ portfolio: { id, name } }: { readonly portfolio: PortfolioInfo }) {
  const portfolios = useLiveStore((state) => state.portfolios);
  if (portfolios.length < 2) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label="Portfolio counted"
      title={name}
      value={id}
      data={portfolios.map((other) => ({ value: other.id, label: other.name }))}
      onChange={(event) => selectPortfolio(event.currentTarget.value)}
    />
  );
}

/** Moves on with the days, not with the prices. */
function useFrom(portfolioId: string, span: Span): number {
  const [opened] = useState(() => Date.now());
  const today = useLiveStore((state) => Math.floor((state.valuations[portfolioId]?.time ?? opened) / day));
  return Math.max((today + 1) * day - spans[span], 0);
}

/** Grows with each round trip that closes. */
function useClosedCount(): number {
  return useLiveStore(
    ({ positions }) => Object.values(positions).filter(({ closedAt }) => closedAt !== undefined).length,
  );
}
