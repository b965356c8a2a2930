import { fillsOf } from '#test/ports/fills-of.ts';
import { describe, expect, it, vi } from 'vitest';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { undoImport, undoUnfinished } from '#src/application/imports/undo-import.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, portfolioId, type ImportId } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { ImportPiece, ImportWriter } from '#src/ports/import-writer.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { TradeRepository } from '#src/ports/trade-repository.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { accountOf, btc, everything, fill, importInto, openStore, start } from './imported-history.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

function share(price: string, code: string): ImportedFill {
  return fill(0, 'BUY', '1', price, { symbol: 'SHELL', priceCurrency: currency(code) });
}

function deposit(amount: string): ImportedEntry {
  const cash = { currency: currency('EUR'), amount: Decimal.from(amount) };
  return { line: 2, time: start, type: 'deposit', ...cash, reference: undefined };
}

/** A store whose power goes out after so many units of work. */
function countingUnits(store: RecordStore, most: number) {
  let done = 0;
  const cut: RecordStore = {
    read: store.read,
    begin: () => store.begin(),
    transact: (work) => {
      done += 1;
      return done > most ? Promise.reject(new Error('the lights go out')) : store.transact(work);
    },
  };
  return { store: cut, units: () => done };
}

describe('importing fills', () => {
  it('goes on with the account of that name in the portfolio where it is, in its currency and by its lots', async () => {
    const store = await openStore();
    await importInto(store, 'Kraken', [fill(0, 'BUY', '1', '100'), fill(1, 'SELL', '1', '100')]);
    const id = await accountOf(store, 'Kraken');
    const savings = { ...(await everything(store)).portfolios[0], id: portfolioId('s'), name: 'Savings' };
    await store.transact(async ({ accounts, portfolios }) => {
      await portfolios.save({ ...(await portfolios.get(portfolioId('p'))), ...savings, lotMethod: 'LIFO' });
      await accounts.save({ ...(await accounts.get(id)), portfolioId: savings.id });
    });
    await importInto(store, 'Kraken', [
      fill(2, 'BUY', '1', '200'),
      fill(3, 'BUY', '1', '210'),
      fill(4, 'SELL', '1', '250'),
    ]);
    const { accounts, open, portfolios } = await everything(store);
    expect(accounts.map((account) => [account.id, account.portfolioId])).toEqual([[id, savings.id]]);
    expect(portfolios.map(({ baseCurrency }) => baseCurrency)).toEqual(['USDT', 'USDT']);
    // Last in, first out: 250 less 210, and the lot at 200 is left.
    expect(open).toMatchObject([{ realised: Decimal.from('40'), cost: Decimal.from('200') }]);
  });

  it('books what the file says was paid, and not its rounded price times the quantity', async () => {
    const store = await openStore();
    // A hundred for three has no price.
    const bought = { value: Decimal.from('100'), tradeId: 'T1' };
    const file = [
      fill(0, 'BUY', '3', '33.333333333333333333', bought),
      fill(1, 'SELL', '3', '40', { tradeId: 'T2' }),
    ];
    await importInto(store, 'Kraken', file);
    const account = await accountOf(store, 'Kraken');
    expect(
      (await closedTrips(store.read.positions, [account])).map(({ realised }) => realised.toString()),
    ).toEqual(['20']);
    expect(await store.read.ledger.cash(account)).toEqual([{ currency: 'USDT', amount: Decimal.from('20') }]);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    await undoImport({ store, clock: createFakeClock(start) }, run.id);
    expect(await store.read.ledger.cash(account)).toEqual([{ currency: 'USDT', amount: Decimal.zero }]);
  });

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
    const [bought, sold] = await fillsOf(store.read.trades, account, btc);
    expect(bought).toMatchObject({
      source: 'import',
      orderId: undefined,
      venueTradeId: expect.stringContaining('/77'),
    });
    expect(sold?.fee).toBeUndefined();
    expect(await store.read.orders.count({})).toBe(0);
  });

  it('goes on from a share’s first fills when the file names it again, while they are still under way', async () => {
    const store = await openStore();
    const rows = [
      fill(0, 'BUY', '2', '100', { symbol: 'SHELL' }),
      fill(1, 'SELL', '1', '120', { symbol: 'SHELL', priceCurrency: currency('EUR') }),
      fill(2, 'SELL', '1', '130', { symbol: 'SHELL', priceCurrency: currency('EUR') }),
    ];
    const late = (id: ImportId): ImportWriter => {
      const writer = recordPieces(store, id);
      const underway: ImportPiece[] = [];
      return {
        write: async (piece) => void underway.push(piece),
        async flush() {
          for (const piece of underway.splice(0)) await writer.write(piece);
        },
      };
    };
    expect(await importInto(store, 'Broker', rows, [], undefined, late)).toEqual({
      imported: 3,
      duplicates: 0,
    });
    const account = await accountOf(store, 'Broker');
    expect(await store.read.positions.active([account])).toEqual([]);
    expect(await closedTrips(store.read.positions, [account])).toHaveLength(1);
  });

  it('takes back what it wrote when a piece of it fails, or when it is stopped', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', [fill(0, 'BUY', '1', '100')]);
    const before = await everything(store);
    let pieces = 0;
    const failing: RecordStore = {
      read: store.read,
      begin: () => store.begin(),
      transact: (work) =>
        store.transact((unit) => {
          const { trades } = unit;
          const refusing: TradeRepository = {
            ...unit.trades,
            page: (...asked) => trades.page(...asked),
            voidImport: (...asked) => trades.voidImport(...asked),
            saveMany: (...asked) =>
              (pieces += 1) > 2 ? Promise.reject(new Error('the disk is full')) : trades.saveMany(...asked),
          };
          return work({ ...unit, trades: refusing });
        }),
    };
    const fills = Array.from({ length: 2500 }, (_, at) => fill(at + 1, at % 2 ? 'BUY' : 'SELL', '2', '7'));
    const entries = [deposit('5')];
    await expect(importInto(failing, 'Binance', fills, entries)).rejects.toThrow('the disk is full');
    expect(pieces).toBe(3);
    expect(await everything(store)).toEqual(before);
    const stopping = new AbortController();
    stopping.abort(new Error('stopped by the trader'));
    await expect(importInto(store, 'Binance', fills, entries, stopping.signal)).rejects.toThrow('stopped');
    expect(await everything(store)).toEqual(before);
    expect((await store.read.imports.list()).map(({ state }) => state)).toEqual(['undone', 'undone', 'done']);
    expect(await importInto(store, 'Binance', fills, entries)).toEqual({ imported: 2500, duplicates: 0 });
  });

  it('that a crash broke off is taken back, wherever it stopped', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', [fill(0, 'BUY', '1', '100'), fill(9000, 'SELL', '1', '110')]);
    const before = await everything(store);
    const fills = Array.from({ length: 2500 }, (_, at) => fill(at + 1, at % 2 ? 'BUY' : 'SELL', '2', '7'));
    const counted = countingUnits(store, Infinity);
    await importInto(counted.store, 'Binance', fills, [deposit('5')]);
    const clock = createFakeClock(start);
    const run = (await store.read.imports.list()).find((done) => done.fills === fills.length);
    if (run === undefined) throw new Error('the import is not listed');
    await undoImport({ store, clock }, run.id);
    expect(await everything(store)).toEqual(before);
    for (let units = 1; units < counted.units(); units += 1) {
      const crashing = countingUnits(store, units);
      await expect(importInto(crashing.store, 'Binance', fills, [deposit('5')])).rejects.toThrow(
        'the lights',
      );
      // The next start is cut short too.
      await expect(undoUnfinished({ store: countingUnits(store, 3).store, clock })).rejects.toThrow(
        'the lights',
      );
      await undoUnfinished({ store, clock });
      expect(await everything(store)).toEqual(before);
    }
  });

  it('takes money that was traded for money as cash on both sides, and takes it back', async () => {
    const store = await openStore();
    const bought = fill(0, 'BUY', '100', '1.1', { symbol: 'EUR-USDT' });
    const sold = fill(1, 'SELL', '40', '1.2', { symbol: 'EUR-USDT' });
    const after = fill(2, 'BUY', '1', '10');
    expect(await importInto(store, 'Binance', [bought, sold, after])).toEqual({ imported: 3, duplicates: 0 });
    const account = await accountOf(store);
    const cash = async () =>
      (await store.read.ledger.cash(account)).map((held) => `${held.amount.toString()} ${held.currency}`);
    expect(await cash()).toEqual(['60 EUR', '-72 USDT']);
    expect((await everything(store)).open).toMatchObject([{ instrumentId: btc }]);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    await undoImport({ store, clock: createFakeClock(start) }, run.id);
    expect(await cash()).toEqual(['0 EUR', '0 USDT']);
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
});

it('a name that is new costs two units of work: its instrument, and its fills with their positions', async () => {
  const store = await openStore();
  const transact = vi.spyOn(store, 'transact');
  async function unitsFor(names: number): Promise<number> {
    const before = transact.mock.calls.length;
    const rows = Array.from({ length: names }, (_, at) =>
      fill(at, 'BUY', '1', '10', { symbol: `N${at}/EUR` }),
    );
    await importInto(store, `of ${names}`, rows);
    return transact.mock.calls.length - before;
  }
  expect((await unitsFor(30)) - (await unitsFor(10))).toBe(2 * 20);
});
