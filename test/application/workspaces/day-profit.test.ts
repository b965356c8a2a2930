import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { presentValuation } from '#src/api/present/present-portfolio.ts';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { accountId, fillIdOf, portfolioId, type InstrumentId } from '#src/domain/ids.ts';
import type { Candle } from '#src/domain/market.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { err, ok } from '#src/domain/result.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed, type FakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const minute = 60_000;
const hour = 60 * minute;
const evening = Date.UTC(2026, 11, 1, 22);
const midnight = Date.UTC(2026, 11, 2);
const paper = accountId('paper');
const main = portfolioId('main');

let folder: string;
let clock: FakeClock;
let feed: FakeFeed;
let workspace: Workspace;
let rule: DayRule;
/** What the venue says that the coin cost last before the day began; undefined while it cannot be asked. */
let closeOf: (() => string) | undefined;
/** How far the venue's clock is behind, in milliseconds. */
let lag: number;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  clock = createFakeClock(evening);
  feed = createFakeFeed(coin.id, undefined);
  rule = { zone: 'UTC', hour: 0 };
  closeOf = undefined;
  lag = 0;
  const files = await openTemporary(folder);
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  await openAccount(files.record, {
    portfolio: {
      id: main,
      name: 'Main',
      baseCurrency: coin.settle,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: evening,
    },
    account: {
      id: paper,
      portfolioId: main,
      name: 'Paper',
      venue: coin.venue,
      environment: 'live',
      mode: 'paper',
      credential: undefined,
      disabledAt: undefined,
      fees: { maker: Decimal.zero, taker: Decimal.zero },
      deadMansSwitch: false,
      mayBorrow: true,
      createdAt: evening,
    },
    deposit: { id: 'deposit', currency: coin.settle, amount: Decimal.from('1000') },
  });
  await files.close();
  workspace = await start();
});

afterEach(() => workspace.close());

async function start(): Promise<Workspace> {
  return openWorkspace(
    workspaceNeeds({
      files: await openTemporary(folder),
      feeds: new Map([[coin.venue, withCandles(feed)]]),
      clock,
      readDayRule: () => Promise.resolve(rule),
    }),
  );
}

function withCandles(from: FakeFeed): MarketDataFeed {
  return {
    ...from,
    candles(instrumentId, interval, first) {
      const close = closeOf?.();
      if (close === undefined) return Promise.resolve(err({ code: 'FEED_UNAVAILABLE', reason: 'offline' }));
      const begin = first + 5 * minute;
      const before = candleOf(instrumentId, begin - minute, close);
      // The first trade of the day is dearer.
      const after = candleOf(instrumentId, begin, `${close}.5`);
      const now = clock.now() - lag;
      const known = now > begin ? [before, after] : [{ ...before, closed: now === begin }];
      return Promise.resolve(ok(interval === '1m' ? known : []));
    },
  };
}

function candleOf(id: InstrumentId, openTime: number, price: string): Candle {
  const same = { open: price, high: price, low: price, close: price, volume: '1' };
  return { instrumentId: id, interval: '1m', openTime, ...same, closed: true };
}

const buy = (quantity: string, price: string, id: string) => trade('BUY', quantity, price, id);
const sell = (quantity: string, price: string, id: string) => trade('SELL', quantity, price, id);

async function trade(side: Side, quantity: string, price: string, id: string): Promise<void> {
  const fill = {
    id: fillIdOf(paper, coin.id, id),
    accountId: paper,
    instrumentId: coin.id,
    orderId: undefined,
    venueTradeId: id,
    side,
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: undefined,
    liquidity: undefined,
    source: 'venue',
    venueSequence: undefined,
    place: undefined,
    time: clock.now(),
    receivedAt: clock.now(),
  } as const;
  const changes = await workspace.store.transact((unit) => bookFills(unit, [fill]));
  workspace.follow([{ type: 'fillAdded', fill }, ...(changes ?? [])]);
  // Its price is followed from then on.
  await settled();
}

async function quote(price: string): Promise<void> {
  feed.show(bookOf([[price, '10']], [[price, '10']]));
  await settled();
}

/** The valuation that is due is made, also where the database takes its time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await clock.advance(250);
}

function day() {
  const [valued] = workspace.valuations.latest();
  return { profit: valued?.day?.profit?.toString(), from: valued?.day?.from, unknown: valued?.day?.unknown };
}

test('an hour without a tick or a fill has its point of the equity curve', async () => {
  const opened = clock.now();
  await clock.advance(3_600_000);
  await settled();
  const taken = await workspace.store.read.portfolios.snapshots(main, opened, clock.now());
  expect(taken.map(({ equity }) => equity?.toString())).toEqual(['1000']);
});

describe('the day’s profit', () => {
  test('begins anew at midnight, when a snapshot is taken though nothing ticks', async () => {
    await buy('2', '100', 'a');
    await quote('104');
    closeOf = () => '104';
    expect(day()).toEqual({ profit: '8', from: Date.UTC(2026, 11, 1), unknown: [] });
    await clock.advance(midnight - clock.now());
    await settled();
    expect(day()).toEqual({ profit: '0', from: midnight, unknown: [] });
    const taken = await workspace.store.read.portfolios.snapshots(main, midnight, midnight + 1_000);
    expect(taken.map(({ time, equity }) => [time, equity?.toString()])).toEqual([[midnight, '1008']]);
    await quote('101');
    expect(day().profit).toBe('-6');
    await buy('1', '100', 'b');
    expect(day().profit).toBe('-5');
  });

  test('has one opening, also for a program that is started again later in the day', async () => {
    await buy('2', '100', 'a');
    await clock.advance(midnight - 500 - clock.now());
    closeOf = () => '104';
    await quote('105');
    await quote('107');
    // (107 − 104) × 2, though 105 was heard as the day began and its first trade was at 104.5.
    expect(day()).toEqual({ profit: '6', from: midnight, unknown: [] });
    await workspace.close();
    await clock.advance(hour);
    workspace = await start();
    await quote('107');
    await settled();
    expect(day()).toEqual({ profit: '6', from: midnight, unknown: [] });
  });

  test('waits for the opening from a venue whose clock has not reached midnight, also where nothing ticks', async () => {
    await buy('2', '100', 'a');
    await quote('105');
    closeOf = () => '104';
    lag = 10_000;
    await clock.advance(midnight + 5_000 - clock.now());
    expect(day()).toEqual({ profit: undefined, from: midnight, unknown: ['COIN-USDT'] });
    for (let second = 0; second < 30; second += 1) await clock.advance(1_000);
    expect(day()).toEqual({ profit: '2', from: midnight, unknown: [] });
  });

  test('takes no opening from a market that is not heard when the day begins', async () => {
    await buy('2', '100', 'a');
    await quote('104');
    feed.become('stale', { code: 'FEED_NOTHING_HEARD', seconds: 60 });
    await clock.advance(midnight - clock.now());
    await settled();
    expect(day()).toEqual({ profit: undefined, from: midnight, unknown: ['COIN-USDT'] });
    feed.become('live');
    closeOf = () => '106';
    await clock.advance(10_000);
    await quote('107');
    await settled();
    // (107 − 106) × 2: what the price moved between the last word and midnight is yesterday's.
    expect(day()).toEqual({ profit: '2', from: midnight, unknown: [] });
  });

  test('asks the venue for the opening where the program was closed at midnight, until it is had', async () => {
    await buy('2', '100', 'a');
    await quote('104');
    await workspace.close();
    await clock.advance(midnight + 9 * hour - clock.now());
    workspace = await start();
    await quote('107');
    expect(day()).toEqual({ profit: undefined, from: midnight, unknown: ['COIN-USDT'] });
    closeOf = () => '106';
    await clock.advance(10_000);
    await quote('107');
    await settled();
    expect(day()).toEqual({ profit: '2', from: midnight, unknown: [] });
  });

  test('counts from another hour of another zone as soon as that is set', async () => {
    await buy('2', '100', 'a');
    await quote('104');
    closeOf = () => '103';
    rule = { zone: 'Asia/Kathmandu', hour: 4 };
    await workspace.valuations.readDay();
    await settled();
    await settled();
    // 04:00 at UTC+5:45 is 22:15 UTC, which is still to come: the day of yesterday, in which all was bought.
    expect(day()).toEqual({ profit: '8', from: Date.UTC(2026, 10, 30, 22, 15), unknown: [] });
    closeOf = () => '104';
    await clock.advance(hour);
    await quote('105');
    expect(day()).toEqual({ profit: '2', from: Date.UTC(2026, 11, 1, 22, 15), unknown: [] });
  });

  test('begins anew where nothing is held and the computer slept over midnight', async () => {
    await buy('2', '100', 'a');
    await sell('2', '90', 'b');
    expect(day()).toEqual({ profit: '-20', from: Date.UTC(2026, 11, 1), unknown: [] });
    clock.jump(11 * hour);
    await clock.advance(2_000);
    expect(day()).toEqual({ profit: '0', from: midnight, unknown: [] });
  });

  test('goes back to the day that it is when a clock that was years ahead is set right', async () => {
    const years = 700 * 24 * hour;
    clock.jump(years);
    await clock.advance(2_000);
    await buy('2', '100', 'a');
    await sell('2', '90', 'b');
    expect(day().profit).toBe('-20');
    clock.jump(-years);
    await clock.advance(2_000);
    expect(day()).toEqual({ profit: '0', from: Date.UTC(2026, 11, 1), unknown: [] });
  });

  test('takes no opening from a price of before the computer slept, though it wakes right at midnight', async () => {
    await buy('2', '100', 'a');
    await quote('104');
    closeOf = () => '106';
    clock.jump(midnight + 500 - clock.now());
    await clock.advance(4_000);
    await quote('107');
    await settled();
    expect(day()).toEqual({ profit: '2', from: midnight, unknown: [] });
  });
});

test('the drawdown counts a loss of which no snapshot tells yet, from what was paid in', async () => {
  await buy('2', '100', 'a');
  await sell('2', '90', 'b');
  const summary = createPortfolioHandlers(() => workspace)['portfolio.summary'];
  expect(await summary({ portfolioId: main })).toMatchObject({
    value: { performance: { maxDrawdown: '20', maxDrawdownShare: '0.02' } },
  });
});

test('a fall between two points of the curve is the deepest, and stays it once it is made good', async () => {
  await buy('2', '100', 'a');
  await quote('120');
  await quote('90');
  await quote('119');
  const [valued] = workspace.valuations.latest();
  if (valued === undefined) throw new Error('nothing is valued');
  // From 1040 down to 980.
  expect(presentValuation(valued)).toMatchObject({
    equity: { isWhole: true, total: '1038' },
    maxDrawdown: '60',
  });
});

test('what was kept while the clock was ahead is no past once that is set right', async () => {
  const { 'portfolio.equity': curve, 'portfolio.summary': summary } = createPortfolioHandlers(
    () => workspace,
  );
  async function equities() {
    const points = await curve({ portfolioId: main, from: 0, to: Date.UTC(2100, 0, 1) });
    return points.ok ? points.value.points.map(({ equity }) => equity) : [];
  }
  await buy('2', '100', 'a');
  await quote('104');
  await clock.advance(hour);
  expect(await equities()).toEqual(['1008']);
  clock.jump(400 * 24 * hour);
  await settled();
  expect(await equities()).toEqual(['1008', '1008']);
  clock.jump(-400 * 24 * hour);
  await quote('150');
  await clock.advance(2 * hour);
  expect((await equities()).slice(-2)).toEqual(['1100', '1100']);
  // From 1100 back to 1008 would be a fall of 92.
  expect(await summary({ portfolioId: main })).toMatchObject({
    value: { performance: { maxDrawdown: '0' } },
  });
});
