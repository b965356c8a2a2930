import { expect, onTestFinished, test } from 'vitest';

import { loadCatalogue } from '#src/application/market/instrument-catalogue.ts';
import { createVenueFeeds } from '#src/application/workspaces/venue-feeds.ts';
import type { WorkspaceChange } from '#src/application/workspaces/workspace-change.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { err, ok } from '#src/domain/result.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { coin, noon } from '#test/domain/matching/matching-fixtures.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const other: Instrument = { ...coin, id: instrumentId('test:OTHER'), symbol: 'OTHER' };

/** A venue whose list is what the test says; it cannot be had while that is undefined. */
async function listedVenue(first: readonly Instrument[] | undefined) {
  const files = await openTemporary(await temporaryWorkspace());
  const catalogue = await loadCatalogue(files.record);
  const clock = createFakeClock(noon);
  const changes: WorkspaceChange[] = [];
  let listed = first;
  let asked = 0;
  const feed = {
    ...createFakeFeed(coin.id, undefined),
    instruments: () => {
      asked += 1;
      return Promise.resolve(
        listed === undefined ? err({ code: 'FEED_UNAVAILABLE', reason: '503' } as const) : ok(listed),
      );
    },
  };
  const venueFeeds = createVenueFeeds({
    feeds: new Map([[coin.venue, feed]]),
    openFeed: () => feed,
    catalogue,
    publish: (change) => void changes.push(change),
    clock,
    log: silent,
    onLearned: () => undefined,
  });
  onTestFinished(() => files.close());
  venueFeeds.follow();
  await clock.advance(0);
  return {
    clock,
    feed,
    venueFeeds,
    asked: () => asked,
    list(next: readonly Instrument[] | undefined): void {
      listed = next;
    },
    known: () => catalogue.list().map(({ symbol, tradable }) => `${symbol} ${tradable}`),
  };
}

test('a list that could not be had is asked for until it comes, each time later', async () => {
  const venue = await listedVenue(undefined);
  await venue.clock.advance(20_000);
  expect(venue.asked()).toBe(3);
  venue.list([coin]);
  await venue.clock.advance(20_000);
  expect(venue.known()).toEqual(['COIN-USDT true']);
  await venue.clock.advance(60_000);
  expect(venue.asked()).toBe(4);
});

test('a venue that can be reached again is asked at once for a list that it owes', async () => {
  const venue = await listedVenue(undefined);
  venue.list([coin]);
  venue.feed.become('connecting');
  venue.feed.become('live');
  await venue.clock.advance(0);
  expect(venue.known()).toEqual(['COIN-USDT true']);
  venue.feed.become('live');
  await venue.clock.advance(0);
  expect(venue.asked()).toBe(2);
});

test('what a venue lists no more is not tradable, until it is listed again', async () => {
  const venue = await listedVenue([coin, other]);
  venue.list([coin]);
  await venue.clock.advance(60 * 60_000);
  expect(venue.known()).toEqual(['COIN-USDT true', 'OTHER false']);
  venue.list([coin, { ...other, tickSize: Decimal.from('0.5') }]);
  await venue.clock.advance(60 * 60_000);
  expect(venue.known()).toEqual(['COIN-USDT true', 'OTHER true']);
});

test('an empty list takes nothing away, and nobody is asked after the end', async () => {
  const venue = await listedVenue([coin]);
  venue.list([]);
  await venue.clock.advance(60 * 60_000);
  expect(venue.known()).toEqual(['COIN-USDT true']);
  venue.venueFeeds.close();
  expect(venue.clock.pending()).toBe(0);
});
