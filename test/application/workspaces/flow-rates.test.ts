import { bookEntries } from '#src/application/orders/book-fills.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { createFlowHandlers } from '#src/api/handlers/flow-handlers.ts';
import { createUnsettledHandlers } from '#src/api/handlers/unsettled-handlers.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import type { CandleInterval } from '#src/domain/market.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { err, ok } from '#src/domain/result.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed, type FakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 11, 1, 12);
const yesterday = now - day;
const paper = accountId('paper');
const main = portfolioId('main');

let folder: string;
let clock: FakeClock;
let feed: FakeFeed;
let workspace: Workspace;
/** The venue's close right before a moment; undefined while it cannot be asked. */
let closeAt: ((moment: number) => string | undefined) | undefined;
let asked: number;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  clock = createFakeClock(now);
  feed = createFakeFeed(coin.id, undefined);
  closeAt = undefined;
  asked = 0;
  const files = await openTemporary(folder);
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  await openAccount(files.record, {
    portfolio: {
      id: main,
      name: 'Main',
      baseCurrency: coin.settle,
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: now,
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
      createdAt: now - 2 * day,
    },
    deposit: { id: 'start', currency: coin.settle, amount: Decimal.from('1000') },
  });
  await files.close();
});

afterEach(() => workspace.close());

/** With what was paid in and out besides the 1,000 USDT of the start. */
async function start(...flows: readonly (readonly [string, LedgerEntryType, string, number, string?])[]) {
  const files = await openTemporary(folder);
  await files.record.transact((unit) =>
    bookEntries(
      unit,
      flows.map(([id, type, amount, time, of = 'COIN']) => ({
        id: ledgerEntryId(id),
        accountId: paper,
        type,
        time,
        cash: { currency: currency(of), amount: Decimal.from(amount) },
        instrumentId: undefined,
        quantity: undefined,
        note: undefined,
      })),
    ),
  );
  await files.close();
  await open();
}

async function open(): Promise<void> {
  workspace = await openWorkspace(
    workspaceNeeds({
      files: await openTemporary(folder),
      feeds: new Map([[coin.venue, { ...feed, candles }]]),
      clock,
    }),
  );
  await settled();
}

function candles(_: unknown, interval: CandleInterval, from: number) {
  if (closeAt === undefined)
    return Promise.resolve(err({ code: 'FEED_UNAVAILABLE', reason: 'offline' } as const));
  const moment = from + 5 * minute;
  // The day's profit asks for the beginning of the day, and the curve for days as a whole.
  if (moment % day !== 0 && interval !== '1d') asked += 1;
  const close = interval === '1m' ? closeAt(moment) : undefined;
  if (close === undefined) return Promise.resolve(ok([]));
  const prices = { open: close, high: close, low: close, close, volume: '1' };
  const openTime = Math.floor(moment / minute) * minute - minute;
  return Promise.resolve(ok([{ instrumentId: coin.id, interval, openTime, ...prices, closed: true }]));
}

async function quote(price: string): Promise<void> {
  feed.show(bookOf([[price, '10']], [[price, '10']]));
  await settled();
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await clock.advance(250);
}

function figures() {
  const [valued] = workspace.valuations.latest();
  if (valued?.valuation === undefined) throw new Error('nothing is valued');
  const { deposited, netProfit, equity, missing } = valued.valuation;
  return {
    deposited: totalOf(deposited)?.toString(),
    netProfit: totalOf(netProfit)?.toString(),
    equity: totalOf(equity)?.toString(),
    unratedFlows: missing.flows,
  };
}

function handlers() {
  return createFlowHandlers(() => workspace);
}

async function told() {
  const answer = await handlers()['portfolio.flows']({ portfolioId: main });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

function give(movementId: string, rate: string, seen?: string) {
  return handlers()['portfolio.rateFlow']({ portfolioId: main, movementId, rate, seen });
}

/** How many are held, how many of them without a cost, and what the others cost. */
async function cost() {
  const [position] = await workspace.store.read.positions.active([paper]);
  return position && [position.quantity.toString(), position.uncosted.toString(), position.cost.toString()];
}

describe('what was earned in a coin', () => {
  test('costs what the venue says that it was worth when it came, once that can be asked', async () => {
    await start(['a', 'staking', '2', yesterday], ['b', 'interest', '1', yesterday + 2 * minute]);
    expect(await cost()).toEqual(['3', '3', '0']);
    closeAt = (moment) => (moment < yesterday + minute ? '50' : '70');
    feed.become('stale');
    feed.become('live');
    await settled();
    expect(await cost()).toEqual(['3', '0', '170']);
  });

  test('keeps the rate that the trader gave', async () => {
    await start(['a', 'staking', '2', yesterday]);
    const given = { accountId: paper, movementId: 'a', currency: 'COIN', into: 'USDT', rate: '40' };
    const { 'portfolio.rateLeg': rate } = createUnsettledHandlers(() => workspace);
    expect(await rate({ portfolioId: main, ...given })).toMatchObject({ ok: true });
    closeAt = () => '60';
    feed.become('stale');
    feed.become('live');
    await settled();
    expect(await cost()).toEqual(['2', '0', '80']);
  });
});

describe('what was paid in', () => {
  test('stays what it was worth when it came, whatever the price does since', async () => {
    closeAt = () => '60000';
    await start(['a', 'deposit', '1', yesterday]);
    await quote('30000');
    expect(figures()).toEqual({ deposited: '61000', netProfit: '-30000', equity: '31000', unratedFlows: 0 });
  });

  test('is each at the price of its own moment, what went out too, and none is asked for twice', async () => {
    closeAt = (moment) => (moment < yesterday + minute ? '60000' : '40000');
    await start(
      ['a', 'deposit', '1', yesterday],
      ['b', 'withdrawal', '-0.25', yesterday + 2 * minute],
      ['c', 'deposit', '1', yesterday + 1],
    );
    await quote('50000');
    // 1,000 + 60,000 − 10,000 + 60,000.
    expect(figures()).toMatchObject({ deposited: '111000', unratedFlows: 0 });
    expect(asked).toBe(2);
    await workspace.close();
    await open();
    await quote('50000');
    expect(figures()).toMatchObject({ deposited: '111000', unratedFlows: 0 });
    expect(asked).toBe(2);
  });

  test('is unknown, and no net profit told, until the venue can be asked; equity is known meanwhile', async () => {
    await start(['a', 'deposit', '1', yesterday]);
    await quote('30000');
    const unknown = { deposited: undefined, netProfit: undefined, equity: '31000', unratedFlows: 1 };
    expect(figures()).toEqual(unknown);
    closeAt = () => '60000';
    feed.become('stale');
    feed.become('live');
    await settled();
    expect(figures()).toMatchObject({ deposited: '61000', unratedFlows: 0 });
  });

  test('is asked for again by and by where the venue has no price yet', async () => {
    closeAt = () => undefined;
    await start(['a', 'deposit', '1', yesterday]);
    await quote('30000');
    expect(figures()).toMatchObject({ unratedFlows: 1 });
    closeAt = () => '60000';
    await clock.advance(2 * minute);
    await settled();
    expect(figures()).toMatchObject({ deposited: '61000', unratedFlows: 0 });
  });

  test('is of the trader where no pair trades it, and never of a price of today', async () => {
    closeAt = () => '60000';
    await start(['a', 'deposit', '500', yesterday, 'EUR']);
    expect(figures()).toMatchObject({ deposited: undefined, unratedFlows: 1 });
    const set = await give('a', '1.08');
    expect(set).toMatchObject({ ok: true, value: { rate: '1.08', worth: '540', source: 'trader' } });
    await settled();
    expect(figures()).toMatchObject({ deposited: '1540', unratedFlows: 0 });
  });

  test('a rate of the trader holds over the venue’s, and both stay in the record', async () => {
    closeAt = () => '60000';
    await start(['a', 'deposit', '1', yesterday]);
    expect(await give('a', '59000.5', '60000')).toMatchObject({ ok: true });
    await settled();
    expect(figures()).toMatchObject({ deposited: '60000.5' });
    await workspace.close();
    await open();
    expect(figures()).toMatchObject({ deposited: '60000.5' });
    const { rows } = await workspace.store.read.audit.page({ limit: 1 });
    expect(rows[0]).toMatchObject({
      actor: 'trader',
      subject: 'rate of movement a',
      detail: JSON.stringify({ currency: 'COIN', into: 'USDT', from: '60000', to: '59000.5' }),
    });
  });

  test('a rate that was set meanwhile is not set back, and one of nothing is none', async () => {
    closeAt = () => '60000';
    await start(['a', 'deposit', '1', yesterday]);
    const stale = await give('a', '59000');
    expect(stale).toEqual({ ok: false, error: { code: 'INVALID_RATE', problem: 'SET_ELSEWHERE' } });
    const nothing = await give('a', '0', '60000');
    expect(nothing).toEqual({ ok: false, error: { code: 'INVALID_RATE', problem: 'NOT_POSITIVE' } });
    const missing = await give('b', '1');
    expect(missing).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', what: 'movement' } });
    // What is in the portfolio's own currency has none.
    const own = await give('start', '2');
    expect(own).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', what: 'movement' } });
    expect(figures()).toMatchObject({ deposited: '61000' });
  });

  test('is told flow by flow, those without a rate first, then the newest', async () => {
    closeAt = (moment) => (moment < yesterday + minute ? '60000' : undefined);
    await start(
      ['a', 'deposit', '1', yesterday - day],
      ['b', 'withdrawal', '-0.5', yesterday],
      ['c', 'deposit', '2', yesterday + day / 2],
      ['d', 'deposit', '7', yesterday + 1, 'EUR'],
    );
    const { flows, total, unrated, inBase } = await told();
    expect({ total, unrated, inBase }).toEqual({ total: 4, unrated: 2, inBase: '1000' });
    expect(flows.map(({ id, rate, worth, source }) => [id, rate, worth, source])).toEqual([
      ['c', undefined, undefined, undefined],
      ['d', undefined, undefined, undefined],
      ['b', '60000', '-30000', 'venue'],
      ['a', '60000', '60000', 'venue'],
    ]);
  });

  test('a rate that is put right is no fall and no gain of the curve', async () => {
    closeAt = () => '60000';
    await start(['a', 'deposit', '1', yesterday]);
    await quote('60000');
    await workspace.keepPoint();
    await clock.advance(minute);
    await give('a', '90000', '60000');
    await settled();
    const [valued] = workspace.valuations.latest();
    expect(figures()).toMatchObject({ deposited: '91000', netProfit: '-30000' });
    expect(valued?.drawdown?.amount.toString()).toBe('0');
    await quote('59000');
    expect(workspace.valuations.latest()[0]?.drawdown?.amount.toString()).toBe('1000');
  });
});
