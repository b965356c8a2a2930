import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFill } from '#src/application/book-fill.ts';
import { importFills } from '#src/application/import-fills.ts';
import { ImportTally } from '#src/application/import-tally.ts';
import { undoImport } from '#src/application/undo-import.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, fillIdOf, instrumentId, portfolioId } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/sqlite-import-staging.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const start = Date.UTC(2025, 0, 1);
const btc = instrumentId('import:BTC-USDT');

let made = 0;
const idSource = { next: () => `id-${(made += 1)}` };

function fill(
  minute: number,
  side: 'BUY' | 'SELL',
  quantity: string,
  price: string,
  more: Partial<ImportedFill> = {},
): ImportedFill {
  return {
    line: 2,
    time: start + minute * 60_000,
    symbol: 'BTCUSDT',
    side,
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: undefined,
    ...more,
  };
}

async function openStore(): Promise<RecordStore> {
  const { record } = await openTemporary(await temporaryWorkspace());
  const portfolio = {
    id: portfolioId('p'),
    name: 'Main',
    baseCurrency: currency('EUR'),
    lotMethod: 'FIFO',
    limits: noLimits,
    createdAt: start,
  } as const;
  await record.transact((unit) => unit.portfolios.save(portfolio));
  return record;
}

async function importInto(
  store: RecordStore,
  name: string,
  fills: readonly ImportedFill[],
  entries: readonly ImportedEntry[] = [],
) {
  const tally = new ImportTally();
  const staging = new SqliteImportStaging();
  // A file's rows have lines of their own, also where a test takes one fill twice.
  const rows = fills.map((row, at) => ({ ...row, line: at + 2 }));
  tally.addEntries(entries);
  await staging.add({ fills: tally.addFills(rows), entries, groups: [] });
  const needs = { store, clock: createFakeClock(start), ids: idSource, onProgress: async () => undefined };
  return importFills(needs, { accountName: name, fileName: 'a.csv', format: 'fills' }, { staging, tally });
}

async function accountOf({ read }: { readonly read: Repositories }, name = 'Binance') {
  const found = (await read.accounts.list()).find((account) => account.name === name);
  if (found === undefined) throw new Error(`no account ${name}`);
  return found.id;
}

async function everything({ read }: { readonly read: Repositories }) {
  const accounts = await read.accounts.list();
  const ids = accounts.map(({ id }) => id);
  return {
    accounts,
    portfolios: await read.portfolios.list(),
    instruments: await read.instruments.list(),
    fills: await read.trades.count({}),
    open: await read.positions.active(ids),
    closed: await read.positions.results(ids),
    ledger: await Promise.all(ids.map((id) => read.ledger.all(id))),
  };
}

async function resultsOf(store: RecordStore) {
  const account = await accountOf(store);
  const open = await store.read.positions.results([account]);
  return [await store.read.ledger.cash(account), open.map(({ realised }) => realised.toString())];
}

function share(price: string, code: string): ImportedFill {
  return fill(0, 'BUY', '1', price, { symbol: 'SHELL', priceCurrency: currency(code) });
}

describe('importing fills', () => {
  it('books fills, fees, cash and positions, and gives an empty portfolio the currency of the file', async () => {
    const store = await openStore();
    const fee = { fee: Decimal.from('3'), feeCurrency: currency('USDT'), orderId: '77' };
    const counts = await importInto(store, 'Binance', [
      fill(0, 'BUY', '2', '100', fee),
      fill(1, 'SELL', '0.5', '120'),
    ]);
    expect(counts).toEqual({ imported: 2, duplicates: 0 });
    const account = await accountOf(store);
    const [portfolio] = await store.read.portfolios.list();
    expect(portfolio?.baseCurrency).toBe('USDT');
    const [position] = await store.read.positions.active([account]);
    expect(position).toMatchObject({
      quantity: Decimal.from('1.5'),
      cost: Decimal.from('150'),
      realised: Decimal.from('10'),
      unknownFees: 1,
    });
    expect(await store.read.ledger.cash(account)).toEqual([
      { currency: 'USDT', amount: Decimal.from('-143') },
    ]);
    const [bought, sold] = await store.read.trades.ofInstrument(account, btc);
    expect(bought).toMatchObject({
      source: 'import',
      orderId: undefined,
      venueTradeId: expect.stringContaining('/77'),
    });
    expect(sold?.fee).toBeUndefined();
    expect(await store.read.orders.count({})).toBe(0);
  });

  it('adds nothing when the file, an overlapping one or a reordered one comes again', async () => {
    const store = await openStore();
    const same = fill(1, 'BUY', '1', '100');
    const first = [fill(0, 'BUY', '1', '99'), same, same, fill(1, 'SELL', '1.50', '101', { orderId: 'a' })];
    expect(await importInto(store, 'Binance', first)).toEqual({ imported: 4, duplicates: 0 });
    const before = await everything(store);
    expect(await importInto(store, 'Binance', first)).toEqual({ imported: 0, duplicates: 4 });
    expect(await importInto(store, 'Binance', first.toReversed())).toEqual({ imported: 0, duplicates: 4 });
    expect(await importInto(store, 'Binance', first.slice(2))).toEqual({ imported: 0, duplicates: 2 });
    expect(await everything(store)).toEqual(before);
    const longer = [...first, fill(2, 'SELL', '1', '105', { symbol: 'BTC/USDT' })];
    expect(await importInto(store, 'Binance', longer)).toEqual({ imported: 1, duplicates: 4 });
    expect(await importInto(store, 'Other', first)).toEqual({ imported: 4, duplicates: 0 });
  });

  it('keeps the file’s order of fills in the same second, whichever end is the newest', async () => {
    const flips = [
      fill(0, 'BUY', '1', '100'),
      fill(1, 'SELL', '1', '101'),
      fill(1, 'BUY', '1', '102'),
      fill(1, 'SELL', '1', '103'),
    ];
    for (const file of [flips, flips.toReversed()]) {
      const store = await openStore();
      await importInto(store, 'Binance', file);
      const results = await store.read.positions.results([await accountOf(store)]);
      expect(results.map(({ realised }) => realised.toString())).toEqual(['1', '1']);
    }
  });

  it('ends in the same positions and cash as booking fill by fill', async () => {
    const rows = fc.record({
      minute: fc.integer({ min: 0, max: 20 }),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      quantity: fc.integer({ min: 1, max: 500 }).map((units) => Decimal.from(`${units}e-2`).toString()),
      price: fc.integer({ min: 1, max: 500 }).map(String),
      base: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 12 }), async (drawn) => {
        const store = await openStore();
        const fills = drawn.map(({ minute, side, quantity, price, base }) =>
          fill(minute, side, quantity, price, {
            fee: Decimal.from('0.001'),
            feeCurrency: currency(base ? 'BTC' : 'USDT'),
          }),
        );
        await importInto(store, 'Binance', fills);
        const account = await accountOf(store);
        const single = accountId('single');
        await store.transact(async (unit) => {
          await unit.accounts.save({ ...(await unit.accounts.get(account)), id: single });
          const booked = await unit.trades.ofInstrument(account, btc);
          for (const known of booked) {
            await bookFill(unit, {
              ...known,
              id: fillIdOf(single, btc, known.venueTradeId),
              accountId: single,
            });
          }
        });
        const shape = async (id: typeof account) => ({
          cash: await store.read.ledger.cash(id),
          open: (await store.read.positions.active([id])).map(({ quantity, cost, realised, fees }) => ({
            quantity,
            cost,
            realised,
            fees,
          })),
          closed: (await store.read.positions.results([id])).map(({ realised, fees, closedAt }) => ({
            realised,
            fees,
            closedAt,
          })),
        });
        expect(await shape(account)).toEqual(await shape(single));
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  it('writes nothing when a piece of it fails', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', [fill(0, 'BUY', '1', '100')]);
    const before = await everything(store);
    const failing: RecordStore = {
      read: store.read,
      begin: () => store.begin(),
      transact: (work) =>
        store.transact((unit) =>
          work({
            ...unit,
            positions: Object.assign(Object.create(unit.positions), {
              last: (...asked: Parameters<typeof unit.positions.last>) => unit.positions.last(...asked),
              save: () => Promise.reject(new Error('the disk is full')),
            }),
          }),
        ),
    };
    const fills = Array.from({ length: 2500 }, (_, at) => fill(at + 1, 'BUY', '1.25', '7'));
    await expect(importInto(failing, 'Binance', fills)).rejects.toThrow('the disk is full');
    expect(await everything(store)).toEqual(before);
    expect(await importInto(store, 'Binance', fills)).toEqual({ imported: 2500, duplicates: 0 });
  });

  it('names fills after the venue’s trade ids, and adds none of them twice', async () => {
    const store = await openStore();
    const fills = [
      fill(0, 'BUY', '1', '100', { tradeId: 'T-9' }),
      fill(0, 'BUY', '1', '100', { tradeId: 'T-10' }),
      fill(1, 'SELL', '2', '101', { tradeId: 'T-11' }),
    ];
    expect(await importInto(store, 'Kraken', fills)).toEqual({ imported: 3, duplicates: 0 });
    expect(await importInto(store, 'Kraken', fills.toReversed())).toEqual({ imported: 0, duplicates: 3 });
    const booked = await store.read.trades.ofInstrument(await accountOf(store, 'Kraken'), btc);
    expect(booked.map(({ venueTradeId }) => venueTradeId)).toEqual(['T-10', 'T-9', 'T-11']);
  });

  it('ends the same when an earlier part of the history comes later', async () => {
    const history = [
      fill(0, 'BUY', '3', '100'),
      fill(1, 'SELL', '1', '110'),
      fill(2, 'BUY', '2', '90'),
      fill(3, 'SELL', '4', '120'),
      fill(4, 'SELL', '1', '80'),
    ];
    const whole = await openStore();
    await importInto(whole, 'Binance', history);
    const parts = await openStore();
    await importInto(parts, 'Binance', history.slice(2));
    await importInto(parts, 'Binance', history.slice(0, 2));
    expect(await resultsOf(parts)).toEqual(await resultsOf(whole));
  });

  it('keeps two listings of one ticker apart', async () => {
    const store = await openStore();
    await importInto(store, 'Broker', [share('30', 'EUR'), share('25', 'GBP')]);
    const instruments = await store.read.instruments.list();
    expect(instruments.map(({ symbol, settle }) => [symbol, settle])).toEqual([
      ['SHELL', 'EUR'],
      ['SHELL.GBP', 'GBP'],
    ]);
    expect(await importInto(store, 'Broker', [share('25', 'GBP')])).toEqual({ imported: 0, duplicates: 1 });
  });

  it('books deposits and withdrawals once', async () => {
    const store = await openStore();
    const entry = { line: 2, time: start, currency: currency('EUR'), reference: undefined };
    const entries: readonly ImportedEntry[] = [
      { ...entry, type: 'deposit', amount: Decimal.from('100') },
      { ...entry, type: 'deposit', amount: Decimal.from('100') },
      { ...entry, type: 'withdrawal', amount: Decimal.from('-30'), reference: 'W-1' },
    ];
    await importInto(store, 'Kraken', [], entries);
    await importInto(store, 'Kraken', [], entries);
    const account = await accountOf(store, 'Kraken');
    const money = [{ currency: 'EUR', amount: Decimal.from('170') }];
    expect(await store.read.ledger.cash(account)).toEqual(money);
    expect(await store.read.ledger.deposited(account)).toEqual(money);
  });
});

async function figures(store: RecordStore) {
  const account = await accountOf(store);
  const open = await store.read.positions.active([account]);
  return {
    cash: await store.read.ledger.cash(account),
    open: open.map(({ quantity, cost }) => [quantity.toString(), cost.toString()]),
    closed: (await store.read.positions.results([account])).map(({ realised }) => realised.toString()),
    fills: await store.read.trades.count({}),
  };
}

describe('undoing an import', () => {
  const first = [fill(0, 'BUY', '2', '100', { fee: Decimal.one, feeCurrency: currency('USDT') })];
  const second = [fill(1, 'SELL', '1', '120'), fill(2, 'SELL', '1', '130')];

  it('leaves what was before it, says so, and lets the file be imported again', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', first);
    const before = await figures(store);
    await importInto(store, 'Binance', second);
    const after = await figures(store);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    expect(run).toMatchObject({ fileName: 'a.csv', format: 'fills', fills: 2, undoneAt: undefined });
    const needs = { store, clock: createFakeClock(start + 1), pause: async () => undefined };
    expect(await undoImport(needs, run.id)).toEqual({ ok: true, value: { fills: 2 } });
    expect(await figures(store)).toEqual(before);
    expect(await store.read.imports.get(run.id)).toMatchObject({ undoneAt: start + 1 });
    expect(await undoImport(needs, run.id)).toEqual({ ok: false, error: { code: 'ALREADY_UNDONE' } });
    expect(await importInto(store, 'Binance', second)).toEqual({ imported: 2, duplicates: 0 });
    expect(await figures(store)).toEqual(after);
  });
});
