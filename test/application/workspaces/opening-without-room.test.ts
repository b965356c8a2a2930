import { expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { importId } from '#src/domain/ids.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createScriptedExchange } from '#test/fakes/scripted-exchange.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { btc, furnish, main, sampleAccount, sampleOrder, startTime } from '#test/ports/sample-entities.ts';

/** As on a full disk: only what must not wait is recorded. */
function withoutRoom(record: RecordStore): RecordStore {
  return {
    ...record,
    begin: () => record.begin(),
    transact: (work, importance = 'ordinary') =>
      importance === 'essential'
        ? record.transact(work, importance)
        : Promise.reject(new NoRoomError('the disk is full')),
  };
}

test('half an import that a full disk does not let go keeps nobody from cancelling: it stays as half of one', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  const order = sampleOrder(1, { status: 'SUBMITTED' });
  await files.record.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.imports.insert({
      id: importId('I1'),
      accountId: main,
      fileName: 'fills.csv',
      format: 'fills',
      state: 'writing',
      importedAt: startTime,
      fills: 0,
      leftOut: undefined,
      undoneAt: undefined,
    });
  });
  const clock = createFakeClock(startTime);
  const exchange = createScriptedExchange(clock.now);
  const feed = createFakeFeed(btc, undefined);
  const told: string[] = [];
  const workspace = await openWorkspace(
    workspaceNeeds({
      files: { ...files, record: withoutRoom(files.record) },
      feeds: new Map([[sampleAccount(main).venue, feed]]),
      clock,
      log: { info: () => undefined, warn: (message) => void told.push(message), error: () => undefined },
      openFeed: () => feed,
      tradingOf: () => () => exchange,
    }),
  );
  onTestFinished(() => workspace.close());
  expect(await workspace.session.cancelOrder(order.id)).toMatchObject({ ok: true });
  expect(exchange.requests.map(({ kind }) => kind)).toContain('cancel');
  expect(await files.record.read.imports.list()).toMatchObject([{ id: 'I1', state: 'writing' }]);
  expect(told).toContain('half an import is left until there is room');
});
