import { expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createScriptedExchange } from '#test/fakes/scripted-exchange.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { btc, decimal, furnish, main, sampleAccount, startTime } from '#test/ports/sample-entities.ts';

async function openUnderBrokenScreen() {
  const files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  const clock = createFakeClock(startTime);
  const exchange = createScriptedExchange(clock.now);
  const tried: string[] = [];
  const logged: string[] = [];
  const workspace = await openWorkspace(
    workspaceNeeds({
      files,
      feeds: new Map([[sampleAccount(main).venue, createFakeFeed(btc, undefined)]]),
      clock,
      log: { info: () => undefined, warn: () => undefined, error: (message) => void logged.push(message) },
      openFeed: () => createFakeFeed(btc, undefined),
      tradingOf: () => () => exchange,
      publish: ({ type }) => {
        tried.push(type);
        throw new Error('the socket is closed');
      },
    }),
  );
  onTestFinished(() => workspace.close());
  return { workspace, clock, exchange, tried, logged };
}

const terms = {
  accountId: main,
  instrumentId: btc,
  side: 'BUY',
  type: 'LIMIT',
  quantity: decimal('1'),
  limitPrice: decimal('100'),
  stopPrice: undefined,
  timeInForce: 'GTC',
} as const;

const fill = {
  type: 'filled',
  fill: {
    venueTradeId: 't1',
    quantity: decimal('1'),
    price: decimal('100'),
    fee: undefined,
    liquidity: 'TAKER',
    venueSequence: undefined,
  },
} as const;

test('an order is sent and its fill recorded under a screen that cannot be told of either', async () => {
  const { workspace, exchange, tried, logged } = await openUnderBrokenScreen();
  exchange.answer('place', [{ type: 'accepted' }, fill]);
  tried.length = 0;
  const placed = await workspace.session.placeOrder({ terms });
  expect(placed).toMatchObject({ ok: true, value: { order: { status: 'FILLED' } } });
  expect(exchange.requests.map(({ kind }) => kind)).toEqual(['place']);
  expect(tried.filter((type) => type !== 'valuationChanged')).toEqual([
    'orderChanged',
    'orderChanged',
    'fillAdded',
    'positionChanged',
  ]);
  expect(logged).toContain('a change could not be shown');
});

test('nor does it end the search for what became of an order', async () => {
  const { workspace, clock, exchange } = await openUnderBrokenScreen();
  exchange.answer('place', new Error('socket hang up'));
  exchange.answer('query', new Error('truncated JSON'), new Error('truncated JSON'), [{ type: 'accepted' }]);
  const placed = await workspace.session.placeOrder({ terms });
  if (!placed.ok) throw new Error(placed.error.code);
  expect(workspace.session.locks.reason(main)).toBeDefined();
  await clock.advance(4_000);
  expect((await workspace.store.read.orders.get(placed.value.order.id)).status).toBe('SUBMITTED');
  expect(workspace.session.locks.reason(main)).toBeUndefined();
});
