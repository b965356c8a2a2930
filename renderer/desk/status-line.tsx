import { percentOf, workWords } from '#renderer/words/work-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { feedReasonWords } from '#renderer/words/coded-words.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import classes from './status-line.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

export function StatusLine() {
  const say = useSay();
  const format = useFormat();
  const workspace = useLiveStore((state) => state.workspace);
  const feeds = useLiveStore((state) => state.feeds);
  const work = useLiveStore((state) => Object.values(state.progress)[0]);
  const zone = usePreferencesStore((state) => state.timeZone);
  const activeOrders = useLiveStore((state) => state.orders.size);
  return (
    <footer className={classes['line']} aria-label={say('desk.status')}>
      {workspace !== undefined && <span>{say(`desk.money_${workspace.kind}`)}</span>}
      {feeds
        .filter((feed) => feed.status !== 'live' || feed.asking !== undefined)
        .map((feed) => {
          const words = feedWords(venueName(feed.venue), feed, format);
          const reason = feedReasonWords(feed, format);
          const text = reason === undefined ? words : say('connection.feedReason', { feed: words, reason });
          return (
            <span key={feed.venue} className={classes['feed']} title={text}>
              {text}
            </span>
          );
        })}
      <span className={classes['space']} />
      {work !== undefined && (
        <span role="status">
          {workWords(work.work)} {work.total === 0 ? '' : format.wholePercent(percentOf(work))}
        </span>
      )}
      <span>{say('desk.activeOrders', { count: activeOrders })}</span>
      <span>{zone === 'utc' ? say('desk.timesUtc') : say('desk.timesLocal')}</span>
    </footer>
  );
}
