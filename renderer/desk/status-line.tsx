import { useActiveOrderCount } from '#renderer/core/active-orders.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/core/venue-name.ts';
import classes from './status-line.module.css';

const money = {
  demo: 'Demo: simulated market, no real money',
  paper: 'Paper: orders never leave this machine, no real money',
  live: 'LIVE: orders go to the venue with real money',
};

export function StatusLine() {
  const format = useFormat();
  const workspace = useLiveStore((state) => state.workspace);
  const feeds = useLiveStore((state) => state.feeds);
  const work = useLiveStore((state) => Object.values(state.progress)[0]);
  const zone = usePreferencesStore((state) => state.timeZone);
  const activeOrders = useActiveOrderCount();
  return (
    <footer className={classes['line']} aria-label="Status">
      {workspace !== undefined && <span>{money[workspace.kind]}</span>}
      {feeds
        .filter((feed) => feed.status !== 'live')
        .map((feed) => {
          const words = `${venueName(feed.venue)} ${feedWords(feed, format)}`;
          const text = feed.reason === undefined ? words : `${words}: ${feed.reason}`;
          return (
            <span key={feed.venue} className={classes['feed']} title={text}>
              {text}
            </span>
          );
        })}
      <span className={classes['space']} />
      {work !== undefined && (
        <span role="status">
          {work.label} {work.total === 0 ? '' : `${Math.floor((100 * work.done) / work.total)}%`}
        </span>
      )}
      <span>{activeOrders === 1 ? '1 active order' : `${activeOrders} active orders`}</span>
      <span>{zone === 'utc' ? 'Times in UTC' : 'Local times'}</span>
    </footer>
  );
}
