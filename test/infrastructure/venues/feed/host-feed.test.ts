import { MessageChannel } from 'node:worker_threads';

import { expect, it, onTestFinished } from 'vitest';

import { venueId } from '#src/domain/ids.ts';
import { createAsk } from '#src/infrastructure/threads/ask.ts';
import { askingOver, servingOver } from '#src/infrastructure/threads/message-port.ts';
import { serve } from '#src/infrastructure/threads/serve.ts';
import type { FeedThread } from '#src/infrastructure/venues/feed/feed-thread.ts';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';
import type { Venue } from '#src/ports/venue.ts';
import { coin, ladder, noon } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';

const faultyVenue: Venue = {
  id: venueId('test'),
  label: 'Test',
  kind: 'exchange',
  environments: ['live'],
  async openFeed({ log }) {
    log.warn('opened with a warning');
    return {
      ...createFakeFeed(coin.id, ladder),
      book: () => Promise.reject(new Error('the book broke')),
    };
  },
};

async function hosted() {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const choice = { venue: venueId('test'), settings: undefined, environment: 'live' } as const;
  serve(servingOver(port2), await hostFeed([faultyVenue], choice, createFakeClock(noon)));
  return createAsk<FeedThread>(askingOver(port1));
}

it('answers a question for a book also where the feed fails', async () => {
  const { ask } = await hosted();
  expect(await ask('book', coin.id)).toMatchObject({ error: { code: 'FAULT', reason: 'the book broke' } });
});

it('tells also what was logged before anybody followed, and then how the feed is', async () => {
  const { ask } = await hosted();
  const stopping = new AbortController();
  const told: unknown[] = [];
  await ask('follow', undefined, {
    signal: stopping.signal,
    onTold(news) {
      told.push(news);
      if (news.type === 'state') stopping.abort();
    },
  });
  expect(told.slice(0, 2)).toMatchObject([
    { type: 'log', message: 'opened with a warning' },
    { type: 'state' },
  ]);
});
