import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { accountOf, btc, everything, fill, importInto, openStore } from './imported-history.ts';

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
