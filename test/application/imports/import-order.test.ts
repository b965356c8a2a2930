import { fillsOf } from '#test/ports/fills-of.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, fillIdOf } from '#src/domain/ids.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { accountOf, btc, fill, importInto, openStore } from './imported-history.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

async function resultsOf(store: RecordStore) {
  const account = await accountOf(store);
  const open = await closedTrips(store.read.positions, [account]);
  return [await store.read.ledger.cash(account), open.map(({ realised }) => realised.toString())];
}

function named(minute: number, side: 'BUY' | 'SELL', price: string, tradeId: string) {
  return fill(minute, side, '1', price, { tradeId });
}

describe('the order of imported fills', () => {
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
      const results = await closedTrips(store.read.positions, [await accountOf(store)]);
      expect(results.map(({ realised }) => realised.toString())).toEqual(['1', '1']);
    }
  });

  it('takes trade ids for names and never for an order', async () => {
    const file = [
      named(0, 'BUY', '100', '9'),
      named(0, 'SELL', '110', '10'),
      named(1, 'BUY', '100', 'f1e2'),
      named(1, 'SELL', '110', '0a9b'),
    ];
    for (const rows of [file, file.toReversed()]) {
      const store = await openStore();
      await importInto(store, 'Binance', rows);
      const trips = await store.read.positions.ofSymbol('BTC-USDT');
      expect(trips.map(({ side, realised }) => `${side} ${realised.toString()}`)).toEqual([
        'BUY 10',
        'BUY 10',
      ]);
    }
  });

  it('reads each symbol in its own direction, where a file lists them in parts', async () => {
    const eth = { symbol: 'ETHUSDT' };
    const newestFirst = [
      fill(9, 'BUY', '1', '7'),
      fill(8, 'SELL', '1', '110'),
      fill(8, 'BUY', '1', '100'),
      fill(7, 'SELL', '1', '5'),
      fill(7, 'BUY', '1', '4'),
    ];
    const oldestFirst = [
      fill(1, 'BUY', '1', '50', eth),
      fill(1, 'SELL', '1', '53', eth),
      fill(2, 'BUY', '1', '50', eth),
    ];
    const store = await openStore();
    await importInto(store, 'Binance', [...newestFirst, ...oldestFirst]);
    const results = await closedTrips(store.read.positions, [await accountOf(store)]);
    expect(results.map(({ realised }) => realised.toString())).toEqual(['3', '1', '10']);
  });

  it('keeps the order of one moment that two files share', async () => {
    const moment = [
      fill(0, 'BUY', '1', '100', { tradeId: 'c' }),
      fill(0, 'SELL', '1', '110', { tradeId: 'b' }),
      fill(0, 'BUY', '1', '120', { tradeId: 'a' }),
    ];
    const store = await openStore();
    await importInto(store, 'Binance', moment.slice(0, 2));
    await importInto(store, 'Binance', moment);
    const [account, { read }] = [await accountOf(store), store];
    expect((await closedTrips(read.positions, [account])).map(({ realised }) => realised.toString())).toEqual(
      ['10'],
    );
    expect((await read.positions.active([account])).map(({ cost }) => cost.toString())).toEqual(['120']);
  });

  it('goes on from one file to the next within the moment at which both were cut, whichever comes first', async () => {
    for (const id of [undefined, 'id']) {
      const rows = [
        fill(0, 'BUY', '1', '100', { tradeId: id && `${id}-9` }),
        fill(1, 'SELL', '1', '110', { tradeId: id && `${id}-8` }),
        fill(1, 'BUY', '1', '120', { tradeId: id && `${id}-7` }),
        fill(1, 'SELL', '1', '125', { tradeId: id && `${id}-6` }),
        fill(1, 'BUY', '1', '130', { tradeId: id && `${id}-5` }),
        fill(2, 'BUY', '1', '130', { tradeId: id && `${id}-4` }),
      ];
      for (const [end, begin] of [
        [2, 2],
        [3, 3],
        [4, 2],
        [6, 0],
      ]) {
        for (const files of [
          [rows.slice(0, end), rows.slice(begin)],
          [rows.slice(begin), rows.slice(0, end)],
        ]) {
          const store = await openStore();
          for (const file of files) await importInto(store, 'Binance', file);
          const account = await accountOf(store);
          const closed = await closedTrips(store.read.positions, [account]);
          expect(closed.map(({ realised }) => realised.toString())).toEqual(['10', '5']);
          expect((await store.read.positions.active([account])).map(({ cost }) => cost.toString())).toEqual([
            '260',
          ]);
        }
      }
    }
  });

  it('puts before it what a later file has before what both have', async () => {
    const rows = [
      fill(1, 'BUY', '1', '100', { tradeId: 'a' }),
      fill(1, 'SELL', '1', '110', { tradeId: 'b' }),
      fill(1, 'BUY', '1', '90', { tradeId: 'c' }),
      fill(1, 'SELL', '1', '93', { tradeId: 'd' }),
    ];
    const store = await openStore();
    await importInto(store, 'Binance', rows.slice(2));
    await importInto(store, 'Binance', rows);
    const closed = await closedTrips(store.read.positions, [await accountOf(store)]);
    expect(closed.map(({ realised }) => realised.toString())).toEqual(['10', '3']);
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
          const booked = await fillsOf(unit.trades, account, btc);
          for (const known of booked) {
            await bookFills(unit, [
              {
                ...known,
                id: fillIdOf(single, btc, known.venueTradeId),
                accountId: single,
              },
            ]);
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
          closed: (await closedTrips(store.read.positions, [id])).map(({ realised, fees, closedAt }) => ({
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
});
