import { useShallow } from 'zustand/react/shallow';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { directionOf } from '#renderer/format/money.ts';
import { changeShare } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useTakePrice } from '#renderer/trading/use-take-price.ts';
import { TickingPrice } from '#renderer/panels/watchlist/ticking-price.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type QuoteCellProps = { readonly instrument: InstrumentInfo };

/** Each cell follows the one value that it shows: a quote renders the cells that it changes, and no row. */
export function LastCell({ instrument }: QuoteCellProps) {
  const last = useLiveStore((state) => state.quotes[instrument.id]?.last);
  return <TickingPrice key={instrument.id} price={last} instrument={instrument} />;
}

export function DayChangeCell({ instrument }: QuoteCellProps) {
  const format = useFormat();
  const [last, previousClose] = useLiveStore(
    useShallow((state) => {
      const quote = state.quotes[instrument.id];
      return [quote?.last, quote?.previousClose] as const;
    }),
  );
  const change = changeShare(last, previousClose);
  return <span className={`td-number td-${directionOf(change)}`}>{format.signedPercent(change)}</span>;
}

const sides = { bid: 'Bid', ask: 'Ask' } as const;

/** A click puts the price into the ticket. */
export function PriceCell({ instrument, side }: QuoteCellProps & { readonly side: keyof typeof sides }) {
  const say = useSay();
  const format = useFormat();
  const takePrice = useTakePrice();
  const price = useLiveStore((state) => state.quotes[instrument.id]?.[side]);
  const text = format.price(price, instrument);
  return (
    <button
      type="button"
      className={classes['price']}
      data-side={sides[side]}
      tabIndex={-1}
      disabled={price === undefined}
      aria-label={say(side === 'bid' ? 'watchlist.useBid' : 'watchlist.useAsk', {
        price: text,
        symbol: instrument.symbol,
      })}
      onClick={(event) => {
        event.stopPropagation();
        if (price !== undefined) takePrice(instrument.id, price);
      }}
    >
      {text}
    </button>
  );
}
