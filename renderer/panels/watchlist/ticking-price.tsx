import { useState } from 'react';
import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/panels/watchlist/watchlist.module.css';

type Tick = {
  readonly price: string | undefined;
  readonly direction: 'up' | 'down' | 'none';
  readonly count: number;
};

type TickingPriceProps = { readonly price: string | undefined; readonly instrument: InstrumentInfo };

/** Flashes for a moment with each change: another key is another element, whose animation starts anew. */
export function TickingPrice({ price, instrument }: TickingPriceProps) {
  const format = useFormat();
  const [tick, setTick] = useState<Tick>({ price, direction: 'none', count: 0 });
  if (tick.price !== price) {
    setTick({ price, direction: directionFrom(tick.price, price), count: tick.count + 1 });
  }
  return (
    <span key={tick.count} className={classes['tick']} data-direction={tick.direction}>
      {format.price(price, instrument)}
    </span>
  );
}

function directionFrom(before: string | undefined, after: string | undefined): Tick['direction'] {
  if (before === undefined || after === undefined) return 'none';
  const order = Decimal.from(after).compare(Decimal.from(before));
  if (order === 0) return 'none';
  return order > 0 ? 'up' : 'down';
}
