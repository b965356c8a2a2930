import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId, portfolioId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed, type FakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const main = portfolioId('main');
const btc = { ...coin, id: instrumentId('test:BTC-USDT'), symbol: 'BTC-USDT', base: currency('BTC') };
/** Bought on the third of January, and held. */
const bought = [fill((2 * day) / minute, 'BUY', '1', '500')];

let clock: FakeClock;
let feed: FakeFeed;
let workspace: Workspace;
let folder: string;
/** Daily closes of BTC by the number of their day, from the first of January on. */
let closes: Map<number, string>;

/** 1,000 USDT were paid in on the first of January 2025; it is noon of the eleventh. */
beforeEach(async () => {
  clock = createFakeClock(start + 10 * day + 12 * hour);
  feed = createFakeFeed(btc.id, undefined);
  closes = new Map(Array.from({ length: 10 }, (_, at) => [at, String(500 + 10 * at)]));
  folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  await files.record.transact((unit) => unit.instruments.saveMany([coin, btc]));
  await openAccount(
    files.record,
    openingAccount(coin, start, {
      account: { id: accountId('own'), name: 'Own', environment: undefined, mode: 'history' },
    }),
  );
  await files.close();
  await open();
});

afterEach(() => workspace.close());

async function open(): Promise<void> {
  workspace = await openWorkspace(
    workspaceNeeds({
      files: await openTemporary(folder),
      clock,
      feeds: new Map([[coin.venue, withCloses(feed)]]),
    }),
  );
  feed.show(bookOf([['590', '10']], [['590', '10']]));
  await pass(hour);
}

function withCloses(from: FakeFeed): MarketDataFeed {
  return {
    ...from,
    candles(id, interval, first, end) {
      const known = id === btc.id && interval === '1d' ? closes : new Map<number, string>();
      return Promise.resolve(
        ok(
          Array.from(known, ([at, close]) => ({
            instrumentId: id,
            interval,
            openTime: start + at * day,
            open: close,
            high: close,
            low: close,
            close,
            volume: '1',
            closed: true,
          })).filter(({ openTime }) => openTime >= first && openTime < end),
        ),
      );
    },
  };
}

/** What is due meanwhile is done, also where the database takes its time. */
async function pass(milliseconds: number): Promise<void> {
  await clock.advance(milliseconds);
  for (let turn = 0; turn < 40; turn += 1) await clock.advance(250);
}

async function importFile(fills = bought): Promise<void> {
  await workspace.keepPoint();
  await clock.advance(1);
  await importInto(workspace.store, 'Binance', fills, [], undefined, undefined, false, clock);
  await clock.advance(1);
  await workspace.reload();
  feed.show(bookOf([['590', '10']], [['590', '10']]));
  await pass(hour);
}

async function undoLatest(): Promise<void> {
  const [latest] = await workspace.store.read.imports.list();
  if (latest === undefined) throw new Error('nothing was imported');
  await undoImport({ store: workspace.store, clock }, latest.id);
  await clock.advance(1);
  await workspace.reload();
  await pass(hour);
}

/** Before the moment. */
async function curveUntil(to: number) {
  const { 'portfolio.equity': equity } = createPortfolioHandlers(() => workspace);
  const answer = await equity({ portfolioId: main, from: 0, to });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function equitiesOfDays(): Promise<readonly (string | undefined)[]> {
  const { points } = await curveUntil(start + 10 * day + 1);
  return points.map(({ equity }) => equity);
}

async function returns() {
  const { 'portfolio.returns': read } = createPortfolioHandlers(() => workspace);
  const answer = await read({ portfolioId: main, from: 0 });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

function today() {
  const [valued] = workspace.valuations.latest();
  return {
    profit: valued?.day?.profit?.toString(),
    drawdown: valued?.drawdown?.amount.toString(),
  };
}

describe('the curve of days that nobody looked at', () => {
  test('follows from the record and the prices of their ends', async () => {
    await importFile();
    // 500 in cash, and one BTC at its close.
    const held = [520, 530, 540, 550, 560, 570, 580, 590].map((close) => String(500 + close));
    expect(await equitiesOfDays()).toEqual(['1000', '1000', ...held]);
    const { timeWeighted, interruptions, days, derivedDays, unpriced } = await returns();
    expect(interruptions).toBe(0);
    expect(Number(timeWeighted)).toBeCloseTo(0.09, 8);
    // The second of January is the first day that begins with something.
    expect(days.slice(0, 4).map(({ gain }) => gain)).toEqual(['0', '0', '20', '10']);
    expect(derivedDays).toBe(10);
    expect(unpriced).toEqual({ days: 0, missing: [] });
  });

  test('has no return where the trades were paid with more than ever came in', async () => {
    await importFile([fill((2 * day) / minute, 'BUY', '3', '500')]);
    expect(await returns()).toMatchObject({ unfunded: ['Binance'], days: expect.anything() });
    expect((await returns()).timeWeighted).toBeUndefined();
    const [valued] = workspace.valuations.latest();
    expect(valued?.drawdown?.amount.toString()).toBe('0');
    expect(valued?.drawdown?.share).toBeUndefined();
  });

  test('changes with an import from its day on, which is no result of today, and leaves no trace once it is undone', async () => {
    const opened = clock.now();
    const before = await curveUntil(opened);
    expect(before.points.slice(0, 10).map(({ equity }) => equity)).toEqual(Array(10).fill('1000'));
    await importFile([
      fill((2 * day) / minute, 'BUY', '1', '500'),
      fill((3 * day) / minute, 'SELL', '1', '100'),
    ]);
    expect((await equitiesOfDays()).slice(0, 5)).toEqual(['1000', '1000', '1020', '600', '600']);
    // What was lost in January 2025 is a fall of then.
    expect(today()).toEqual({ profit: '0', drawdown: '420' });
    expect((await returns()).interruptions).toBe(0);
    await undoLatest();
    expect(today()).toEqual({ profit: '0', drawdown: '0' });
    expect(await curveUntil(opened)).toEqual(before);
    expect((await curveUntil(Infinity)).breaks).toEqual([]);
  });

  test('has no point on a day without a price, and none that is a guess', async () => {
    closes.delete(5);
    await importFile();
    const { points } = await curveUntil(start + 10 * day + 1);
    expect(points.map(({ time }) => (time - start) / day)).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10]);
    expect((await returns()).unpriced).toEqual({ days: 1, missing: ['BTC'] });
  });

  test('is filled in when the price comes, and made anew where it was broken off', async () => {
    closes.delete(5);
    await importFile();
    await workspace.close();
    closes.set(5, '1234.5');
    await open();
    expect((await equitiesOfDays())[5]).toBe('1734.5');
    expect((await returns()).unpriced.days).toBe(0);
  });

  test('stands beside what was observed, which stays as it was and is told where the two differ', async () => {
    await importFile();
    const held = { kind: 'instrument', instrumentId: instrumentId('import:BTC-USDT') } as const;
    await workspace.givenPrices.give(held, { source: 'hand', price: Decimal.from('590') });
    feed.show(bookOf([['590', '10']], [['590', '10']]));
    await pass(hour);
    closes.set(10, '640');
    await pass(day);
    const { compared } = await returns();
    // At 590 when it was looked at, and at 640 at the end of the day.
    expect(compared).toMatchObject({ days: 1, observed: '1090', derived: '1140' });
    expect(compared?.time).toBe(start + 11 * day);
  });
});
