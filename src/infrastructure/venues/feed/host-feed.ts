import type { MessagePort } from 'node:worker_threads';

import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { Venue } from '#src/ports/venue.ts';
import { toInstrumentMessage, type FeedChoice, type FromWorker, type ToWorker } from './worker-messages.ts';

/** The work of a feed's thread: it hosts the feed of one of the venues, and speaks for it over the thread's port. */
export async function hostFeed(
  venues: readonly Venue[],
  choice: FeedChoice,
  port: MessagePort,
  clock: Clock,
): Promise<void> {
  const log: Log = {
    info: (message, fields) => post({ type: 'log', level: 'info', message, fields }),
    warn: (message, fields) => post({ type: 'log', level: 'warn', message, fields }),
    error: (message, fields) => post({ type: 'log', level: 'error', message, fields }),
  };
  const venue = venues.find(({ id }) => id === choice.venue);
  if (venue === undefined) throw new RangeError(`there is no venue ${choice.venue}`);
  const { settings, environment } = choice;
  const feed = await venue.openFeed({ settings, environment, clock, log });
  const watches = new Map<InstrumentId, () => void>();

  feed.onState((state) => post({ type: 'state', state }));
  post({ type: 'state', state: feed.state() });
  port.on('message', (message: ToWorker) => {
    handle(message).catch((error: unknown) =>
      log.error('the feed failed', { request: message.type, error: String(error) }),
    );
  });

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
        const { id, instrument } = message;
        const answer = await feed.book(instrument).catch((error: unknown) => {
          log.warn('a book could not be read', { instrument, error: String(error) });
          return undefined;
        });
        post({ type: 'book', id, answer });
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

  function post(message: FromWorker): void {
    port.postMessage(message);
  }
}

function failed(error: unknown): {
  readonly ok: false;
  readonly error: { code: 'FEED_UNAVAILABLE'; reason: string };
} {
  return err({ code: 'FEED_UNAVAILABLE', reason: String(error) });
}
