import { useFormat } from '#renderer/controls/use-format.ts';
import { useOutage } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/core/venue-name.ts';
import classes from './feed-notice.module.css';

/** Where prices stand: says that they are not the market's of this moment, and since when. */
export function FeedNotice() {
  const format = useFormat();
  const feeds = useLiveStore((state) => state.feeds);
  const outage = useOutage();
  const anyPrice = useLiveStore((state) => Object.keys(state.quotes).length > 0);
  const prices = anyPrice ? 'Prices are the last known.' : 'No price is known.';
  const old = feeds.find((feed) => feed.status !== 'live');
  if (outage !== undefined) {
    return <p className={classes['notice']}>Stale since {format.moment(outage.since)}</p>;
  }
  if (feeds.length === 0) return <p className={classes['notice']}>Offline. {prices}</p>;
  if (old === undefined) return null;
  return (
    <p className={classes['notice']}>
      {venueName(old.venue)} {feedWords(old, format)}. {old.status === 'connecting' ? '' : prices}
    </p>
  );
}
