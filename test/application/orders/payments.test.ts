import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookEntries, bookFills, foldHolding } from '#src/application/orders/book-fills.ts';
import { availableFor } from '#src/application/orders/estimate-order.ts';
import { heldBy } from '#src/application/orders/held-legs.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import type { Fill } from '#src/domain/fill.ts';
import { currency, heldId, instrumentId, type AccountId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { holdPayments } from '#src/infrastructure/persistence/sqlite/hold-payments.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { sealRows } from '#src/infrastructure/persistence/sqlite/seal.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
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
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
  samplePair,
  startTime,
} from '#test/ports/sample-entities.ts';
import { importInto } from '../imports/imported-history.ts';

const bnb = currency('BNB');
const btcUsdt = sampleInstrument(btc);
const bnbUsdt = samplePair('BNB', 'USDT');
const ethBtc = samplePair('ETH', 'BTC');
const btcEur = samplePair('BTC', 'EUR');

let folder: string;
let files: WorkspaceFiles;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([bnbUsdt, ethBtc, btcEur]);
    await unit.accounts.save({ ...sampleAccount(main), mayBorrow: false });
  });
});

afterEach(() => files.close());

type Told = Omit<Partial<Fill>, 'quantity' | 'price'> & {
  readonly quantity: string;
  readonly price: string;
};

function fillIn(id: number, { id: instrument }: Instrument, { quantity, price, ...of }: Told): Fill {
  return sampleFill(id, {
    side: 'BUY',
    fee: { currency: currency('USDT'), amount: decimal('0') },
    time: startTime + id * 60_000,
    ...of,
    instrumentId: instrument,
    quantity: decimal(quantity),
    price: decimal(price),
  });
}

async function book(...fills: readonly Fill[]): Promise<void> {
  for (const fill of fills) await files.record.transact((unit) => bookFills(unit, [fill]));
}

/** A rate that became known later. */
async function rated({ id, time }: Fill, of: string, into: string, rate: string): Promise<void> {
  await files.record.transact((unit) =>
    unit.rates.append([
      {
        movementId: id,
        accountId: main,
        currency: currency(of),
        into: currency(into),
        rate: decimal(rate),
        source: 'venue',
        pricedBy: undefined,
        recordedAt: time,
        revises: false,
      },
    ]),
  );
}

async function foldAnew(...coins: readonly string[]): Promise<void> {
  for (const coin of coins)
    await files.record.transact((unit) => foldHolding(unit, { accountId: main, held: heldId(coin) }));
}

async function trip(coin: string, account: AccountId = main) {
  const last = await files.record.read.positions.last(account, heldId(coin));
  return (
    last && {
      quantity: last.quantity.toString(),
      cost: last.cost.toString(),
      realised: last.realised.toString(),
      undecided: last.undecided.toString(),
      unseen: last.unseen.toString(),
      fees: last.fees.map(({ currency: code, amount }) => `${amount.toString()} ${code}`).join(),
      currency: last.currency,
      sequence: last.sequence,
    }
  );
}

async function cash(account: AccountId = main): Promise<Record<string, string>> {
  const purse = await files.record.read.ledger.cash(account);
  return Object.fromEntries(
    purse.filter(({ amount }) => !amount.isZero()).map((held) => [held.currency, held.amount.toString()]),
  );
}

async function findings() {
  return (await verifyWorkspace(optionsFor(folder), unattended)).findings;
}

describe('a fee in a third coin', () => {
  const bought = fillIn(1, bnbUsdt, { quantity: '1', price: '300' });
  const charged = fillIn(2, btcUsdt, {
    quantity: '0.1',
    price: '30000',
    fee: { currency: bnb, amount: decimal('0.01') },
  });

  test('is sold for what it was worth: held, cost, result and fee follow', async () => {
    await book(bought, charged);
    // Until anybody knows what it was worth, its result is not known, and it is a fee in that coin.
    expect(await trip('BNB')).toMatchObject({ quantity: '0.99', cost: '297', undecided: '0.01' });
    expect(await trip('BTC')).toMatchObject({ fees: '0.01 BNB' });
    const lacking = [];
    for await (const legs of files.record.read.rates.unratedLegs(main)) lacking.push(...legs);
    const wanted = { movementId: charged.id, currency: 'BNB', into: 'USDT', time: charged.time };
    expect(lacking).toMatchObject([
      { ...wanted, held: 'BNB' },
      { ...wanted, held: 'BTC' },
    ]);
    await rated(charged, 'BNB', 'USDT', '600');
    await foldAnew('BNB', 'BTC');
    expect(await trip('BNB')).toMatchObject({
      quantity: '0.99',
      cost: '297',
      realised: '3',
      undecided: '0',
    });
    expect(await trip('BTC')).toMatchObject({ quantity: '0.1', cost: '3000', fees: '6 USDT' });
    expect(await cash()).toEqual({ USDT: '-3300' });
    for await (const legs of files.record.read.rates.unratedLegs(main)) expect(legs).toEqual([]);
    expect(await heldBy(files.record.read, main)).toEqual(expect.arrayContaining(['BNB', 'BTC']));
    expect(await findings()).toEqual([]);
  });

  test('is a sale in the report of gains, and in the basis of what was bought', async () => {
    await book(bought, charged);
    await rated(charged, 'BNB', 'USDT', '600');
    const sold = fillIn(3, btcUsdt, { side: 'SELL', quantity: '0.1', price: '40000' });
    await book(sold);
    const question = {
      accountIds: [main],
      from: 0,
      to: Infinity,
      zone: 'UTC',
      methods: [],
      skip: 0,
      most: 9,
    };
    const gains = await readGains(files.record.read, question, new AbortController().signal);
    const told = gains.disposals.map(({ held, quantity, gain, cost, lacksFee }) => [
      held,
      quantity,
      gain,
      cost?.fees,
      lacksFee,
    ]);
    expect(told).toEqual([
      ['BNB', '0.01', '3', '0', false],
      // 4,000 less 3,000, less the fee of 6.
      ['BTC', '0.1', '994', '6', false],
    ]);
  });

  test('of which none ever came in is one missing purchase, however often it is paid', async () => {
    const fees = [2, 3, 4].map((id) =>
      fillIn(id, btcUsdt, {
        quantity: '0.1',
        price: '30000',
        fee: { currency: bnb, amount: decimal('0.01') },
      }),
    );
    await book(...fees);
    expect(await trip('BNB')).toMatchObject({
      quantity: '0',
      unseen: '0.03',
      undecided: '0.03',
      sequence: 1,
    });
    await book(fillIn(5, bnbUsdt, { quantity: '1', price: '300' }));
    expect(await trip('BNB')).toMatchObject({ quantity: '1', cost: '300', unseen: '0', sequence: 2 });
    expect(await findings()).toEqual([]);
  });
});

describe('a pair that is paid in a coin', () => {
  test('sells the coin for what it was worth, and can be bought as far as that is held', async () => {
    await book(fillIn(1, btcUsdt, { quantity: '1', price: '33000' }));
    const paid = fillIn(2, ethBtc, {
      quantity: '10',
      price: '0.05',
      fee: { currency: currency('BTC'), amount: decimal('0.001') },
    });
    await book(paid);
    await rated(paid, 'BTC', 'USDT', '40000');
    await foldAnew('BTC', 'ETH');
    // 0.501 of the coin left: it had cost 16,533, and was worth 20,040.
    expect(await trip('BTC')).toMatchObject({ quantity: '0.499', cost: '16467', realised: '3507' });
    expect(await trip('ETH')).toMatchObject({
      quantity: '10',
      cost: '0.5',
      currency: 'BTC',
      fees: '0.001 BTC',
    });
    expect(await cash()).toEqual({ USDT: '-33000' });
    const free = await availableFor(files.record.read, sampleAccount(main), ethBtc, {
      side: 'BUY',
      amends: undefined,
    });
    expect(free.toString()).toBe('0.499');
    expect(await findings()).toEqual([]);
  });

  test('that is sold brings the coin in, at what it was worth', async () => {
    const sold = fillIn(1, ethBtc, { side: 'SELL', quantity: '10', price: '0.05' });
    await book(sold);
    expect(await trip('BTC')).toMatchObject({ quantity: '0.5', cost: '0' });
    const { currency: into = '' } = (await trip('BTC')) ?? {};
    await rated(sold, 'BTC', into, '40000');
    await foldAnew('BTC');
    expect(await trip('BTC')).toMatchObject({ quantity: '0.5', cost: '20000' });
    expect(await findings()).toEqual([]);
  });
});

describe('what a coin is priced in that pays before it is traded', () => {
  const charged = fillIn(2, ethBtc, {
    quantity: '1',
    price: '0.05',
    side: 'SELL',
    fee: { currency: bnb, amount: decimal('0.01') },
  });

  test('is what the portfolio is measured in, whatever market is known later', async () => {
    await book(charged);
    expect(await trip('BTC')).toMatchObject({ currency: 'USDT', quantity: '0.05' });
    await files.record.transact(({ instruments }) =>
      instruments.saveMany([{ ...btcUsdt, id: instrumentId('another:BTCUSDT') }, samplePair('BNB', 'EUR')]),
    );
    await foldAnew('BTC', 'BNB');
    expect(await trip('BTC')).toMatchObject({ currency: 'USDT' });
    expect(await trip('BNB')).toMatchObject({ currency: 'USDT', unseen: '0.01' });
    expect(await findings()).toEqual([]);
  });

  test('is what its cost was told in', async () => {
    await files.record.transact((unit) =>
      bookEntries(unit, [
        sampleEntry(1, {
          time: startTime,
          cash: { currency: bnb, amount: decimal('1') },
          cost: { currency: currency('EUR'), amount: decimal('250') },
        }),
      ]),
    );
    await book(charged);
    expect(await trip('BNB')).toMatchObject({ currency: 'EUR', quantity: '0.99', cost: '247.5' });
    await rated(charged, 'BNB', 'EUR', '300');
    await foldAnew('BNB');
    expect(await trip('BNB')).toMatchObject({ currency: 'EUR', cost: '247.5', realised: '0.5' });
    expect(await findings()).toEqual([]);
  });
});

test('fills that the venue numbers come behind those of another pair that it told before', async () => {
  await book(
    fillIn(1, btcUsdt, { quantity: '1', price: '10', time: startTime, venueSequence: 7 }),
    fillIn(2, btcEur, { quantity: '1', price: '20', time: startTime + 60_000, venueSequence: undefined }),
  );
  const whole = await files.record.read.positions.last(main, heldId('BTC'));
  await book(fillIn(3, btcEur, { quantity: '1', price: '30', time: startTime + 120_000, venueSequence: 8 }));
  // Numbered ones stand behind the other, whichever pair has them.
  expect(whole?.last).toMatchObject({ instrumentId: btcUsdt.id });
  expect(await findings()).toEqual([]);
});

function row(at: number, symbol: string, quantity: string, fee?: string): ImportedFill {
  return {
    line: at,
    time: startTime + at * 60_000,
    symbol,
    side: 'BUY',
    quantity: decimal(quantity),
    price: decimal('100'),
    fee: fee === undefined ? undefined : decimal(fee),
    feeCurrency: fee === undefined ? undefined : bnb,
    orderId: undefined,
    tradeId: String(at),
    priceCurrency: undefined,
  };
}

test('an import with fees in a coin that it buys holds what is left, and its undo leaves nothing', async () => {
  const rows = [row(1, 'BNBUSDT', '1'), row(2, 'BTCUSDT', '1', '0.25'), row(3, 'ETHUSDT', '1', '0.5')];
  await importInto(files.record, 'History', rows);
  const account = (await files.record.read.accounts.list()).find(({ name }) => name === 'History');
  if (account === undefined) throw new Error('the account is there');
  expect(await trip('BNB', account.id)).toMatchObject({ quantity: '0.25', cost: '25' });
  expect(await cash(account.id)).toEqual({ USDT: '-300' });
  expect(await findings()).toEqual([]);
  const [run] = await files.record.read.imports.list();
  if (run === undefined) throw new Error('the import is there');
  await undoImport({ store: files.record, clock: { now: () => startTime } }, run.id);
  expect(await trip('BNB', account.id)).toBeUndefined();
  expect(await cash(account.id)).toEqual({});
  expect(await findings()).toEqual([]);
});

test('a workspace of an earlier version has its coins out of the cash when it is upgraded', async () => {
  await book(
    fillIn(1, btcUsdt, { quantity: '1', price: '33000' }),
    fillIn(2, ethBtc, { quantity: '10', price: '0.05' }),
  );
  await files.close();
  const database = new Database(join(folder, 'record.sqlite'));
  // As it was kept until then: what was paid is cash of the coin, and its lots are whole.
  database.prepare("INSERT INTO balances (account_id, currency, cash) VALUES (?, 'BTC', '-0.5')").run(main);
  database.prepare("UPDATE positions SET quantity = '1' WHERE held = 'BTC'").run();
  holdPayments(database);
  sealRows(database);
  database.close();
  files = await openTemporary(folder);
  await foldUnfolded({ store: files.record, onProgress: () => undefined });
  expect(await cash()).toEqual({ USDT: '-33000' });
  expect(await trip('BTC')).toMatchObject({ quantity: '0.5', cost: '16500' });
  expect(await findings()).toEqual([]);
});
