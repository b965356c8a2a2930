import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { ThreadFault } from '#src/infrastructure/threads/service.ts';
import type { Worker } from '#src/infrastructure/threads/worker.ts';
import { createBackoff, inSeconds, type BackoffLimits } from '#src/infrastructure/venues/backoff.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedError, FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { fromInstrumentMessage, type FeedChoice, type FeedNews, type FeedThread } from './feed-thread.ts';

export type WorkerFeedNeeds = FeedChoice & {
  /** The worker's module: its source in tests, the built file in the program. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
};

type Watch = {
  readonly listeners: Set<(update: MarketUpdate) => void>;
  readonly stopping: AbortController;
  last: MarketUpdate | undefined;
};

type KeptBook = { keepers: number; readonly stopping: AbortController };

const restartLimits: BackoffLimits = { firstMs: 500, ceilingMs: 30_000 };
/** A thread that lasted so long is no part of a storm. */
const provenAfterMs = 30_000;
const closeTimeoutMs = 2_000;
/** Books of a venue that never stop growing end the thread, which is replaced, and not the program. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };
const notRunning: FeedError = {
  code: 'FEED_UNAVAILABLE',
  reason: 'the market data worker is not running',
};

/**
 * A feed in a thread of its own. When the thread dies the feed is offline, what was asked is answered as unavailable,
 * and a new thread takes over the watches.
 */
export function createWorkerFeed({ workerUrl, clock, log, ...choice }: WorkerFeedNeeds): MarketDataFeed {
  const { venue } = choice;
  const backoff = createBackoff(restartLimits);
  const watches = new Map<InstrumentId, Watch>();
  const books = new Map<InstrumentId, KeptBook>();
  const stateListeners = new Set<(state: FeedState) => void>();
  let state: FeedState = { status: 'connecting', since: clock.now(), reason: { code: 'FEED_STARTING' } };
  let thread: Worker<FeedThread> | undefined;
  let running = Promise.resolve();
  let cancelRestart: (() => void) | undefined;
  let closing: Promise<void> | undefined;

  function become(next: FeedState): void {
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function start(): void {
    running = run(openThread<FeedThread>(workerUrl, { given: choice, resourceLimits }));
  }

  /** Until the thread is gone. */
  async function run(started: Worker<FeedThread>): Promise<void> {
    thread = started;
    // One that goes live and dies at once, of what the venue sends it then, would dial it ever so often.
    const endProving = clock.after(provenAfterMs, () => backoff.reset());
    for (const [instrument, watch] of watches) follow(instrument, watch);
    for (const [instrument, book] of books) keep(instrument, book);
    const followed = await started.ask('follow', undefined, { onTold: hear });
    endProving();
    await started.end();
    thread = undefined;
    onEnd(followed.ok ? 'it was closed' : followed.error.reason);
  }

  function follow(instrument: InstrumentId, { stopping: { signal } }: Watch): void {
    thread?.ask('watch', instrument, { signal, onTold: hear }).then(
      (watched) => void (watched.ok || failed(`watching ${instrument}`, watched.error)),
      (fault: unknown) => log.error('an instrument cannot be watched', { instrument, fault }),
    );
  }

  function keep(instrument: InstrumentId, { stopping: { signal } }: KeptBook): void {
    thread?.ask('keepBook', instrument, { signal, onTold: hear }).then(
      (kept) => void (kept.ok || failed(`keeping the book of ${instrument}`, kept.error)),
      (fault: unknown) => log.error('the book of an instrument cannot be kept', { instrument, fault }),
    );
  }

  function onEnd(reason: string): void {
    for (const watch of watches.values()) watch.last = undefined;
    if (closing !== undefined) return;
    const wait = backoff.next();
    log.error('the market data worker stopped', { venue, reason, wait });
    become({
      status: 'offline',
      since: clock.now(),
      reason: { code: 'FEED_WORKER_STOPPED', cause: reason },
      retryIn: inSeconds(wait),
    });
    cancelRestart = clock.after(wait, start);
  }

  function hear(news: FeedNews): void {
    switch (news.type) {
      case 'state':
        become(news.state);
        return;
      case 'update': {
        const watch = watches.get(news.instrument);
        if (watch === undefined) return;
        watch.last = news.update;
        for (const listener of watch.listeners) listener(news.update);
        return;
      }
      case 'log':
        log[news.level](news.message, news.fields);
    }
  }

  /** What the thread could not do is not known. */
  function failed(asked: string, { code, reason }: ThreadFault): FeedError {
    if (code !== 'ENDED') log.warn('the feed failed', { asked, reason });
    return { code: 'FEED_UNAVAILABLE', reason };
  }

  function assertOwn(instrument: InstrumentId): void {
    if (!instrument.startsWith(`${venue}:`))
      throw new TypeError(`${instrument} is not an instrument of ${venue}`);
  }

  async function end(): Promise<void> {
    cancelRestart?.();
    if (thread !== undefined) await endThread(thread);
    become({ status: 'offline', since: clock.now(), reason: { code: 'FEED_CLOSED' } });
  }

  /** One that looks up a name goes when that is answered, and does nothing more until then: the record does not wait for it. */
  async function endThread({ end: ask, kill }: Worker<FeedThread>): Promise<void> {
    const late = Promise.withResolvers<void>();
    const cancelKill = clock.after(closeTimeoutMs, () => {
      kill().catch((fault: unknown) => log.error('the market data worker cannot be ended', { fault }));
      late.resolve();
    });
    await Promise.race([Promise.all([ask(), running]), late.promise]);
    cancelKill();
  }

  start();
  return {
    venue,
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    async instruments() {
      const asked = await thread?.ask('instruments', undefined);
      if (asked === undefined) return err(notRunning);
      if (!asked.ok) return err(failed('instruments', asked.error));
      const answer = asked.value;
      return answer.ok ? ok(answer.value.map(fromInstrumentMessage)) : answer;
    },
    watch(instrument, listener) {
      assertOwn(instrument);
      // Wrapped, so that the same function watching twice is two watchers.
      const entry = (update: MarketUpdate) => listener(update);
      const watch: Watch = watches.get(instrument) ?? {
        listeners: new Set(),
        stopping: new AbortController(),
        last: undefined,
      };
      const { last } = watch;
      watch.listeners.add(entry);
      if (!watches.has(instrument)) {
        watches.set(instrument, watch);
        follow(instrument, watch);
      } else if (last !== undefined) {
        // A quiet market would keep a later watcher waiting.
        queueMicrotask(() => {
          if (watch.listeners.has(entry)) entry({ ...last, trades: [] });
        });
      }
      return () => {
        watch.listeners.delete(entry);
        if (watch.listeners.size > 0 || watches.get(instrument) !== watch) return;
        watches.delete(instrument);
        watch.stopping.abort();
      };
    },
    keepBook(instrument) {
      assertOwn(instrument);
      const book = books.get(instrument) ?? { keepers: 0, stopping: new AbortController() };
      book.keepers += 1;
      if (book.keepers === 1) {
        books.set(instrument, book);
        keep(instrument, book);
      }
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        book.keepers -= 1;
        if (book.keepers > 0) return;
        books.delete(instrument);
        book.stopping.abort();
      };
    },
    async book(instrument) {
      assertOwn(instrument);
      const asked = await thread?.ask('book', instrument);
      if (asked === undefined || asked.ok) return asked?.value;
      failed(`the book of ${instrument}`, asked.error);
      return undefined;
    },
    async candles(instrument, interval, from, to) {
      assertOwn(instrument);
      const asked = await thread?.ask('candles', { instrument, interval, from, to });
      if (asked === undefined) return err(notRunning);
      return asked.ok ? asked.value : err(failed(`candles of ${instrument}`, asked.error));
    },
    async close() {
      closing ??= end();
      await closing;
    },
  };
}
