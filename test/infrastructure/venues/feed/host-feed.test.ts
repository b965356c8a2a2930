import { MessageChannel, type MessagePort } from 'node:worker_threads';

import { expect, it, onTestFinished } from 'vitest';

import { venueId } from '#src/domain/ids.ts';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';
import type { Venue } from '#src/ports/venue.ts';
import { coin, ladder, noon } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';

const faultyVenue: Venue = {
  id: venueId('test'),
  label: 'Test',
  description: 'Has no book when it is asked for one.',
  kind: 'exchange',
  environments: ['live'],
  openFeed: () =>
    Promise.resolve({
      ...createFakeFeed(coin.id, ladder),
      book: () => Promise.reject(new Error('the book broke')),
    }),
};

it('answers a question for a book also where the feed fails', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  await hostFeed(
    [faultyVenue],
    { venue: venueId('test'), settings: undefined, environment: 'live' },
    port2,
    createFakeClock(noon),
  );
  const messages = [nextOf(port1, 'log'), nextOf(port1, 'book')];
  port1.postMessage({ type: 'book', id: 7, instrument: coin.id });
  expect(await Promise.all(messages)).toMatchObject([
    { level: 'warn', fields: { instrument: coin.id } },
    { id: 7, answer: undefined },
  ]);
});

function nextOf(port: MessagePort, type: string): Promise<unknown> {
  return new Promise((resolve) => {
    port.on('message', (message: { readonly type: string }) => {
      if (message.type === type) resolve(message);
    });
  });
}
