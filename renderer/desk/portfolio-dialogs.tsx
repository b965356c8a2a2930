import { useEffect } from 'react';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { askActivity, useAskedActivity } from './links/asked-activity.ts';
import { askBaseCurrency, useAskedBaseCurrency } from './links/asked-base-currency.ts';
import { askEntries, useAskedEntries } from './links/asked-entries.ts';
import { askGains, useAskedGains } from './links/asked-gains.ts';
import { askLimits, useAskedLimits } from './links/asked-limits.ts';
import { askRates, useAskedRates } from './links/asked-rates.ts';
import { askSettling, useAskedSettling } from './links/asked-settling.ts';
import { askStatements, useAskedStatements } from './links/asked-statements.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { useWindowPortfolio } from './links/linked-portfolio.ts';

const ActivityDialog = lazyPart(
  async () => (await import('#renderer/pages/activity/activity-dialog.tsx')).ActivityDialog,
);
const BaseCurrencyDialog = lazyPart(
  async () => (await import('#renderer/pages/base-currency/base-currency-dialog.tsx')).BaseCurrencyDialog,
);
const EntriesDialog = lazyPart(
  async () => (await import('#renderer/pages/entries/entries-dialog.tsx')).EntriesDialog,
);
const GainsDialog = lazyPart(
  async () => (await import('#renderer/pages/gains/gains-dialog.tsx')).GainsDialog,
);
const RatesDialog = lazyPart(
  async () => (await import('#renderer/pages/rates/rates-dialog.tsx')).RatesDialog,
);
const SettleDialog = lazyPart(
  async () => (await import('#renderer/pages/activity/settle-dialog.tsx')).SettleDialog,
);
const LimitsDialog = lazyPart(
  async () => (await import('#renderer/pages/limits/limits-dialog.tsx')).LimitsDialog,
);
const StatementsDialog = lazyPart(
  async () => (await import('#renderer/pages/statements/statements-dialog.tsx')).StatementsDialog,
);

/** The dialogs of one portfolio, for whatever asks for them. */
export function PortfolioDialogs() {
  const say = useSay();
  const ofWindow = useWindowPortfolio()?.id;
  const portfolios = useLiveStore((state) => state.portfolios);
  const asked = useAskedLimits((state) => state.portfolioId);
  const { portfolioId, balanceId } = useAskedStatements();
  const activityOf = useAskedActivity((state) => state.portfolioId);
  const active = portfolios.find(({ id }) => id === activityOf);
  const settlingOf = useAskedSettling((state) => state.portfolioId);
  const settled = portfolios.find(({ id }) => id === settlingOf);
  const gainsOf = useAskedGains((state) => state.portfolioId);
  const gained = portfolios.find(({ id }) => id === gainsOf);
  const explained = useAskedEntries((state) => state.asked);
  const ratesAsked = useAskedRates((state) => state.isOpen);
  const measuredOf = useAskedBaseCurrency((state) => state.portfolioId);
  const measured = portfolios.find(({ id }) => id === measuredOf);
  const limited = portfolios.find(({ id }) => id === asked);
  const stated = portfolios.find(({ id }) => id === portfolioId);
  useEffect(
    () => () => {
      closeLimits();
      closeBaseCurrency();
      closeRates();
      closeStatements();
      closeGains();
      closeActivity();
      closeSettling();
      closeEntries();
    },
    [],
  );
  useCommandHandlers({
    'portfolio.limits': () => askLimits(ofWindow),
    'portfolio.activity': () => askActivity(ofWindow),
    'portfolio.gains': () => askGains(ofWindow),
    'portfolio.settle': () => askSettling(ofWindow),
    'portfolio.statements': () => askStatements(ofWindow),
  });
  return (
    <>
      <LazyDialog name={say('command.portfolio.limits')} opened={limited !== undefined} onClose={closeLimits}>
        {limited !== undefined && <LimitsDialog key={limited.id} portfolio={limited} onClose={closeLimits} />}
      </LazyDialog>
      <LazyDialog name={say('rates.title')} opened={ratesAsked} onClose={closeRates}>
        {ratesAsked && <RatesDialog onClose={closeRates} />}
      </LazyDialog>
      <LazyDialog name={say('base.title')} opened={measured !== undefined} onClose={closeBaseCurrency}>
        {measured !== undefined && (
          <BaseCurrencyDialog key={measured.id} portfolio={measured} onClose={closeBaseCurrency} />
        )}
      </LazyDialog>
      <LazyDialog
        name={say('command.portfolio.statements')}
        opened={stated !== undefined}
        onClose={closeStatements}
      >
        {stated !== undefined && (
          <StatementsDialog key={stated.id} portfolio={stated} asked={balanceId} onClose={closeStatements} />
        )}
      </LazyDialog>
      <LazyDialog
        name={say('command.portfolio.activity')}
        opened={active !== undefined}
        onClose={closeActivity}
      >
        {active !== undefined && (
          <ActivityDialog key={keyOf(active)} portfolio={active} onClose={closeActivity} />
        )}
      </LazyDialog>
      <LazyDialog
        name={say('command.portfolio.settle')}
        opened={settled !== undefined}
        onClose={closeSettling}
      >
        {settled !== undefined && (
          <SettleDialog key={keyOf(settled)} portfolio={settled} onClose={closeSettling} />
        )}
      </LazyDialog>
      <LazyDialog name="" opened={explained !== undefined} onClose={closeEntries}>
        {explained !== undefined && <EntriesDialog asked={explained} onClose={closeEntries} />}
      </LazyDialog>
      <LazyDialog name={say('command.portfolio.gains')} opened={gained !== undefined} onClose={closeGains}>
        {gained !== undefined && <GainsDialog key={gained.id} portfolio={gained} onClose={closeGains} />}
      </LazyDialog>
    </>
  );
}

/** In another currency all of it is asked for anew. */
function keyOf({ id, baseCurrency }: PortfolioInfo): string {
  return `${id} ${baseCurrency}`;
}

function closeActivity(): void {
  askActivity(undefined);
}

function closeRates(): void {
  askRates(false);
}

function closeBaseCurrency(): void {
  askBaseCurrency(undefined);
}

function closeSettling(): void {
  askSettling(undefined);
}

function closeEntries(): void {
  askEntries(undefined);
}

function closeGains(): void {
  askGains(undefined);
}

function closeLimits(): void {
  askLimits(undefined);
}

function closeStatements(): void {
  askStatements(undefined);
}
