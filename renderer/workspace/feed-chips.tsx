import { Tooltip } from '@mantine/core';
import { feedWords, venueName } from '#renderer/workspace/feed-words.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from '#renderer/workspace/feed-chips.module.css';

/** Whether the prices on the screen are the market's, and since when. */
export function FeedChips() {
  const format = useFormat();
  const feeds = useLiveStore((state) => state.feeds);
  const connection = useLiveStore((state) => state.connection);
  return (
    <div className={classes['chips']} role="status" aria-label="Connection">
      {connection.status !== 'open' && (
        <span className={classes['chip']} data-status="offline">
          Core lost since {format.moment(connection.since)}
        </span>
      )}
      {connection.status === 'open' && feeds.length === 0 && (
        <span className={classes['chip']} data-status="offline">
          offline
        </span>
      )}
      {connection.status === 'open' &&
        feeds.map((feed) => (
          <Tooltip key={feed.venue} label={feed.reason ?? `Since ${format.dateTime(feed.since)}`}>
            <span className={classes['chip']} data-status={feed.status}>
              {venueName(feed.venue)} {feedWords(feed, format)}
            </span>
          </Tooltip>
        ))}
    </div>
  );
}
