import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFlowRates, type FlowRatesNeeds } from '#src/application/portfolio/flow-rates.ts';
import { createRateOf } from '#src/application/portfolio/rate-of.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import type { Fill } from '#src/domain/fill.ts';
import { currency, heldId, ledgerEntryId, portfolioId, type AccountId } from '#src/domain/ids.ts';
import type { Log } from '#src/ports/log.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import {
  decimal,
  furnish,
  main,
  other,
  sampleAccount,
  sampleEntry,
  sampleFill,
  samplePair,
  sampleRate,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const euro = currency('EUR');
const coin = heldId('BTC');
const btcEur = samplePair('BTC', 'EUR');
const eurUsdt = samplePair('EUR', 'USDT');
const saleTime = startTime + 3_600_000;

let files: WorkspaceFiles;
let folder: string;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([btcEur, eurUsdt]);
    await unit.accounts.save({ ...sampleAccount(other), mode: 'history', mayBorrow: false });
  });
});

afterEach(() => files.close());

function bought(account: AccountId, id: number, time: number): Fill {
  const of = { accountId: account, quantity: decimal('1'), fee: undefined, price: decimal('33000') };
  return sampleFill(id, { ...of, time });
}

function traded(account: AccountId): readonly Fill[] {
  const of = { accountId: account, quantity: decimal('1'), fee: undefined };
  return [
    bought(account, 1, startTime),
    sampleFill(2, { ...of, instrumentId: btcEur.id, side: 'SELL', price: decimal('50000'), time: saleTime }),
  ];
}

async function book(account: AccountId): Promise<void> {
  for (const fill of traded(account)) await files.record.transact((unit) => bookFills(unit, [fill]));
}

/** What a minute before the sale closed at. */
async function price(close: string, closeTime = saleTime): Promise<void> {
  const openTime = closeTime - 60_000;
  await files.market.saveCandles([
    {
      instrumentId: eurUsdt.id,
      interval: '1m',
      openTime,
      open: close,
      high: close,
      low: close,
      close,
      volume: '1',
      closed: true,
    },
  ]);
}

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function startLooking(unratedPieces: FlowRatesNeeds['unratedPieces'] = async () => []) {
  const clock = createFakeClock(saleTime + 1_000);
  const told: Change[] = [];
  const rates = createFlowRates({
    store: files.record,
    pairs: (base, quote) => (base === euro && quote === usdt ? [eurUsdt] : []),
    candlesOf: () => ({ feed: undefined, stored: files.market, log }),
    references: files.referenceRates,
    clock,
    unratedPieces,
    log,
    report: () => undefined,
    onRated: () => undefined,
    onLookedUp: () => undefined,
    onFolded: (changes) => told.push(...changes),
    foldAnew: async (record) => {
      await record();
      await foldUnfolded({ store: files.record, onProgress: () => undefined });
    },
  });
  onTestFinished(rates.close);
  rates.look();
  return { clock, told };
}

const last = (account: AccountId) => files.record.read.positions.last(account, coin);
const decided = { realised: decimal('21000'), undecided: decimal('0') };

describe('a round trip in two currencies', () => {
  test('has its result once the rate of that moment is known, and no other', async () => {
    await book(main);
    expect(await last(main)).toMatchObject({ realised: decimal('0'), undecided: decimal('1') });
    await price('1.2', saleTime + 120_000);
    const { clock, told } = startLooking();
    await clock.advance(0);
    // It is asked for again later.
    await vi.waitFor(() => expect(clock.pending()).toBe(1));
    expect(told).toEqual([]);
    await price('1.08');
    await clock.advance(60_000);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told).toMatchObject([{ type: 'positionsRebuilt', accountId: main, held: coin, open: undefined }]);
    expect(await last(main)).toMatchObject(decided);
    expect(clock.pending()).toBe(0);
  });

  test('of a history is folded anew in pieces, and found sound', async () => {
    await book(other);
    await price('1.08');
    await startLooking().clock.advance(0);
    await vi.waitFor(async () => expect(await last(other)).toMatchObject(decided));
    await vi.waitFor(async () => expect(await files.record.read.positions.unfolded()).toEqual([]));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  test('says what it lacks, and nothing of what is decided or in its own currency', async () => {
    await book(main);
    await files.record.transact((unit) => bookFills(unit, [bought(main, 3, saleTime + 1)]));
    const lacking: unknown[] = [];
    for await (const legs of files.record.read.rates.unratedLegs(main)) lacking.push(...legs);
    const [, sold] = traded(main);
    const leg = { movementId: sold?.id, accountId: main, held: coin, instrumentId: btcEur.id };
    expect(lacking).toEqual([{ ...leg, currency: euro, into: usdt, time: saleTime }]);
    for await (const legs of files.record.read.rates.unratedLegs(other)) expect(legs).toEqual([]);
  });
});

test('what is open or was earned at a rate that is not known gets the one of its moment', async () => {
  const fill = bought(other, 1, saleTime);
  await files.record.transact((unit) => bookFills(unit, [fill]));
  await price('1.08');
  const piece = {
    accountId: other,
    currency: euro,
    into: usdt,
    time: saleTime,
    instrumentId: fill.instrumentId,
  };
  const movement = { ...piece, movementId: fill.id };
  const { clock } = startLooking(async ({ accountIds }) => (accountIds.includes(other) ? [movement] : []));
  await clock.advance(0);
  const rate = () => files.record.read.rates.of(fill.id, euro, usdt);
  await vi.waitFor(async () =>
    expect(await rate()).toMatchObject({ rate: decimal('1.08'), source: 'venue' }),
  );
});

test('what no venue trades for the other is worth what a rate of the same movement says, in that currency’s price', async () => {
  const franc = currency('CHF');
  const rated = { movementId: ledgerEntryId('entry-1'), accountId: main, time: saleTime } as const;
  await files.record.transact(async (unit) => {
    await unit.ledger.append([
      sampleEntry(1, { time: saleTime, cash: { currency: franc, amount: decimal('10') } }),
    ]);
    await unit.rates.append([sampleRate(1, '1.05', { currency: franc, into: euro })]);
  });
  await price('1.2');
  const rateOf = createRateOf({
    store: files.record,
    pairs: (base, quote) => (base === euro && quote === usdt ? [eurUsdt] : []),
    candlesOf: () => ({ feed: undefined, stored: files.market, log }),
    references: files.referenceRates,
    clock: createFakeClock(saleTime + 1_000),
  });
  const portfolio = await files.record.read.portfolios.get(portfolioId('portfolio'));
  // 1.05 × 1.2
  expect(await rateOf({ ...rated, currency: franc, into: usdt, portfolio })).toMatchObject({
    rate: decimal('1.26'),
    source: 'crossed',
    through: euro,
    pricedBy: eurUsdt.id,
  });
  expect(await rateOf({ ...rated, currency: currency('SEK'), into: usdt, portfolio })).toBeUndefined();
});
