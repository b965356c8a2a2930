import { alertWords, reasonWords } from '#renderer/words/coded-words.ts';
import { wordsOfParts } from '#renderer/controls/load-words.ts';
import { announce } from '#renderer/controls/announcement-store.ts';
import { createFormat, type Format } from '#renderer/format/format.ts';
import { orderName, tradeName } from '#renderer/words/order-words.ts';
import { type LiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { feedWords } from '#renderer/words/feed-words.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import { say, spoken } from '#renderer/words/say.ts';
import type { Table } from '#renderer/core/table.ts';

/** `sum` is what a burst of one kind is called: "12 fills". */
type News = {
  readonly sum: (count: number) => string;
  readonly words: (format: Format, instruments: LiveState['instruments']) => string;
  readonly urgent?: boolean;
};

type RecordNewsNeeds = {
  readonly tell?: (text: string, urgent: boolean) => void;
  /** Gathers a burst. */
  readonly schedule?: (run: () => void) => void;
};

const burst = 500;
/** More of a kind than these are summed up. */
const saidSingly = 3;

const sums = {
  fill: (count: number) => say('news.fills', { count }),
  ended: (count: number) => say('news.ended', { count }),
  rejected: (count: number) => say('news.rejected', { count }),
  alert: (count: number) => say('news.alerts', { count }),
  feed: (count: number) => say('news.feeds', { count }),
  back: () => say('news.back'),
};

/**
 * Says what happens to the trader's orders and money, and to the connections; never a tick. That the core is lost is
 * said by its own banner. Returns what ends it.
 */
export function startRecordNews({ tell = announce, schedule = soon }: RecordNewsNeeds = {}): () => void {
  let heard: News[] = [];
  let scheduled = false;
  return useLiveStore.subscribe((after, before) => {
    heard.push(...newsOf(before, after));
    if (heard.length === 0 || scheduled) return;
    scheduled = true;
    schedule(() => {
      const all = heard;
      heard = [];
      scheduled = false;
      const { separators, timeZone, privacy } = usePreferencesStore.getState();
      const format = createFormat(separators, timeZone, privacy, spoken()?.locale);
      for (const sum of new Set(all.map((one) => one.sum))) {
        const some = all.filter((one) => one.sum === sum);
        const { instruments } = useLiveStore.getState();
        const lines =
          some.length > saidSingly ? [sum(some.length)] : some.map((one) => one.words(format, instruments));
        for (const line of lines) tell(line, some[0]?.urgent ?? false);
      }
    });
  });
}

function newsOf(before: LiveState, after: LiveState): News[] {
  const news: News[] = [];
  if (before.connection.status === 'lost' && after.connection.status === 'open')
    news.push({ sum: sums.back, words: sums.back });
  // What a snapshot tells has happened before: it is on the screen.
  if (before.snapshots !== after.snapshots) return news;
  return [...news, ...fillsSince(before, after), ...ordersEnded(before, after), ...raised(before, after)];
}

function fillsSince(before: LiveState, after: LiveState): News[] {
  return come(before.fills, after.fills).map((fill) => ({
    sum: sums.fill,
    words: (format, instruments) => say('news.filled', { name: tradeName(fill, instruments, format) }),
  }));
}

/** One that changed once more has been told. */
function come<Row>(before: Table<Row>, after: Table<Row>): readonly Row[] {
  const ids = [...(after.changedSince(before) ?? after.ids())].filter((id) => before.find(id) === undefined);
  return ids.flatMap((id) => after.find(id) ?? []);
}

/** That an order is filled in full, its fills have said. */
function ordersEnded(before: LiveState, after: LiveState): News[] {
  return come(before.ended, after.ended).flatMap((order): News[] => {
    if (order.status === 'FILLED') return [];
    const rejected = order.status === 'REJECTED';
    return [
      {
        sum: rejected ? sums.rejected : sums.ended,
        urgent: rejected,
        words: (format, instruments) => {
          const status = say(`order.status_${order.status}`);
          const name = orderName(order, instruments, format);
          return order.reason === undefined
            ? say('news.orderEnded', { status, name })
            : say('news.orderEndedReason', { status, name, reason: reasonWords(order.reason, format) });
        },
      },
    ];
  });
}

function raised(before: LiveState, after: LiveState): News[] {
  const alerts =
    before.alerts === after.alerts
      ? []
      : after.alerts.filter((alert) => alert.acknowledgedAt === undefined && !before.alerts.includes(alert));
  const feeds = before.feeds === after.feeds ? [] : after.feeds;
  return [
    ...alerts
      .filter((alert) => alert.severity !== 'info')
      .map((alert) => ({
        sum: sums.alert,
        urgent: alert.severity === 'critical',
        words: (format: Format) => say('news.alert', alertWords(alert, format)),
      })),
    ...feeds
      .filter((feed) => before.feeds.find(({ venue }) => venue === feed.venue)?.status !== feed.status)
      .filter((feed) => feed.status !== 'connecting')
      .map((feed) => ({
        sum: sums.feed,
        urgent: feed.status !== 'live',
        words: (format: Format) => feedWords(venueName(feed.venue), feed, format),
      })),
  ];
}

/** Once the words are there in which it is said. */
function soon(run: () => void): void {
  setTimeout(() => {
    wordsOfParts()
      .then(run, () => soon(run))
      .catch(reportError);
  }, burst);
}
