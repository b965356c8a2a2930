import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { EquityCurve } from '#renderer/panels/portfolio/equity-curve.tsx';
import { Balances, Figures } from '#renderer/panels/portfolio/figures.tsx';
import { useEquity } from '#renderer/panels/portfolio/use-equity.ts';
import { type Span, spanNames } from '#renderer/trading/spans.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { useSummary } from '#renderer/panels/portfolio/use-summary.ts';
import { useFollow, usePanelState } from '#renderer/desk/links/panel.tsx';
import { askStatements } from '#renderer/desk/links/asked-statements.ts';
import { askBaseCurrency } from '#renderer/desk/links/asked-base-currency.ts';
import { askLimits } from '#renderer/desk/links/asked-limits.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { StaleFiguresMark } from '#renderer/controls/stale-mark.tsx';
import classes from './portfolio.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const FlowsDialog = lazyPart(async () => (await import('./flows-dialog.tsx')).FlowsDialog);

const spanSchema = z.enum(spanNames);
const firstSpan: Span = 'All';

export function PortfolioPanel() {
  const say = useSay();
  const portfolio = useLinkedPortfolio();
  if (portfolio === undefined) {
    return <p className={classes['nothing']}>{say('portfolio.none')}</p>;
  }
  // In another currency everything is asked for anew.
  const { id, baseCurrency } = portfolio;
  return <PortfolioView key={`${id} ${baseCurrency}`} portfolio={portfolio} />;
}

function PortfolioView({ portfolio }: { readonly portfolio: PortfolioInfo }) {
  const say = useSay();
  const { id, baseCurrency, limits } = portfolio;
  const [flowsShown, setFlowsShown] = useState(false);
  const showFlows = useCallback(() => setFlowsShown(true), []);
  const hideFlows = useCallback(() => setFlowsShown(false), []);
  const span = usePanelState('portfolio.span', spanSchema, firstSpan);
  return (
    <div className={classes['panel']}>
      <div className={classes['toolbar']}>
        <PortfolioName portfolio={portfolio} />
        <Button
          variant="default"
          size="compact-xs"
          title={say('base.change')}
          onClick={() => askBaseCurrency(id)}
        >
          {say('portfolio.inCurrency', { currency: baseCurrency })}
        </Button>
        <StaleFiguresMark />
        <Button variant="default" size="compact-xs" onClick={() => askLimits(id)}>
          {say('portfolio.limitsCount', { count: limitCount(limits) })}
        </Button>
        <SegmentedControl
          size="xs"
          className={classes['spans'] ?? ''}
          aria-label={say('portfolio.timeShown')}
          value={span.value}
          onChange={(value) => span.set(spanSchema.parse(value))}
          data={spanNames.map((value) => ({ value, label: say(`portfolio.span${value}`) }))}
        />
        <a
          className={classes['attribution']}
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
        >
          {say('chart.chartsBy')}
        </a>
      </div>
      <LivePortfolio id={id} span={span.value} currency={baseCurrency} onFlows={showFlows} />
      {flowsShown && (
        <LazyDialog name={say('portfolio.flows')} opened onClose={hideFlows}>
          <FlowsDialog portfolio={portfolio} onClose={hideFlows} />
        </LazyDialog>
      )}
    </div>
  );
}

/** As a choice where there are several. */
function PortfolioName({ portfolio: { id, name } }: { readonly portfolio: PortfolioInfo }) {
  const say = useSay();
  const portfolios = useLiveStore((state) => state.portfolios);
  const follow = useFollow();
  if (portfolios.length < 2) {
    return (
      <strong className={classes['name']} title={name}>
        {name}
      </strong>
    );
  }
  return (
    <NativeSelect
      size="xs"
      aria-label={say('portfolio.shown')}
      title={name}
      className={classes['choice'] ?? ''}
      value={id}
      data={portfolios.map((other) => ({ value: other.id, label: other.name }))}
      onChange={(event) => follow({ portfolioId: event.currentTarget.value })}
    />
  );
}

/** How many are set: a portfolio without any says so by its bare name. */
function limitCount(limits: PortfolioInfo['limits']): number {
  return Object.values(limits).filter((limit) => limit !== undefined).length;
}

/** All of the panel that follows the valuation. */
function LivePortfolio({
  id,
  span,
  currency,
  onFlows,
}: {
  readonly id: string;
  readonly span: Span;
  readonly currency: string;
  readonly onFlows: () => void;
}) {
  const say = useSay();
  const { valuation, performance, failure } = useSummary(id, currency);
  const equity = useEquity(id, span, valuation);
  const problem = failure ?? equity.failure;
  return (
    <>
      {problem !== undefined && <FailureNote action={say('portfolio.loading')} failure={problem} />}
      <div
        className={classes['content']}
        tabIndex={0}
        role="group"
        aria-label={say('portfolio.equityAndFigures')}
      >
        <EquityCurve points={equity.points} breaks={equity.breaks} currency={currency} />
        <div className={classes['side']} tabIndex={0} role="group" aria-label={say('portfolio.figures')}>
          <Figures valuation={valuation} performance={performance} currency={currency} onFlows={onFlows} />
          {equity.breaks.length > 0 && (
            <p role="note" className={classes['unknown']}>
              {say('portfolio.interrupted')}
            </p>
          )}
          <Balances balances={valuation?.balances ?? []} onStatements={() => askStatements(id)} />
        </div>
      </div>
    </>
  );
}
