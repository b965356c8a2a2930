import { useFormat } from '#renderer/controls/use-format.ts';
import { useOutage } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { feedReasonWords } from '#renderer/words/coded-words.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import classes from './feed-notice.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Where prices stand: says that they are not the market's of this moment, and since when. */
export function FeedNotice() {
  const say = useSay();
  const format = useFormat();
  const feeds = useLiveStore((state) => state.feeds);
  const outage = useOutage();
  const anyPrice = useLiveStore((state) => Object.keys(state.quotes).length > 0);
  const old = feeds.find((feed) => feed.status !== 'live');
  if (outage !== undefined) {
    return (
      <p className={classes['notice']}>
        {say('connection.staleSince', { time: format.moment(outage.since) })}
      </p>
    );
  }
  if (feeds.length === 0) {
    const prices = anyPrice ? 'connection.offlinePrices' : 'connection.offlineNoPrice';
    return <p className={classes['notice']}>{say(prices)}</p>;
  }
  if (old === undefined) return <AskingNotice />;
  const told = anyPrice ? 'connection.noticePrices' : 'connection.noticeNoPrice';
  const key = old.status === 'connecting' ? 'connection.noticeConnecting' : told;
  return (
    <p className={classes['notice']}>{say(key, { feed: feedWords(venueName(old.venue), old, format) })}</p>
  );
}

/** Prices come, and what is asked of their venue does not. */
function AskingNotice() {
  const format = useFormat();
  const troubled = useLiveStore((state) => state.feeds.find(({ asking }) => asking !== undefined));
  if (troubled === undefined) return null;
  return <p className={classes['notice']}>{feedReasonWords(troubled, format)}</p>;
}
