import { useEffect, useState } from 'react';
import { useFormat } from '#renderer/controls/use-format.ts';
import { ageText } from '#renderer/words/warning-words.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { StalePriceMark } from '#renderer/controls/stale-mark.tsx';
import { useWatchedQuotes } from '#renderer/core/quote-watch-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type MarketLinesProps = {
  readonly instrumentId: string;
  /** When the estimate beside it was made. */
  readonly estimatedAt: number;
};

/** The market as it is while the trader decides, and how old what is shown is. */
export function MarketLines({ instrumentId, estimatedAt }: MarketLinesProps) {
  const say = useSay();
  const format = useFormat();
  const now = useSeconds();
  const instrument = useLiveStore((state) => state.instruments[instrumentId]);
  const quote = useLiveStore((state) => state.quotes[instrumentId]);
  useWatchedQuotes([instrumentId]);
  return (
    <>
      <dl className={classes['summary']} aria-label={say('ticket.marketNow')}>
        <div>
          <dt>{say('ticket.bidAskNow')}</dt>
          <dd className="td-number">
            {format.price(quote?.bid, instrument)} / {format.price(quote?.ask, instrument)}{' '}
            {instrument?.quote}
          </dd>
        </div>
      </dl>
      <p className={classes['age']}>
        {say(quote === undefined ? 'ticket.estimatedAgoNoQuote' : 'ticket.estimatedAgo', {
          age: ageText(now - estimatedAt),
        })}{' '}
        <StalePriceMark instrumentId={instrumentId} />
      </p>
    </>
  );
}

/** The time, told each second. */
function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
