import { expect, test } from 'vitest';

import { createLookedAtBooks } from '#src/application/market/looked-at-books.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';

function setUp() {
  const clock = createFakeClock(0);
  const feed = createFakeFeed(coin.id, undefined);
  return { clock, feed, books: createLookedAtBooks(new Map([[coin.venue, feed]]), clock) };
}

test('a book that a ticket asks about is kept once, until a minute after the last time', async () => {
  const { clock, feed, books } = setUp();
  books.lookAt(coin.id);
  await clock.advance(50_000);
  books.lookAt(coin.id);
  await clock.advance(59_000);
  expect(feed.kept()).toBe(1);
  await clock.advance(1_000);
  expect(feed.kept()).toBe(0);
  books.lookAt(coin.id);
  expect(feed.kept()).toBe(1);
});

test('closed, it keeps none, and no timer waits', () => {
  const { clock, feed, books } = setUp();
  books.lookAt(coin.id);
  books.close();
  expect([feed.kept(), clock.pending()]).toEqual([0, 0]);
});
