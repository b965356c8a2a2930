import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookEntries, bookFills, foldHolding } from '#src/application/orders/book-fills.ts';
import { readDayChanges } from '#src/application/portfolio/day-changes.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { lotMethods } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { currency, heldId, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  portfolio,
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
  samplePair,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const coin = currency('BTC');
const spot = sampleInstrument(btc);
/** One contract is one dollar, and brings bitcoins. */
const inverse: Instrument = {
  ...samplePair('BTC', 'USD'),
  id: instrumentId('import:XBTUSD'),
  kind: 'perpetual',
  settle: coin,
};
/** Quoted in bitcoins, and settled in them. */
const linear: Instrument = {
  ...samplePair('ETH', 'BTC'),
  id: instrumentId('import:ETHPERP'),
  kind: 'future',
};
const never = new AbortController().signal;

let folder: string;
let files: WorkspaceFiles;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([inverse, linear]);
    await unit.accounts.save({ ...sampleAccount(main), mayBorrow: false, mode: 'history' });
  });
});

afterEach(() => files.close());

type Told = { readonly side?: 'BUY' | 'SELL'; readonly fee?: string; readonly feeIn?: string };

function fillOf(
  minute: number,
  { id }: Instrument,
  quantity: string,
  price: string,
  { side = 'BUY', fee = '0', feeIn = 'BTC' }: Told = {},
): Fill {
  return sampleFill(minute, {
    instrumentId: id,
    side,
    quantity: decimal(quantity),
    price: decimal(price),
    fee: { currency: currency(feeIn), amount: decimal(fee) },
    source: 'import',
    time: startTime + minute * 60_000,
  });
}

async function book(...fills: readonly Fill[]): Promise<void> {
  for (const fill of fills) await files.record.transact((unit) => bookFills(unit, [fill]));
}

async function enter(minute: number, entry: Partial<LedgerEntry>): Promise<void> {
  const time = startTime + minute * 60_000;
  const whole = sampleEntry(minute, { time, instrumentId: undefined, ...entry });
  await files.record.transact((unit) => bookEntries(unit, [whole]));
  await fold();
}

async function fold(): Promise<void> {
  await foldUnfolded({ store: files.record, onProgress: () => undefined });
}

/** Rates of the coin, when they become known. */
async function rated(...rates: readonly (readonly [fill: Fill, rate: string])[]): Promise<void> {
  await files.record.transact(async (unit) => {
    await unit.rates.append(
      rates.map(([fill, rate]) => ({
        movementId: fill.id,
        accountId: main,
        currency: coin,
        into: usdt,
        rate: decimal(rate),
        source: 'venue',
        pricedBy: undefined,
        recordedAt: fill.time,
        revises: false,
      })),
    );
    for (const held of ['BTC', ...rates.map(([fill]) => fill.instrumentId)])
      await foldHolding(unit, { accountId: main, held: heldId(held) });
  });
  await fold();
}

async function trip(held = 'BTC') {
  const last = await files.record.read.positions.last(main, heldId(held));
  return (
    last && {
      quantity: last.quantity.toString(),
      cost: last.cost.toString(),
      realised: last.realised.toString(),
      uncosted: last.uncosted.toString(),
      undecided: last.undecided.toString(),
      unseen: last.unseen.toString(),
      currency: last.currency,
    }
  );
}

async function findings() {
  return (await verifyWorkspace(optionsFor(folder), unattended)).findings;
}

async function unsettled() {
  const question = { accountIds: [main], base: usdt, most: 9, refused: [] };
  return readUnsettled(files.record.read, question, never);
}

async function gains() {
  const year = { from: 0, to: Infinity, zone: 'UTC', methods: [], skip: 0, most: 99 };
  const { disposals } = await readGains(files.record.read, { accountIds: [main], ...year }, never);
  return disposals.map(({ held, quantity, gain, proceeds }) => [held, quantity, gain, proceeds?.currency]);
}

const opened = fillOf(1, inverse, '10000', '50000', { side: 'SELL' });
const closed = fillOf(2, inverse, '10000', '40000');
const sold = fillOf(3, spot, '0.05', '60000', { side: 'SELL', feeIn: 'USDT' });

describe('what a contract realises in a coin', () => {
  test('is held, at what it was worth then, and can be sold', async () => {
    await book(opened, closed);
    expect(await trip()).toMatchObject({ quantity: '0.05', cost: '0', uncosted: '0.05', unseen: '0' });
    await rated([closed, '40000']);
    expect(await trip()).toMatchObject({ quantity: '0.05', cost: '2000', uncosted: '0', currency: 'USDT' });
    await book(sold);
    // Sold for 3,000: what it has won since.
    expect(await trip()).toMatchObject({ quantity: '0', realised: '1000', undecided: '0', unseen: '0' });
    expect(await trip(inverse.id)).toMatchObject({ realised: '0.05', currency: 'BTC' });
    expect(await gains()).toEqual([
      ['BTC', '0.05', '1000', 'USDT'],
      [inverse.id, '10000', '0.05', 'BTC'],
    ]);
    const { purchases, costs, legs } = await unsettled();
    expect([purchases.total, costs.total, legs.total]).toEqual([0, 0, 0]);
    expect(await findings()).toEqual([]);
  });

  test('is told as a leg without a rate until it has one, and what only opens is not', async () => {
    await book(opened, closed, sold);
    const { purchases, legs } = await unsettled();
    expect(purchases.total).toBe(0);
    expect(legs.rows).toMatchObject([
      { movementId: closed.id, currency: 'BTC', into: 'USDT', part: 'result', amount: '0.05' },
    ]);
    await rated([closed, '40000']);
    expect((await unsettled()).legs.total).toBe(0);
    expect(await trip()).toMatchObject({ realised: '1000', undecided: '0' });
    expect(await findings()).toEqual([]);
  });

  test('pays what was lost out of what is held, with the fee', async () => {
    const bought = fillOf(1, spot, '1', '30000', { feeIn: 'USDT' });
    const begun = fillOf(2, inverse, '10000', '50000', { fee: '0.001' });
    const lost = fillOf(3, inverse, '10000', '40000', { side: 'SELL', fee: '0.002' });
    await book(bought, begun, lost);
    await rated([begun, '50000'], [lost, '40000']);
    // 0.001 had cost 30 and was worth 50; 0.052 had cost 1,560 and was worth 2,080.
    expect(await trip()).toMatchObject({ quantity: '0.947', cost: '28410', realised: '540' });
    expect(await findings()).toEqual([]);
  });

  test('that was lost and never came in is a missing purchase', async () => {
    await book(fillOf(1, inverse, '10000', '50000'), fillOf(2, inverse, '10000', '40000', { side: 'SELL' }));
    expect(await trip()).toMatchObject({ quantity: '0', unseen: '0.05' });
    expect((await unsettled()).purchases.total).toBe(1);
    expect(await findings()).toEqual([]);
  });

  test('counts for a linear one that is quoted in the coin as well', async () => {
    await book(fillOf(1, linear, '10', '0.05'), fillOf(2, linear, '4', '0.06', { side: 'SELL' }));
    expect(await trip()).toMatchObject({ quantity: '0.04' });
    expect(await findings()).toEqual([]);
  });

  test('follows what is recorded before it later, and what was entered of the contract', async () => {
    await book(closed, sold);
    // Until its sale is known, the contract was bought, and the coin came from nowhere.
    expect(await trip()).toMatchObject({ quantity: '0', unseen: '0.05' });
    await book(opened);
    expect(await trip()).toMatchObject({ quantity: '0', unseen: '0' });
    await enter(0, {
      type: 'deposit',
      cash: undefined,
      instrumentId: inverse.id,
      quantity: decimal('10000'),
      cost: { currency: coin, amount: decimal('0.1') },
    });
    // It cost 100,000 and was sold at 50,000: 0.1 was lost, and what was bought at 40,000 is open.
    expect(await trip()).toMatchObject({ unseen: '0.15' });
    expect(await findings()).toEqual([]);
  });

  test('by an entry without a trade is held too', async () => {
    await book(fillOf(1, linear, '10', '0.05', { side: 'SELL' }));
    await enter(2, { type: 'expiry', cash: undefined, instrumentId: linear.id, quantity: decimal('10') });
    expect(await trip(linear.id)).toMatchObject({ quantity: '0', realised: '0.5' });
    expect(await trip()).toMatchObject({ quantity: '0.5', uncosted: '0.5' });
    expect(await findings()).toEqual([]);
  });

  test('is in the days once', async () => {
    await book(opened, closed);
    const account = await files.record.read.accounts.get(main);
    const days = await readDayChanges(files.record.read, account, usdt, never);
    const held = days.flatMap((day) => day.held).filter((each) => each.held === 'BTC');
    const money = days.flatMap((day) => day.money).filter((each) => each.currency === 'BTC');
    expect(held.map(({ quantity }) => quantity.toString())).toEqual(['0.05']);
    expect(Decimal.sum(money.map(({ amount }) => amount)).toString()).toBe('0');
  });
});

test.each(lotMethods)('rebuilt is what came bit by bit, by %s', async (method) => {
  await files.record.transact((unit) => unit.portfolios.save({ ...portfolio, lotMethod: method }));
  const fills = [
    fillOf(1, spot, '1', '30000', { feeIn: 'USDT' }),
    fillOf(2, inverse, '10000', '50000', { fee: '0.0001' }),
    fillOf(3, inverse, '20000', '40000', { fee: '0.0002' }),
    fillOf(4, inverse, '25000', '44000', { side: 'SELL', fee: '0.0003' }),
    fillOf(5, spot, '0.3', '45000', { side: 'SELL', feeIn: 'USDT' }),
    fillOf(6, inverse, '15000', '60000', { side: 'SELL' }),
    fillOf(7, spot, '0.7', '61000', { side: 'SELL', feeIn: 'USDT' }),
  ];
  await book(...fills);
  const byBit = [await trip(), await trip(inverse.id)];
  await files.record.transact((unit) => foldHolding(unit, { accountId: main, held: heldId(inverse.id) }));
  expect(await files.record.read.positions.unfolded()).toHaveLength(2);
  await fold();
  expect([await trip(), await trip(inverse.id)]).toEqual(byBit);
  expect(await findings()).toEqual([]);
});
