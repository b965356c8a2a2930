import { expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  btc,
  furnish,
  main,
  other,
  sampleAccount,
  sampleOrder,
  startTime,
} from '#test/ports/sample-entities.ts';

const day = 24 * 3_600_000;

test('what a venue reports while the next account is connected is recorded once, and nothing fails of it', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const { read } = files.record;
  await furnish(files.record);
  const resting = { status: 'SUBMITTED', timeInForce: 'DAY', acknowledgedAt: startTime } as const;
  await files.record.transact(async (unit) => {
    await unit.orders.insert(sampleOrder(1, resting));
    await unit.orders.insert(sampleOrder(2, { ...resting, accountId: other }));
  });
  // Its day is over before the workspace is opened again, which takes a while: reading is slow.
  const clock = createFakeClock(startTime + 2 * day);
  const cash = read.ledger.cash.bind(read.ledger);
  read.ledger.cash = async (account) => {
    const first = account === main ? [] : [sampleOrder(1).id];
    for (const id of first) await expect.poll(async () => (await read.orders.get(id)).status).toBe('EXPIRED');
    return cash(account);
  };
  const failed: unknown[] = [];
  const published: string[] = [];
  const feed = createFakeFeed(btc, undefined);
  const workspace = await openWorkspace(
    workspaceNeeds({
      files,
      feeds: new Map([[sampleAccount(main).venue, feed]]),
      clock,
      log: {
        info: () => undefined,
        warn: (...line) => void failed.push(line),
        error: (...line) => void failed.push(line),
      },
      openFeed: () => feed,
      publish: ({ type }) => void published.push(type),
    }),
  );
  onTestFinished(() => workspace.close());
  await workspace.session.recorded();
  for (const number of [1, 2]) expect((await read.orders.get(sampleOrder(number).id)).status).toBe('EXPIRED');
  expect(failed).toEqual([]);
  expect(published.filter((type) => type === 'orderChanged')).toHaveLength(2);
});
