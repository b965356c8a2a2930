import { expect, onTestFinished, test, vi } from 'vitest';
import { readPortfolio, valueNow } from '#src/application/portfolio/value-portfolio.ts';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, heldId, importId, ledgerEntryId } from '#src/domain/ids.ts';
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

/** As on a full disk, until there is room: only what must not wait is recorded. */
function withoutRoom(record: RecordStore, hasRoom = () => false): RecordStore {
  return {
    ...record,
    begin: () => record.begin(),
    transact: (work, importance = 'ordinary') =>
      importance === 'essential' || hasRoom()
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
      reader: undefined,
      digest: undefined,
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
  expect(told).toContain('what was broken off is left until there is room');
});

test('positions that were left to be made keep nobody from cancelling on a full disk, and are made once it has room', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  const order = sampleOrder(1, { status: 'SUBMITTED' });
  const coin = heldId('BTC');
  await files.record.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.ledger.append([
      {
        id: ledgerEntryId('in'),
        accountId: main,
        type: 'deposit',
        time: startTime,
        cash: { currency: currency('BTC'), amount: Decimal.from('2') },
        instrumentId: undefined,
        quantity: undefined,
        note: undefined,
      },
    ]);
    await unit.positions.markUnfolded(main, coin);
  });
  const clock = createFakeClock(startTime);
  const exchange = createScriptedExchange(clock.now);
  const feed = createFakeFeed(btc, undefined);
  let isFull = true;
  const changes: string[] = [];
  const workspace = await openWorkspace(
    workspaceNeeds({
      files: { ...files, record: withoutRoom(files.record, () => !isFull) },
      feeds: new Map([[sampleAccount(main).venue, feed]]),
      clock,
      openFeed: () => feed,
      tradingOf: () => () => exchange,
      publish: ({ type }) => void changes.push(type),
    }),
  );
  onTestFinished(() => workspace.close());
  const figures = async () => {
    const id = sampleAccount(main).portfolioId;
    return valueNow(workspace.values, await readPortfolio(workspace.values, id));
  };
  expect(await workspace.session.cancelOrder(order.id)).toMatchObject({ ok: true });
  // What is held is not what the record says: no sum of it is told.
  expect(await figures()).toBeUndefined();
  isFull = false;
  changes.length = 0;
  await clock.advance(10_000);
  await vi.waitFor(() => expect(changes).toContain('workspaceChanged'));
  expect(await files.record.read.positions.unfolded()).toEqual([]);
  const [open] = await files.record.read.positions.active([main]);
  expect(open?.quantity.toString()).toBe('2');
  expect(await figures()).toBeDefined();
});
