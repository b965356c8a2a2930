import { noGroups } from '#test/fakes/no-groups.ts';
import { expect, it } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('the working orders of a workspace are read once, however many use them', async () => {
  const clock = createFakeClock(startTime + 60_000);
  const files = await openTemporary(await busyWorkspace());
  const { orders } = files.record.read;
  let reads = 0;
  const active = orders.active.bind(orders);
  orders.active = (account) => {
    reads += 1;
    return active(account);
  };
  const [account] = await files.record.read.accounts.list();
  const venue = account?.venue ?? coin.venue;
  const feed = createFakeFeed(coin.id, bookOf([['10', '1']], [['11', '1']]));
  const workspace = await openWorkspace({
    id: 'w',
    files,
    feeds: new Map([[venue, feed]]),
    clock,
    ids: { next: () => 'id' },
    log: silent,
    processId: 1,
    digest: sha256,
    venues: [],
    openGroups: noGroups,
    openFeed: () => feed,
    tradingOf: () => createPaperExchange,
    readDayRule: () => Promise.resolve({ zone: 'UTC', hour: 0 }),
    publish: () => undefined,
    report: () => undefined,
  });
  expect(reads).toBe(1);
  await workspace.close();
});
