import { Worker } from 'node:worker_threads';

import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { createBackoff, type BackoffLimits } from '#src/infrastructure/venues/backoff.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedError, FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createPending } from './pending.ts';
import {
  fromInstrumentMessage,
  type CandlesAnswer,
  type FeedChoice,
  type FromWorker,
  type InstrumentsAnswer,
  type ToWorker,
} from './worker-messages.ts';

export type WorkerFeedNeeds = FeedChoice & {
  /** The worker's module: its source in tests, the built file in the program. */
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly log: Log;
};

type Watch = {
  readonly listeners: Set<(update: MarketUpdate) => void>;
  last: MarketUpdate | undefined;
};

const restartLimits: BackoffLimits = { firstMs: 500, ceilingMs: 30_000 };
const closeTimeoutMs = 2_000;

/**
 * A feed in a thread of its own. When the thread dies the feed is offline, what was asked is answered as unavailable,
 * and a new thread takes over the watches.
 */
export function createWorkerFeed({ workerUrl, clock, log, ...choice }: WorkerFeedNeeds): MarketDataFeed {
  const { venue } = choice;
  const backoff = createBackoff(restartLimits);
  const watches = new Map<InstrumentId, Watch>();
  const stateListeners = new Set<(state: FeedState) => void>();
  const instruments = createPending<InstrumentsAnswer>(err(unavailable()));
  const books = createPending<FromWorkerBook>(undefined);
  const candles = createPending<CandlesAnswer>(err(unavailable()));
  let state: FeedState = { status: 'connecting', since: clock.now(), reason: 'starting' };
  let worker: Worker | undefined;
  let cancelRestart: (() => void) | undefined;
  let closing: Promise<void> | undefined;

  function become(next: FeedState): void {
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function start(): void {
    const thread = new Worker(workerUrl, { workerData: choice });
    let failure: string | undefined;
    worker = thread;
    thread.on('message', onMessage);
    thread.on('error', (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    thread.on('exit', (code) => onExit(failure ?? `exit code ${code}`));
    for (const instrument of watches.keys()) post({ type: 'watch', instrument });
  }

  function onExit(reason: string): void {
    worker = undefined;
    instruments.fail();
    books.fail();
    candles.fail();
    for (const watch of watches.values()) watch.last = undefined;
    if (closing !== undefined) {
      become({ status: 'offline', since: clock.now(), reason: 'closed' });
      return;
    }
    const wait = backoff.next();
    log.error('the market data worker stopped', { venue, reason, wait });
    become({
      status: 'offline',
      since: clock.now(),
      reason: `the market data worker stopped (${reason}); starting again in ${(wait / 1000).toFixed(1)} s`,
    });
    cancelRestart = clock.after(wait, start);
  }

  function onMessage(message: FromWorker): void {
    switch (message.type) {
      case 'state':
        if (message.state.status === 'live') backoff.reset();
        become(message.state);
        return;
      case 'update': {
        const watch = watches.get(message.instrument);
        if (watch === undefined) return;
        watch.last = message.update;
        for (const listener of watch.listeners) listener(message.update);
        return;
      }
      case 'instruments':
        instruments.answer(message.id, message.answer);
        return;
      case 'book':
        books.answer(message.id, message.answer);
        return;
      case 'candles':
        candles.answer(message.id, message.answer);
        return;
      case 'log':
        log[message.level](message.message, message.fields);
    }
  }

  function post(message: ToWorker): void {
    worker?.postMessage(message);
  }

  function assertOwn(instrument: InstrumentId): void {
    if (!instrument.startsWith(`${venue}:`))
      throw new TypeError(`${instrument} is not an instrument of ${venue}`);
  }

  async function end(): Promise<void> {
    cancelRestart?.();
    const thread = worker;
    if (thread === undefined) {
      become({ status: 'offline', since: clock.now(), reason: 'closed' });
      return;
    }
    const exited = new Promise((resolve) => {
      thread.once('exit', resolve);
    });
    const endTimer = clock.after(closeTimeoutMs, () => void thread.terminate());
    post({ type: 'close' });
    await exited;
    endTimer();
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
      const answer = await instruments.ask(worker !== undefined, (id) => post({ type: 'instruments', id }));
      return answer.ok ? ok(answer.value.map(fromInstrumentMessage)) : answer;
    },
    watch(instrument, listener) {
      assertOwn(instrument);
      // Wrapped, so that the same function watching twice is two watchers.
      const entry = (update: MarketUpdate) => listener(update);
      const watch = watches.get(instrument) ?? { listeners: new Set(), last: undefined };
      const { last } = watch;
      watch.listeners.add(entry);
      if (!watches.has(instrument)) {
        watches.set(instrument, watch);
        post({ type: 'watch', instrument });
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
        post({ type: 'unwatch', instrument });
      };
    },
    async book(instrument) {
      assertOwn(instrument);
      return books.ask(worker !== undefined, (id) => post({ type: 'book', id, instrument }));
    },
    async candles(instrument, interval, from, to) {
      assertOwn(instrument);
      const request = { instrument, interval, from, to };
      return candles.ask(worker !== undefined, (id) => post({ type: 'candles', id, request }));
    },
    async close() {
      closing ??= end();
      await closing;
    },
  };
}

type FromWorkerBook = Extract<FromWorker, { readonly type: 'book' }>['answer'];

function unavailable(): FeedError {
  return { code: 'FEED_UNAVAILABLE', reason: 'the market data worker is not running' };
}
