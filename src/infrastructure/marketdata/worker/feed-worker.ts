import { parentPort, workerData } from 'node:worker_threads';

import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { toInstrumentMessage, type FeedChoice, type FromWorker, type ToWorker } from './worker-messages.ts';

/** The entry of a feed's thread: it hosts one feed and speaks for it over the thread's port. */

if (parentPort === null) throw new Error('the feed worker must be started as a worker thread');
const port = parentPort;
const log: Log = {
  info: (message, fields) => post({ type: 'log', level: 'info', message, fields }),
  warn: (message, fields) => post({ type: 'log', level: 'warn', message, fields }),
  error: (message, fields) => post({ type: 'log', level: 'error', message, fields }),
};
const clock = createSystemClock();
const feed = await openFeed(workerData);
const watches = new Map<InstrumentId, () => void>();

feed.onState((state) => post({ type: 'state', state }));
post({ type: 'state', state: feed.state() });
port.on('message', (message: ToWorker) => {
  handle(message).catch((error: unknown) =>
    log.error('the feed failed', { request: message.type, error: String(error) }),
  );
});

/** Loaded on demand: a thread pays only for the venue that it hosts. */
async function openFeed(choice: FeedChoice): Promise<MarketDataFeed> {
  if (choice.kind === 'binance') {
    const { createBinanceFeed } = await import('#src/infrastructure/marketdata/binance/binance-feed.ts');
    return createBinanceFeed({ config: choice.config, clock, log });
  }
  const { createSimulatedFeed } = await import('#src/infrastructure/marketdata/simulated/simulated-feed.ts');
  return createSimulatedFeed(choice.config, clock);
}

async function handle(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'watch': {
      const { instrument } = message;
      watches.get(instrument)?.();
      watches.set(
        instrument,
        feed.watch(instrument, (update) => post({ type: 'update', instrument, update })),
      );
      return;
    }
    case 'unwatch':
      watches.get(message.instrument)?.();
      watches.delete(message.instrument);
      return;
    case 'instruments': {
      const answer = await feed.instruments().catch(failed);
      post({
        type: 'instruments',
        id: message.id,
        answer: answer.ok ? ok(answer.value.map(toInstrumentMessage)) : answer,
      });
      return;
    }
    case 'book': {
      const answer = await feed.book(message.instrument);
      post({ type: 'book', id: message.id, answer });
      return;
    }
    case 'candles': {
      const { instrument, interval, from, to } = message.request;
      const answer = await feed.candles(instrument, interval, from, to).catch(failed);
      post({ type: 'candles', id: message.id, answer });
      return;
    }
    case 'close':
      await feed.close();
      port.close();
  }
}

function failed(error: unknown): {
  readonly ok: false;
  readonly error: { code: 'FEED_UNAVAILABLE'; reason: string };
} {
  return err({ code: 'FEED_UNAVAILABLE', reason: String(error) });
}

function post(message: FromWorker): void {
  port.postMessage(message);
}
