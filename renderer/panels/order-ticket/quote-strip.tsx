import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useTakePrice } from '#renderer/trading/use-take-price.ts';
import { StalePriceMark } from '#renderer/controls/stale-mark.tsx';
import { useStaleSince } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Best bid and ask with what stands there; a click takes the price. */
export const QuoteStrip = memo(function QuoteStrip({
  instrument,
}: {
  readonly instrument: InstrumentInfo | undefined;
}) {
  const say = useSay();
  const format = useFormat();
  const takePrice = useTakePrice();
  const quote = useLiveStore((state) => (instrument === undefined ? undefined : state.quotes[instrument.id]));
  const staleSince = useStaleSince(instrument?.id);
  const sides = [
    { id: 'Bid', name: say('ticket.bid'), price: quote?.bid, quantity: quote?.bidQuantity },
    { id: 'Ask', name: say('ticket.ask'), price: quote?.ask, quantity: quote?.askQuantity },
  ];
  return (
    <div className={classes['quotes']} data-stale={staleSince !== undefined}>
      {sides.map(({ id, name, price, quantity }) => (
        <UnstyledButton
          key={id}
          className={classes['quote'] ?? ''}
          data-side={id}
          disabled={price === undefined}
          aria-description={say('ticket.usePrice')}
          onClick={() => instrument !== undefined && price !== undefined && takePrice(instrument.id, price)}
        >
          <span className={classes['quoteName']}>{name}</span>
          <span className={`td-number ${classes['quotePrice']}`}>{format.price(price, instrument)}</span>
          <span className={`td-number ${classes['quoteSize']}`}>{format.volume(quantity, instrument)}</span>
        </UnstyledButton>
      ))}
      <StalePriceMark instrumentId={instrument?.id} />
    </div>
  );
});
