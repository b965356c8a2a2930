import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { tripGroupings } from '#src/domain/groupings.ts';
import { CountedTimeChoice, useCountedTime } from '#renderer/panels/results/counted-time.tsx';
import { ReturnsView } from '#renderer/panels/results/returns-view.tsx';
import { TripResults } from '#renderer/panels/results/trip-results.tsx';
import { StrategyTrips } from '#renderer/panels/results/strategy-trips.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { useFollow, usePanelState } from '#renderer/desk/links/panel.tsx';
import classes from './results.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const viewSchema = z.enum(['groups', 'statistics', 'returns']);
const bySchema = z.enum(tripGroupings);

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
  const choice = useCountedTime(portfolio.id);
  const by = usePanelState('results.by', bySchema, 'strategy');
  const view = usePanelState('results.view', viewSchema, 'groups');
  const closed = useClosedCount();
  const [strategy, setStrategy] = useState<string>();

  if (strategy !== undefined) {
    return (
      <StrategyTrips
        strategy={strategy}
        portfolioId={portfolio.id}
        time={choice.time}
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
          { value: 'groups', label: say('results.groups') },
          { value: 'statistics', label: say('results.statistics') },
          { value: 'returns', label: say('returns.title') },
        ]}
      />
      <CountedTimeChoice choice={choice} />
    </>
  );
  if (view.value === 'returns')
    return <ReturnsView portfolio={portfolio} time={choice.time} toolbar={toolbar} />;
  return (
    <TripResults
      portfolio={portfolio}
      time={choice.time}
      closed={closed}
      by={by.value}
      onBy={by.set}
      view={view.value}
      toolbar={toolbar}
      onStrategy={setStrategy}
    />
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
      classNames={{ input: classes['select'] ?? '' }}
      aria-label={say('position.portfolioCounted')}
      title={name}
      value={id}
      data={portfolios.map((other) => ({ value: other.id, label: other.name }))}
      onChange={(event) => follow({ portfolioId: event.currentTarget.value })}
    />
  );
}

/** Another number with each round trip that closes. */
function useClosedCount(): number {
  return useLiveStore(({ closed }) => closed.size);
}
