import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { availableFor } from '#src/application/orders/estimate-order.ts';
import { heldBy } from '#src/application/orders/held-legs.ts';
import type { Fill } from '#src/domain/fill.ts';
import { currency } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { sealRows } from '#src/infrastructure/persistence/sqlite/seal.ts';
import { turnMoney } from '#src/infrastructure/persistence/sqlite/turn-money.ts';
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
  sampleOrder,
} from '#test/ports/sample-entities.ts';
import { importInto } from '../imports/imported-history.ts';

const euro = currency('EUR');
const coin = currency('BTC');
const eurUsdt = samplePair('EUR', 'USDT');
const btcEur = samplePair('BTC', 'EUR');

let folder: string;
let files: WorkspaceFiles;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact((unit) => unit.instruments.saveMany([eurUsdt, btcEur]));
});

afterEach(() => files.close());

type Traded = Pick<Fill, 'side'> & { readonly quantity: string; readonly price: string };

async function book(
  id: number,
  { id: instrument }: Pick<Instrument, 'id'>,
  traded: Traded,
  fee?: Fill['fee'],
) {
  const { side, quantity, price } = traded;
  const fill = sampleFill(id, {
    instrumentId: instrument,
    side,
    quantity: decimal(quantity),
    price: decimal(price),
    fee: fee ?? { currency: euro, amount: decimal('0') },
  });
  return files.record.transact((unit) => bookFills(unit, [fill]));
}

async function cash(): Promise<Record<string, string>> {
  const purse = await files.record.read.ledger.cash(main);
  return Object.fromEntries(
    purse.filter(({ amount }) => !amount.isZero()).map((held) => [held.currency, held.amount.toString()]),
  );
}

async function available(side: 'BUY' | 'SELL', instrument: Instrument): Promise<string> {
  const of = { side, amends: undefined };
  return (await availableFor(files.record.read, sampleAccount(main), instrument, of)).toString();
}

async function findings() {
  return (await verifyWorkspace(optionsFor(folder), unattended)).findings;
}

describe('money that is traded for money', () => {
  test('is cash on both sides, also its fee, and makes no round trip', async () => {
    const fee = { currency: euro, amount: decimal('1') };
    expect(await book(1, eurUsdt, { side: 'BUY', quantity: '1000', price: '1.08' }, fee)).toEqual([]);
    expect(await cash()).toEqual({ EUR: '999', USDT: '-1080' });
    expect(await files.record.read.positions.active([main])).toEqual([]);
    expect(await heldBy(files.record.read, main)).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('leaves a round trip over two currencies flat, with its total in cash', async () => {
    await book(1, { id: btc }, { side: 'BUY', quantity: '1', price: '33000' });
    await book(2, btcEur, { side: 'SELL', quantity: '1', price: '50000' });
    await book(3, eurUsdt, { side: 'SELL', quantity: '50000', price: '1.1' });
    expect(await cash()).toEqual({ USDT: '22000' });
    expect(await files.record.read.positions.active([main])).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('can be sold as far as there is cash that no order offers', async () => {
    await files.record.transact(({ ledger }) =>
      ledger.append([sampleEntry(1, { cash: { currency: euro, amount: decimal('700') } })]),
    );
    expect(await available('SELL', eurUsdt)).toBe('700');
    const order = sampleOrder(1, {
      instrumentId: eurUsdt.id,
      side: 'SELL',
      status: 'SUBMITTED',
      quantity: decimal('300'),
    });
    await files.record.transact(({ orders }) => orders.insert(order));
    expect(await available('SELL', eurUsdt)).toBe('400');
  });

  test('of an earlier version leaves the positions for cash when the workspace is upgraded', async () => {
    await book(1, { id: btc }, { side: 'BUY', quantity: '2', price: '30000' });
    await book(2, btcEur, { side: 'SELL', quantity: '0.5', price: '40000' });
    // Until then, what was traded had lots, also of what the portfolio is measured in.
    await files.record.transact((unit) => unit.portfolios.save({ ...portfolio, baseCurrency: coin }));
    await files.close();
    const database = new Database(join(folder, 'record.sqlite'));
    turnMoney(database);
    sealRows(database);
    database.close();
    files = await openTemporary(folder);
    expect(await cash()).toEqual({ BTC: '1.5', EUR: '20000', USDT: '-60000' });
    expect(await files.record.read.positions.active([main])).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('is what a portfolio is measured in, whatever that is', async () => {
    await files.record.transact((unit) => unit.portfolios.save({ ...portfolio, baseCurrency: coin }));
    await book(1, { id: btc }, { side: 'BUY', quantity: '2', price: '30000' });
    expect(await cash()).toEqual({ BTC: '2', USDT: '-60000' });
    expect(await files.record.read.positions.active([main])).toEqual([]);
    expect(await available('SELL', sampleInstrument(btc))).toBe('2');
    expect(await findings()).toEqual([]);
  });

  test('is what a portfolio is measured in, also when a deposit of it is imported and taken back', async () => {
    await files.record.transact((unit) => unit.portfolios.save({ ...portfolio, baseCurrency: coin }));
    const bought = {
      line: 2,
      time: startTime,
      symbol: 'BTCUSDT',
      side: 'BUY',
      quantity: decimal('1'),
      price: decimal('100'),
      fee: undefined,
      feeCurrency: undefined,
      orderId: undefined,
      tradeId: '1',
      priceCurrency: undefined,
    } as const;
    await importInto(files.record, 'History', [bought]);
    const deposit = { line: 2, time: startTime, type: 'deposit', currency: coin, reference: 'D1' } as const;
    await importInto(files.record, 'History', [], [{ ...deposit, amount: decimal('1') }]);
    const runs = await files.record.read.imports.list();
    const held = () => files.record.read.positions.active(runs.map(({ accountId }) => accountId));
    expect(await held()).toEqual([]);
    const run = runs.find(({ fills }) => fills === 0);
    if (run === undefined) throw new Error('the second import is listed');
    await undoImport({ store: files.record, clock: { now: () => startTime } }, run.id);
    expect(await held()).toEqual([]);
    expect(await findings()).toEqual([]);
  });
});
