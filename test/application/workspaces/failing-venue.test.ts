import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { OpenTrading } from '#src/ports/venue.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { createScriptedExchange } from '#test/fakes/scripted-exchange.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { btc, decimal, furnish, main, other, sampleAccount, startTime } from '#test/ports/sample-entities.ts';

let files: WorkspaceFiles;
let clock: FakeClock;
let closed: string[];

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  clock = createFakeClock(startTime);
  closed = [];
});

async function open(tradingOf: (account: { readonly id: AccountId }) => OpenTrading) {
  const feed = createFakeFeed(btc, undefined);
  async function close(): Promise<void> {
    closed.push('files');
    await files.close();
  }
  const failing = { ...feed, close: () => Promise.reject(new Error('the feed’s thread is gone')) };
  const workspace = await openWorkspace(
    workspaceNeeds({
      files: { ...files, close },
      feeds: new Map([[sampleAccount(main).venue, failing]]),
      clock,
      openFeed: () => feed,
      tradingOf,
    }),
  );
  onTestFinished(() => workspace.close());
  return workspace;
}

const limit = {
  instrumentId: btc,
  side: 'BUY',
  type: 'LIMIT',
  quantity: decimal('1'),
  limitPrice: decimal('100'),
  stopPrice: undefined,
  timeInForce: 'GTC',
} as const;

test('an account whose venue cannot be opened sends nothing and is told of, and the others trade', async () => {
  const exchange = createScriptedExchange(clock.now);
  const { session, alerts } = await open(({ id }) => () => {
    if (id === main) throw new Error('no key in the keychain');
    return exchange;
  });
  const [unsent, sent] = [
    await session.placeOrder({ terms: { ...limit, accountId: main } }),
    await session.placeOrder({ terms: { ...limit, accountId: other } }),
  ];
  expect(sent).toMatchObject({ ok: true, value: { order: { status: 'SUBMITTED' } } });
  expect(unsent).toMatchObject({
    ok: true,
    value: { order: { ended: { status: 'EXPIRED', reason: { code: 'NOT_CONNECTED' } } } },
  });
  expect(exchange.requests).toHaveLength(1);
  const told = { code: 'VENUE_NOT_OPENED', account: 'Account main', cause: 'no key in the keychain' };
  expect(alerts.all()).toMatchObject([{ severity: 'critical', ...told }]);
});

test('a venue or a feed that fails to close keeps neither the other venues nor the files open', async () => {
  const workspace = await open(({ id }) => () => ({
    ...createScriptedExchange(clock.now),
    async close() {
      if (id === main) throw new Error('the socket is gone');
      closed.push(id);
    },
  }));
  await workspace.close();
  expect(closed).toEqual([other, 'files']);
  expect(clock.pending()).toBe(0);
});
