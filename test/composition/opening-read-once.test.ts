import { expect, it } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';

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
  const workspace = await openWorkspace(
    workspaceNeeds({ files, feeds: new Map([[venue, feed]]), clock, openFeed: () => feed }),
  );
  expect(reads).toBe(1);
  await workspace.close();
});
