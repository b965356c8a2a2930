import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { feedWords, venueName } from '#renderer/workspace/feed-words.ts';
import classes from '#renderer/workspace/feed-notice.module.css';

/** Where prices stand: says that they are not the market's of this moment, and since when. */
export function FeedNotice() {
  const format = useFormat();
  const feeds = useLiveStore((state) => state.feeds);
  const connection = useLiveStore((state) => state.connection);
  const anyPrice = useLiveStore((state) => Object.keys(state.quotes).length > 0);
  const prices = anyPrice ? 'Prices are the last known.' : 'No price is known.';
  const old = feeds.find((feed) => feed.status !== 'live');
  if (connection.status !== 'open') {
    return <p className={classes['notice']}>Stale since {format.moment(connection.since)}</p>;
  }
  if (feeds.length === 0) return <p className={classes['notice']}>Offline. {prices}</p>;
  if (old === undefined) return null;
  return (
    <p className={classes['notice']}>
      {venueName(old.venue)} {feedWords(old, format)}. {old.status === 'connecting' ? '' : prices}
    </p>
  );
}
