import { useLayoutEffect, useRef } from 'react';
import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { flash } from '#renderer/panels/watchlist/flash.ts';
import classes from '#renderer/panels/watchlist/watchlist.module.css';

type TickingPriceProps = { readonly price: string | undefined; readonly instrument: InstrumentInfo };

/** Flashes for a moment with each change, unless the trader wants it still. */
export function TickingPrice({ price, instrument }: TickingPriceProps) {
  const format = useFormat();
  const shown = useRef<HTMLSpanElement>(null);
  const before = useRef(price);
  useLayoutEffect(() => {
    const direction = directionFrom(before.current, price);
    before.current = price;
    const isMarked = direction !== 'none' && usePreferencesStore.getState().flashPrices;
    if (isMarked && shown.current !== null) flash(shown.current, direction);
  }, [price]);
  return (
    <span ref={shown} className={classes['tick']}>
      {format.price(price, instrument)}
    </span>
  );
}

function directionFrom(before: string | undefined, after: string | undefined): 'up' | 'down' | 'none' {
  if (before === undefined || after === undefined) return 'none';
  const order = Decimal.from(after).compare(Decimal.from(before));
  if (order === 0) return 'none';
  return order > 0 ? 'up' : 'down';
}
