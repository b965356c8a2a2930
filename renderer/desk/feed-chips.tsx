import { feedReasonWords } from '#renderer/words/coded-words.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useOutage } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import classes from './feed-chips.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** Whether the prices on the screen are the market's, and since when. */
export function FeedChips() {
  const say = useSay();
  const format = useFormat();
  const feeds = useLiveStore((state) => state.feeds);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const outage = useOutage();
  return (
    <div className={classes['chips']} role="status" aria-label={say('connection.chips')}>
      {outage !== undefined && (
        <span className={classes['chip']} data-status="offline">
          {say(`connection.chip_${outage.cause}`)}
        </span>
      )}
      {connected && outage === undefined && feeds.length === 0 && (
        <span className={classes['chip']} data-status="offline">
          {say('connection.offline')}
        </span>
      )}
      {connected &&
        outage === undefined &&
        feeds.map((feed) => (
          <span
            key={feed.venue}
            className={classes['chip']}
            data-status={feed.status}
            title={
              feedReasonWords(feed, format) ?? say('connection.since', { time: format.dateTime(feed.since) })
            }
          >
            {feedWords(venueName(feed.venue), feed, format)}
          </span>
        ))}
    </div>
  );
}
