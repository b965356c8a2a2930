import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { openTradingSession, type TradingSession } from '#src/application/orders/trading-session.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { accountId, fillIdOf } from '#src/domain/ids.ts';
import type { BookSnapshot } from '#src/domain/market.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { bookOf, coin, noon } from '#test/domain/matching/matching-fixtures.ts';
import { noKey } from '#test/fakes/no-key.ts';
import { countedIds } from '#test/fakes/counted-ids.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { createFakeFeed, type FakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

const hour = 3_600_000;
const paper = accountId('paper');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let files: WorkspaceFiles;
let clock: FakeClock;
let feed: FakeFeed;
let session: TradingSession;
let changes: Change[];

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  clock = createFakeClock(noon);
  feed = createFakeFeed(coin.id, undefined);
  changes = [];
});

afterEach(async () => {
  await session.close();
  await files.close();
});

async function open(lotMethod: LotMethod): Promise<void> {
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  await openAccount(
    files.record,
    openingAccount(coin, noon, {
      portfolio: { lotMethod },
      account: { id: paper },
      deposit: { amount: Decimal.from('100000') },
    }),
  );
  session = await start();
}

const ids = countedIds();

async function start(): Promise<TradingSession> {
  const opened = await openTradingSession({
    digest: sha256,
    tradingOf: () => createPaperExchange,
    store: files.record,
    feeds: new Map([[coin.venue, feed]]),
    clock,
    ids,
    keyOf: noKey,
    log: silent,
    processId: 1,
    publish: (more) => changes.push(...more),
  });
  await opened.start();
  return opened;
}

function priced(price: string): BookSnapshot {
  return bookOf([[price, '1000']], [[price, '1000']]);
}

async function trade(side: Side, price: string, quantity = '1'): Promise<void> {
  feed.show(priced(price));
  const placed = await session.placeOrder({
    terms: {
      accountId: paper,
      instrumentId: coin.id,
      side,
      type: 'MARKET',
      quantity: Decimal.from(quantity),
      limitPrice: undefined,
      stopPrice: undefined,
      timeInForce: 'IOC',
    },
  });
  if (!placed.ok) throw new Error(placed.error.code);
  expect(placed.value.order.status).toBe('FILLED');
}

async function trips(): Promise<readonly string[]> {
  const { positions } = files.record.read;
  const all = await positions.ofSymbol(coin.symbol);
  return all.map(({ side, quantity, cost, realised }) =>
    [side, quantity.toString(), cost.toString(), realised.toString()].join(' '),
  );
}

describe('a clock that is set back', () => {
  test('leaves the average cost of a sale what it was', async () => {
    await open('AVERAGE');
    await trade('BUY', '2609.6');
    await clock.advance(20_000);
    await trade('BUY', '2609.8');
    clock.jump(-hour);
    await trade('SELL', '2609.4');
    // (2609.6 + 2609.8) / 2 = 2609.7 a piece: 2609.4 − 2609.7 is lost, and one is left.
    expect(await trips()).toEqual(['BUY 1 2609.7 -0.3']);
    expect(changes.some(({ type }) => type === 'positionsRebuilt')).toBe(false);
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  test('between two runs of the program does no harm either', async () => {
    await open('FIFO');
    await trade('BUY', '100');
    await trade('SELL', '101');
    await session.close();
    clock.jump(-hour);
    session = await start();
    await trade('BUY', '102');
    await trade('SELL', '104');
    expect(await trips()).toEqual(['BUY 0 0 2', 'BUY 0 0 1']);
    expect(await files.record.read.trades.lastVenueSequence(paper)).toBe(4);
  });

  test('moves nothing before the fills of an older version, which have no numbers', async () => {
    await open('FIFO');
    await session.close();
    const old = {
      accountId: paper,
      instrumentId: coin.id,
      orderId: undefined,
      venueTradeId: 'old',
      side: 'BUY',
      quantity: Decimal.one,
      price: Decimal.from('100'),
      fee: undefined,
      liquidity: undefined,
      source: 'venue',
      venueSequence: undefined,
      place: undefined,
      time: noon,
      receivedAt: noon,
    } as const;
    await files.record.transact((unit) => bookFills(unit, [{ ...old, id: fillIdOf(paper, coin.id, 'old') }]));
    clock.jump(-hour);
    session = await start();
    await trade('SELL', '103');
    expect(await trips()).toEqual(['BUY 0 0 3']);
  });
});
