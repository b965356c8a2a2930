import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { candleIntervals, type BookLevel, type Candle } from '#src/domain/market.ts';
import { simulatedInstruments } from '#src/infrastructure/venues/simulated/simulated-instruments.ts';
import { createSimulatedMarket } from '#src/infrastructure/venues/simulated/simulated-market.ts';

const start = Date.UTC(2026, 0, 5);
const minute = 60_000;
const day = 86_400_000;
const market = createSimulatedMarket('seed');
const moments = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2040, 0, 1) });
const instruments = fc.constantFrom(...simulatedInstruments);
const runs = { numRuns: 200 };

function isOn(step: Decimal, text: string): boolean {
  return Decimal.from(text).isPositive() && Decimal.from(text).isMultipleOf(step);
}

describe('the path', () => {
  test('the same seed is the same market, another seed another', () => {
    expect(look('seed')).toBe(look('seed'));
    expect(look('seed')).not.toBe(look('other'));
  });

  test('asking in any order tells the same as walking along', () => {
    const times = Array.from({ length: 400 }, (_, index) => start + index * 7_350);
    const walked = times.map((time) => market.priceAt('ETH-USDT', time));
    const fresh = createSimulatedMarket('seed');
    const backwards = times.toReversed().map((time) => fresh.priceAt('ETH-USDT', time));
    expect(backwards.toReversed()).toEqual(walked);
  });

  test('an unknown symbol is a mistake', () => {
    expect(() => market.priceAt('NONE-USDT', start)).toThrow(RangeError);
  });

  test.each(simulatedInstruments.map(({ symbol, kind }) => [symbol, kind] as const))(
    'a year of %s has a believable daily volatility',
    (symbol, kind) => {
      const closes = market
        .candlesBetween(symbol, '1d', start, start + 365 * day)
        .map(({ close }) => Number(close));
      const returns = closes.slice(1).map((close, at) => Math.log(close / (closes[at] ?? Number.NaN)));
      const yearly = Math.sqrt(
        (returns.reduce((sum, value) => sum + value * value, 0) / returns.length) * 365,
      );
      expect(yearly).toBeGreaterThan(kind === 'equity' ? 0.2 : 0.4);
      expect(yearly).toBeLessThan(kind === 'equity' ? 0.5 : 1);
    },
  );

  test('it moves within a second too, and by little', () => {
    const prices = Array.from({ length: 240 }, (_, at) =>
      Number(market.priceAt('BTC-USDT', start + at * 1000)),
    );
    const moves = prices.slice(1).map((price, at) => Math.abs(price / (prices[at] ?? Number.NaN) - 1));
    expect(moves.filter((move) => move > 0).length).toBeGreaterThan(200);
    expect(Math.max(...moves)).toBeLessThan(0.002);
  });
});

describe('the book', () => {
  test('is on the grid, sorted and uncrossed, with the price at its bid or ask', () => {
    fc.assert(
      fc.property(instruments, moments, ({ symbol, tickSize, lotSize }, time) => {
        const { bids, asks } = market.bookAt(symbol, time);
        const ascending = [...pricesOf(bids).toReversed(), ...pricesOf(asks)];
        expect(
          ascending.every((price, at) => at === 0 || price.greaterThan(ascending[at - 1] ?? price)),
        ).toBe(true);
        expect(
          [...bids, ...asks].every(([price, size]) => isOn(tickSize, price) && isOn(lotSize, size)),
        ).toBe(true);
        expect([bids[0]?.[0], asks[0]?.[0]]).toContain(market.priceAt(symbol, time));
        expect(asks.length).toBe(40);
        expect(bids.length).toBe(40);
      }),
      runs,
    );
  });

  test('changes slowly: most levels outlive a second, few a minute', () => {
    expect(kept(1_000)).toBeGreaterThan(25);
    expect(kept(60_000)).toBeLessThan(5);
  });

  test('its update id grows with time', () => {
    const ids = [0, 50, 1_000, day].map((later) => market.bookAt('BTC-USDT', start + later).updateId);
    expect(ids).toEqual(ids.toSorted((left, right) => left - right));
    expect(new Set(ids).size).toBe(4);
  });
});

describe('candles', () => {
  test('hold every price and every trade of their time, and reach their high and low', () => {
    fc.assert(
      fc.property(instruments, moments, ({ symbol }, time) => {
        const from = Math.floor(time / minute) * minute;
        const [candle] = market.candlesBetween(symbol, '1m', from, from + minute);
        const steps = Array.from({ length: 1200 }, (_, at) => Number(market.priceAt(symbol, from + at * 50)));
        const trades = market.tradesBetween(symbol, from - 1, from + minute - 1);
        expect([candle?.open, Number(candle?.high), Number(candle?.low)]).toEqual([
          market.priceAt(symbol, from),
          Math.max(...steps),
          Math.min(...steps),
        ]);
        expect(trades.every((trade) => Number(trade.price) <= Math.max(...steps))).toBe(true);
        const volume = Decimal.sum(trades.map((trade) => Decimal.from(trade.quantity)));
        expect(volume.toString()).toBe(Decimal.from(candle?.volume ?? '0').toString());
      }),
      { numRuns: 40 },
    );
  });

  test('one opens where the last closed', () => {
    const candles = market.candlesBetween('SOL-USDT', '15m', start, start + day);
    expect(candles.slice(1).map(({ open }) => open)).toEqual(candles.slice(0, -1).map(({ close }) => close));
  });

  test.each(candleIntervals)('%s is its minutes together', (interval) => {
    const [candle] = market.candlesBetween('XRP-USDT', interval, start, start + 1);
    const [next] = market.candlesBetween('XRP-USDT', interval, start + 1, start + 2 * day);
    const minutes = market.candlesBetween('XRP-USDT', '1m', start, next?.openTime ?? 0);
    expect(candle).toMatchObject(togetherOf(minutes));
  });

  test('the running one shows nothing of the future', () => {
    const now = start + 90 * minute + 20_000;
    const candles = market.candlesBetween('BTC-USDT', '1h', start, start + day, now);
    const [, running] = candles;
    expect(candles.map(({ closed }) => closed)).toEqual([true, false]);
    expect(running?.close).toBe(market.priceAt('BTC-USDT', now));
    const since = market.tradesBetween('BTC-USDT', start + 60 * minute - 1, now);
    const volume = Decimal.sum(since.map((trade) => Decimal.from(trade.quantity)));
    expect(Decimal.from(running?.volume ?? '0').toString()).toBe(volume.toString());
  });
});

describe('trades', () => {
  test('any cut of a time gives the same trades, in order, on the grid', () => {
    const { symbol, lotSize, tickSize } = simulatedInstruments[0] ?? {
      symbol: '',
      lotSize: Decimal.one,
      tickSize: Decimal.one,
    };
    const whole = market.tradesBetween(symbol, start, start + 10 * minute);
    const parts = Array.from({ length: 40 }, (_, at) =>
      market.tradesBetween(symbol, start + at * 15_000, start + (at + 1) * 15_000),
    );
    expect(parts.flat()).toEqual(whole);
    expect(whole.length).toBeGreaterThan(100);
    expect(new Set(whole.map(({ tradeId }) => tradeId)).size).toBe(whole.length);
    expect(whole.every(({ price, quantity }) => isOn(tickSize, price) && isOn(lotSize, quantity))).toBe(true);
    expect(whole.every(({ time }, at) => at === 0 || time >= (whole[at - 1]?.time ?? 0))).toBe(true);
  });

  test('a seller takes the bid, a buyer the ask', () => {
    for (const { price, aggressor, time } of market.tradesBetween('LTC-USDT', start, start + 5 * minute)) {
      const { bid, ask } = market.quoteAt('LTC-USDT', time);
      expect(price).toBe(aggressor === 'SELL' ? bid : ask);
    }
  });
});

function togetherOf(minutes: readonly Candle[]) {
  const numbers = (field: 'high' | 'low'): readonly number[] =>
    minutes.map((candle) => Number(candle[field]));
  const total = Decimal.sum(minutes.map(({ volume }) => Decimal.from(volume)));
  return {
    open: minutes[0]?.open,
    high: Math.max(...numbers('high')).toFixed(4),
    low: Math.min(...numbers('low')).toFixed(4),
    close: minutes.at(-1)?.close,
    volume: total.toString(),
  };
}

function look(seed: string): string {
  const seen = createSimulatedMarket(seed);
  return JSON.stringify([
    seen.bookAt('BTC-USDT', start),
    seen.tradesBetween('BTC-USDT', start, start + minute),
    seen.candlesBetween('BTC-USDT', '1h', start, start + day),
  ]);
}

/** How many of 40 levels still stand, with the same size, so much later. */
function kept(later: number): number {
  const before = new Set(market.bookAt('BTC-USDT', start).asks.map(String));
  return market.bookAt('BTC-USDT', start + later).asks.filter((entry) => before.has(String(entry))).length;
}

function pricesOf(levels: readonly BookLevel[]): readonly Decimal[] {
  return levels.map(([price]) => Decimal.from(price));
}
