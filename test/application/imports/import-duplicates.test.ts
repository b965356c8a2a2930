import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { accountOf, btc, everything, fill, importInto, openStore, start } from './imported-history.ts';

describe('importing what was imported before', () => {
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
    expect(booked.map(({ venueTradeId }) => venueTradeId)).toEqual(['T-9', 'T-10', 'T-11']);
  });

  it('takes a trade id that stands in a file twice for one fill, also where pieces lie between', async () => {
    const store = await openStore();
    const fills = Array.from({ length: 3_500 }, (_, at) =>
      fill(at, at % 2 === 0 ? 'BUY' : 'SELL', '1', '100', { tradeId: `T-${at}` }),
    );
    const again = [0, 1_400, 2_600, 3_499].map((at) => ({
      ...fill(4_000 + at, 'BUY', '1', '100'),
      tradeId: `T-${at}`,
    }));
    const twice = [...fills, ...again, ...again];
    expect(await importInto(store, 'Kraken', twice)).toEqual({ imported: 3_500, duplicates: 8 });
    const account = await accountOf(store, 'Kraken');
    expect(await store.read.trades.count({ accountIds: [account] })).toBe(3_500);
    expect(await store.read.positions.active([account])).toEqual([]);
  });

  it('knows a fill that was named by the venue’s trade id in a file that has no ids', async () => {
    const store = await openStore();
    const named = [
      fill(0, 'BUY', '1', '100', { tradeId: 'a' }),
      fill(0, 'BUY', '1', '100', { tradeId: 'b' }),
      fill(1, 'SELL', '1', '110', { tradeId: 'c' }),
    ];
    const bare = named.map((row) => ({ ...row, tradeId: undefined }));
    await importInto(store, 'Binance', named);
    expect(await importInto(store, 'Binance', bare)).toEqual({ imported: 0, duplicates: 3 });
    const more = [...bare, fill(0, 'BUY', '1', '100'), fill(1, 'BUY', '1', '110')];
    expect(await importInto(store, 'Binance', more)).toEqual({ imported: 2, duplicates: 3 });
    expect(await importInto(store, 'Binance', more)).toEqual({ imported: 0, duplicates: 5 });
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
