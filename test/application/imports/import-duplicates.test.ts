import { fillsOf } from '#test/ports/fills-of.ts';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, ledgerEntryId } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
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

  it('takes names that nobody could tell apart for one account, the very same one first', async () => {
    const store = await openStore();
    const fills = [fill(0, 'BUY', '1', '99')];
    expect(await importInto(store, 'Caf\u00e9', fills)).toEqual({ imported: 1, duplicates: 0 });
    for (const name of ['Cafe\u0301', 'CAF\u00c9', ' Caf\u00e9 '])
      expect(await importInto(store, name, fills)).toEqual({ imported: 0, duplicates: 1 });
    expect(await store.read.accounts.list()).toHaveLength(1);
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
    const booked = await fillsOf(store.read.trades, await accountOf(store, 'Kraken'), btc);
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
    expect(await importInto(store, 'Kraken', twice)).toEqual({ imported: 3_500, duplicates: 0, alike: 8 });
    const account = await accountOf(store, 'Kraken');
    expect(await store.read.trades.count({ accountIds: [account] })).toBe(3_500);
    expect(await store.read.positions.active([account])).toEqual([]);
  });

  describe('of the same trades in another export', () => {
    const named = [
      fill(0, 'BUY', '1', '100', { tradeId: 'a', orderId: 'o' }),
      fill(0, 'BUY', '1', '100', { tradeId: 'b', orderId: 'o' }),
      fill(1, 'SELL', '1', '110', { tradeId: 'c', orderId: 'p' }),
    ].map((row, at) => ({ ...row, time: row.time + at * 137 }));
    const cut = (to: number) => named.map((row) => ({ ...row, time: Math.floor(row.time / to) * to }));
    const [bought, , sold] = cut(1_000);
    const summed = bought && sold ? [{ ...bought, quantity: Decimal.from('2') }, sold] : [];
    const exports = {
      'trade ids': named,
      'order ids only': without(named, 'tradeId'),
      'no ids': without(named, 'tradeId', 'orderId'),
      'trade ids, cut to the second': cut(1_000),
      'order ids, cut to the second': without(cut(1_000), 'tradeId'),
      'no ids, cut to the second': without(cut(1_000), 'tradeId', 'orderId'),
      'no ids, cut to the minute': without(cut(60_000), 'tradeId', 'orderId'),
      'no ids, an order’s fills summed': without(summed, 'tradeId', 'orderId'),
      'other ids, an order’s fills summed': summed.map((row) => ({
        ...row,
        tradeId: row.tradeId && `s${row.tradeId}`,
      })),
      'no ids, a rounded price': without(
        named.map((row) => ({ ...row, price: row.price.plus(Decimal.from('0.004')) })),
        'tradeId',
      ),
    };
    it('adds none of them twice, whichever comes first, and leaves out no more than there were', async () => {
      const store = await openStore();
      for (const [first, one] of Object.entries(exports)) {
        for (const [second, other] of Object.entries(exports)) {
          const pair = `${first}, ${second}`;
          await importInto(store, pair, one);
          const account = await accountOf(store, pair);
          const { imported, duplicates, alike = 0 } = await importInto(store, pair, other);
          expect({ pair, imported, known: duplicates + alike }).toEqual({
            pair,
            imported: 0,
            known: other.length,
          });
          const open = await store.read.positions.active([account]);
          expect(open.map(({ quantity }) => quantity.toString())).toEqual(['1']);
          // A true third that is equal to the first two.
          const third = other.slice(0, 1).map((row) => ({ ...row, tradeId: row.tradeId && 'd' }));
          expect(await importInto(store, pair, [...other, ...third])).toMatchObject({ imported: 1 });
        }
      }
    });

    it('adds them where the trader says that they are others, once', async () => {
      const store = await openStore();
      const bare = exports['no ids'];
      await importInto(store, 'Binance', bare.slice(0, 1));
      const others = named.slice(1, 2).map((row) => ({ ...row, time: bare[0]?.time ?? 0 }));
      expect(await importInto(store, 'Binance', others)).toEqual({ imported: 0, duplicates: 0, alike: 1 });
      const added = await importInto(store, 'Binance', others, [], undefined, undefined, true);
      expect(added).toEqual({ imported: 1, duplicates: 0 });
      expect(await importInto(store, 'Binance', others)).toEqual({ imported: 0, duplicates: 1 });
      expect(await importInto(store, 'Binance', bare.slice(0, 1))).toEqual({ imported: 0, duplicates: 1 });
    });
  });

  it('asks about two fills with one trade id, as a spreadsheet rounds them, and knows them again', async () => {
    const store = await openStore();
    const rounded = [
      fill(0, 'BUY', '3', '150', { tradeId: '77001' }),
      fill(0, 'BUY', '4', '150.1', { tradeId: '77001' }),
      fill(0, 'BUY', '4', '150.1', { tradeId: '77001' }),
      fill(1, 'SELL', '11', '151', { tradeId: '77002' }),
    ];
    const added = await importInto(store, 'Binance', rounded, [], undefined, undefined, true);
    expect(added).toEqual({ imported: 4, duplicates: 0 });
    expect(await importInto(store, 'Binance', rounded)).toEqual({ imported: 0, duplicates: 4 });
    const account = await accountOf(store, 'Binance');
    expect(await store.read.positions.active([account])).toEqual([]);
    // Another fill that has a recorded id is not taken for that.
    const other = fill(9, 'BUY', '5', '150', { tradeId: '77001' });
    expect(await importInto(store, 'Binance', [other])).toEqual({ imported: 0, duplicates: 0, alike: 1 });
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
    // Its reference is another's, as a spreadsheet rounds long ones.
    const rounded = entries.slice(2).flatMap((one) => [one, { ...one, amount: Decimal.from('-7') }]);
    await importInto(store, 'Kraken', [], rounded);
    expect(await store.read.ledger.cash(account)).toEqual(money);
    for (let times = 0; times < 2; times += 1)
      await importInto(store, 'Kraken', [], rounded, undefined, undefined, true);
    expect(await store.read.ledger.cash(account)).toEqual([{ currency: 'EUR', amount: Decimal.from('163') }]);
  });

  it('does not bring again what was corrected or taken back, from the same file or another export of it', async () => {
    const store = await openStore();
    const entry = { line: 2, time: start + 1_500, currency: currency('EUR'), reference: 'D-1' };
    const entries: readonly ImportedEntry[] = [
      { ...entry, type: 'deposit', amount: Decimal.from('100') },
      { ...entry, type: 'deposit', amount: Decimal.from('20'), reference: 'D-2' },
    ];
    await importInto(store, 'Kraken', [], entries);
    const account = await accountOf(store, 'Kraken');
    const [first, second] = await store.read.ledger.since(account, 0);
    if (first === undefined || second === undefined) throw new Error('both were imported');
    const common = { accountId: account, time: first.time, instrumentId: undefined, quantity: undefined };
    const cash = { currency: currency('EUR'), amount: Decimal.from('90') };
    await store.transact(({ ledger }) =>
      ledger.append([
        { ...common, id: ledgerEntryId('c1'), type: 'deposit', cash, note: undefined, corrects: first.id },
        {
          ...common,
          id: ledgerEntryId('c2'),
          type: 'deposit',
          cash: undefined,
          note: undefined,
          corrects: second.id,
        },
      ]),
    );
    const cut = entries.map((one) => ({ ...one, time: start + 1_000, reference: undefined }));
    for (const file of [entries, cut]) await importInto(store, 'Kraken', [], file);
    expect(await store.read.ledger.cash(account)).toEqual([cash]);
  });
});

function without(rows: readonly ImportedFill[], ...keys: readonly ('tradeId' | 'orderId')[]) {
  return rows.map((row) => ({ ...row, ...Object.fromEntries(keys.map((key) => [key, undefined])) }));
}
