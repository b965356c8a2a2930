import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import type { UnpricedInfo } from '#src/contract/prices.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { DifferingBalance } from './differing-balance.tsx';
import { GivePrice } from '#renderer/trading/give-price.tsx';
import { GivenPrices } from './given-prices.tsx';
import classes from '#renderer/trading/to-settle.module.css';

/** So many stand there at once: an imported history may hold hundreds. */
const few = 4;

/** What the valuation lacks and where statements say otherwise, each with its ways out, and what was given before. */
export function ToSettle({ valuation }: { readonly valuation: ValuationInfo }) {
  const say = useSay();
  const instruments = useLiveStore((state) => state.instruments);
  const [all, setAll] = useState(false);
  const { missing, given = [], currency: into } = valuation;
  const lacking: readonly UnpricedInfo[] = [
    ...(missing?.instrumentIds ?? []).map((instrumentId) => ({ kind: 'instrument', instrumentId }) as const),
    ...(missing?.currencies ?? []).map((currency) => ({ kind: 'currency', currency, into }) as const),
  ];
  const differing = valuation.statements?.differing ?? [];
  if (lacking.length === 0 && given.length === 0 && differing.length === 0) return null;
  const shown = all ? lacking : lacking.slice(0, few);
  return (
    <section aria-label={say('price.toSettle')} className={classes['settle']}>
      {lacking.length + differing.length > 0 && <h3>{say('price.toSettle')}</h3>}
      <ul>
        {differing.slice(0, all ? differing.length : few).map((balance) => (
          <DifferingBalance key={balance.id} balance={balance} portfolioId={valuation.portfolioId} />
        ))}
        {shown.map((of) => (
          <li key={keyOf(of)}>
            <GivePrice of={of} name={nameOf(of)} time={valuation.time} />
          </li>
        ))}
      </ul>
      {!all && Math.max(lacking.length, differing.length) > few && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {say('price.showAll', { count: lacking.length + differing.length })}
        </Button>
      )}
      <GivenPrices given={given} nameOf={nameOf} time={valuation.time} />
    </section>
  );

  function nameOf(of: UnpricedInfo): string {
    return of.kind === 'currency' ? `${of.currency}/${of.into}` : symbolOf(of.instrumentId, instruments);
  }
}

function keyOf(of: UnpricedInfo): string {
  return of.kind === 'currency' ? of.currency : of.instrumentId;
}
