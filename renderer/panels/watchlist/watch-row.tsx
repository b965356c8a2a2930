import { UnstyledButton } from '@mantine/core';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { directionOf } from '#renderer/format/money.ts';
import { changeShare } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { useTakePrice } from '#renderer/panels/order-ticket/use-take-price.ts';
import { TickingPrice } from '#renderer/panels/watchlist/ticking-price.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { select } from '#renderer/stores/selection-store.ts';

type WatchRowProps = {
  readonly instrument: InstrumentInfo;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly watched: boolean;
  readonly searching: boolean;
  readonly onToggle: (instrument: InstrumentInfo) => void;
};

export function WatchRow({ instrument, index, top, selected, watched, searching, onToggle }: WatchRowProps) {
  const format = useFormat();
  const quote = useLiveStore((state) => state.quotes[instrument.id]);
  const change = changeShare(quote?.last, quote?.previousClose);
  const direction = directionOf(change);
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      tabIndex={-1}
      onClick={() => select(instrument.id)}
      onKeyDown={(event) => event.key === 'Enter' && select(instrument.id)}
    >
      <span
        className={classes['symbol']}
        role="gridcell"
        title={`${instrument.symbol} on ${instrument.venue}`}
      >
        {instrument.symbol}
        <UnstyledButton
          className={classes['toggle'] ?? ''}
          data-shown={searching}
          aria-label={`${watched ? 'Stop watching' : 'Watch'} ${instrument.symbol}`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(instrument);
          }}
        >
          {watched ? '×' : '+'}
        </UnstyledButton>
      </span>
      <span role="gridcell" className="td-number">
        <TickingPrice price={quote?.last} instrument={instrument} />
      </span>
      <PriceCell label="Bid" price={quote?.bid} instrument={instrument} />
      <PriceCell label="Ask" price={quote?.ask} instrument={instrument} />
      <span role="gridcell" className={`td-number td-${direction}`}>
        {format.signedPercent(change)}
      </span>
    </div>
  );
}

type PriceCellProps = {
  readonly label: 'Bid' | 'Ask';
  readonly price: string | undefined;
  readonly instrument: InstrumentInfo;
};

function PriceCell({ label, price, instrument }: PriceCellProps) {
  const format = useFormat();
  const takePrice = useTakePrice();
  const text = format.price(price, instrument);
  return (
    <span role="gridcell" className="td-number">
      <UnstyledButton
        className={classes['price'] ?? ''}
        data-side={label}
        tabIndex={-1}
        disabled={price === undefined}
        aria-label={`${label} ${text} for ${instrument.symbol}: use in the ticket`}
        onClick={(event) => {
          event.stopPropagation();
          if (price !== undefined) takePrice(instrument.id, price);
        }}
      >
        {text}
      </UnstyledButton>
    </span>
  );
}
