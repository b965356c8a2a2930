import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { Venue } from '#src/ports/venue.ts';
import { untilStopped } from '#src/infrastructure/threads/serve.ts';
import { ok } from '#src/domain/result.ts';
import { inText } from '#src/domain/in-text.ts';
import type { FeedChoice, FeedNews, FeedThread } from './feed-thread.ts';

/** The work of a feed's thread: it hosts the feed of one of the venues, and speaks for it. */
export async function hostFeed(
  venues: readonly Venue[],
  choice: FeedChoice,
  clock: Clock,
): Promise<FeedThread> {
  /** Until somebody follows. */
  const early: FeedNews[] = [];
  let tell = (news: FeedNews): void => void early.push(news);
  const log: Log = {
    info: (message, fields) => tell({ type: 'log', level: 'info', message, fields }),
    warn: (message, fields) => tell({ type: 'log', level: 'warn', message, fields }),
    error: (message, fields) => tell({ type: 'log', level: 'error', message, fields }),
  };
  const venue = venues.find(({ id }) => id === choice.venue);
  if (venue === undefined) throw new RangeError(`there is no venue ${choice.venue}`);
  const { settings, environment } = choice;
  const feed = await venue.openFeed({ settings, environment, clock, log });
  feed.onState((state) => tell({ type: 'state', state }));

  return {
    async follow(_input, work) {
      ({ tell } = work);
      for (const news of early) tell(news);
      tell({ type: 'state', state: feed.state() });
      await untilStopped(work.signal);
      await feed.close();
    },
    async watch(instrument, work) {
      const stop = feed.watch(instrument, (update) => work.tell({ type: 'update', instrument, update }));
      await untilStopped(work.signal);
      stop();
    },
    async keepBook(instrument, work) {
      const leave = feed.keepBook(instrument);
      await untilStopped(work.signal);
      leave();
    },
    async instruments() {
      const answer = await feed.instruments();
      return answer.ok ? ok(inText(answer.value)) : answer;
    },
    book: (instrument) => feed.book(instrument),
    candles: ({ instrument, interval, from, to }) => feed.candles(instrument, interval, from, to),
  };
}
