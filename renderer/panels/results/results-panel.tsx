import { Menu, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { type Span, spanNames, spans } from '#renderer/trading/spans.ts';
import { resultColumns, resultId, resultName, resultRows } from '#renderer/panels/results/result-columns.tsx';
import { ReturnsView } from '#renderer/panels/results/returns-view.tsx';
import { StrategyTrips } from '#renderer/panels/results/strategy-trips.tsx';
import { useShowOrders } from '#renderer/panels/results/use-show-orders.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { useFollow, usePanelState, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import classes from './results.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const day = 86_400_000;
const spanSchema = z.enum(spanNames);
const firstSpan: Span = '3M';
const viewSchema = z.enum(['strategies', 'returns']);
const byStrategy = initialView({ id: 'strategy', descending: false });

export function ResultsPanel() {
  const say = useSay();
  const portfolio = useLinkedPortfolio();
  if (portfolio === undefined) {
    return <p className={classes['note']}>{say('portfolio.none')}</p>;
  }
  return <PortfolioResults key={portfolio.id} portfolio={portfolio} />;
}

function PortfolioResults({ portfolio }: { readonly portfolio: PortfolioInfo }) {
  const say = useSay();
  const format = useFormat();
  const span = usePanelState('results.span', spanSchema, firstSpan);
  const from = useFrom(portfolio.id, span.value);
  const closed = useClosedCount();
  const answer = useAnswer('portfolio.results', { portfolioId: portfolio.id, from }, closed);
  const view = usePanelState('results.view', viewSchema, 'strategies');
  const [strategy, setStrategy] = useState<string>();
  const showOrders = useShowOrders();
  const here = usePlace();
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
  const toolbar = (
    <>
      <PortfolioChoice portfolio={portfolio} />
      <SegmentedControl
        size="xs"
        aria-label={say('returns.view')}
        value={view.value}
        onChange={(value) => view.set(viewSchema.parse(value))}
        data={[
          { value: 'strategies', label: say('returns.byStrategy') },
          { value: 'returns', label: say('returns.title') },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={say('position.timeCounted')}
        value={span.value}
        onChange={(value) => span.set(spanSchema.parse(value))}
        data={spanNames.map((value) => ({ value, label: say(`portfolio.span${value}`) }))}
      />
    </>
  );
  if (view.value === 'returns') return <ReturnsView portfolio={portfolio} from={from} toolbar={toolbar} />;
  return (
    <div className={classes['panel']}>
      {answer?.ok === false && <FailureNote action={say('position.loadingResults')} failure={answer.error} />}
      <DataGrid
        name={say('position.resultsByStrategy')}
        viewKey={panelKey(here, 'results')}
        initialView={byStrategy}
        columns={columns}
        idOf={resultId}
        nameOf={resultName}
        source={{ kind: 'local', rows, loading: answer === undefined }}
        empty={<p>{say('position.noneInTime')}</p>}
        toolbar={toolbar}
        onOpen={(row) => row.strategy !== undefined && setStrategy(row.strategy)}
        onDoubleClick={(row) => row.strategy !== undefined && setStrategy(row.strategy)}
        renderMenu={({ strategy: name }) => (
          <>
            <Menu.Item
              disabled={name === undefined}
              rightSection={<KeyName of="table.open" />}
              onClick={() => setStrategy(name)}
            >
              {say('position.showTrips')}
            </Menu.Item>
            <Menu.Item disabled={name === undefined} onClick={() => name !== undefined && showOrders(name)}>
              {say('position.showOrders')}
            </Menu.Item>
          </>
        )}
      />
      <p role="note" className={classes['note']}>
        {say('position.resultsNote')}
      </p>
    </div>
  );
}

function PortfolioChoice({ portfolio: { id, name } }: { readonly portfolio: PortfolioInfo }) {
  const say = useSay();
  const portfolios = useLiveStore((state) => state.portfolios);
  const follow = useFollow();
  if (portfolios.length < 2) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label={say('position.portfolioCounted')}
      title={name}
      value={id}
      data={portfolios.map((other) => ({ value: other.id, label: other.name }))}
      onChange={(event) => follow({ portfolioId: event.currentTarget.value })}
    />
  );
}

/** Moves on with the days, not with the prices. */
function useFrom(portfolioId: string, span: Span): number {
  const [opened] = useState(() => Date.now());
  const today = useLiveStore((state) => Math.floor((state.valuations[portfolioId]?.time ?? opened) / day));
  return Math.max((today + 1) * day - spans[span], 0);
}

/** Another number with each round trip that closes. */
function useClosedCount(): number {
  return useLiveStore(({ closed }) => closed.size);
}
