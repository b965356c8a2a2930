import { memo } from 'react';
import { arrowOf, directionOf } from '#renderer/format/money.ts';
import type { Format } from '#renderer/format/format.ts';
import { useFollow } from '#renderer/desk/links/panel.tsx';
import classes from './cells.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** A click makes every linked panel follow. */
export const SymbolCell = memo(function SymbolCell({
  instrumentId,
  symbol,
}: {
  readonly instrumentId: string;
  readonly symbol: string;
}) {
  const say = useSay();
  const follow = useFollow();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes['symbol']}
      title={say('grid.showInPanels', { symbol: instrumentId })}
      onClick={() => follow({ instrumentId })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {symbol}
    </button>
  );
});

export function SideCell({ side }: { readonly side: 'BUY' | 'SELL' }) {
  const say = useSay();
  return (
    <span className={side === 'BUY' ? 'td-buy' : 'td-sell'}>
      {say(side === 'BUY' ? 'order.buy' : 'order.sell')}
    </span>
  );
}

/** `text` is the amount as it is shown, with its sign; `amount` the plain one that gives it colour and arrow. */
export const ProfitCell = memo(function ProfitCell({
  amount,
  text,
  why,
}: {
  readonly amount: string | undefined;
  readonly text: string;
  /** Why it is not known. */
  readonly why?: string | undefined;
}) {
  const direction = directionOf(amount);
  return (
    <span className={`td-number td-${direction}`} title={why}>
      <span className={classes['arrow']} aria-hidden="true">
        {arrowOf(direction)}
      </span>
      {text}
    </span>
  );
});

/** A day of this year without its year, one of another year without seconds: a blotter has little room. */
export const TimeCell = memo(function TimeCell({
  time,
  format,
}: {
  readonly time: number | undefined;
  readonly format: Format;
}) {
  return (
    <span className={classes['dim']} title={format.dateTime(time)}>
      {format.shortTime(time)}
    </span>
  );
});

export function Dim({ children }: { readonly children: string }) {
  return <span className={classes['dim']}>{children}</span>;
}
