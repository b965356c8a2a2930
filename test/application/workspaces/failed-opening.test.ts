import { expect, test } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createScriptedExchange } from '#test/fakes/scripted-exchange.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { btc, furnish, main, sampleAccount, sampleOrder, startTime } from '#test/ports/sample-entities.ts';

test('a workspace that fails to open asks no venue and keeps no time any more', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  const order = sampleOrder(1, { status: 'UNCONFIRMED' });
  const about = { id: 'e-1', now: startTime, digest: sha256 };
  await files.record.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.outbox.insert({ ...newOutboxEntry(order, { kind: 'place' }, about), state: 'unknown' });
  });
  const clock = createFakeClock(startTime);
  const exchange = createScriptedExchange(clock.now);
  exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
  const feed = createFakeFeed(btc, undefined);
  const opening = openWorkspace(
    workspaceNeeds({
      files,
      feeds: new Map([[sampleAccount(main).venue, feed]]),
      clock,
      openFeed: () => feed,
      tradingOf: () => () => exchange,
      readDayRule: () => Promise.reject(new Error('the settings cannot be read')),
    }),
  );
  await expect(opening).rejects.toThrow('the settings cannot be read');
  expect(clock.pending()).toBe(0);
  const asked = exchange.requests.length;
  await clock.advance(60_000);
  expect(exchange.requests).toHaveLength(asked);
});
