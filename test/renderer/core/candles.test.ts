import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  type ChartCandle,
  foldPrice,
  mergeCandles,
  withoutFuture,
} from '#renderer/core/candles.ts';

const minute = 60_000;

function candle(openTime: number, part: Partial<ChartCandle> = {}): ChartCandle {
  return { openTime, open: '10', high: '12', low: '9', close: '11', volume: '5', forming: false, ...part };
}

describe('foldPrice', () => {
  it('grows the newest candle, and compares by value', () => {
    expect(foldPrice(candle(0, { high: '9' }), '10.5', 30_000, '1m')).toMatchObject({
      close: '10.5',
      high: '10.5',
    });
    expect(foldPrice(candle(0), '8.99', 30_000, '1m')).toMatchObject({
      close: '8.99',
      low: '8.99',
      high: '12',
    });
  });

  it('keeps the text of the wire', () => {
    expect(foldPrice(candle(0), '12.50', 0, '1m').high).toBe('12.50');
  });

  it('opens the next candle when its time has come', () => {
    const next = foldPrice(candle(0), '10.70', minute + 1, '1m');
    expect(next).toEqual(
      candle(minute, {
        open: '10.70',
        high: '10.70',
        low: '10.70',
        close: '10.70',
        volume: '0',
        forming: true,
      }),
    );
  });

  it('goes on with the newest candle when the clock was set back', () => {
    const newest = candle(60 * minute);
    expect(foldPrice(newest, '99', 3 * minute, '1m')).toMatchObject({
      openTime: 60 * minute,
      close: '99',
      high: '99',
    });
  });
});

describe('bucketOf', () => {
  it('begins at whole intervals of UTC', () => {
    expect(bucketOf(Date.UTC(2026, 2, 8, 14, 7, 31), '5m')).toBe(Date.UTC(2026, 2, 8, 14, 5));
    expect(bucketOf(Date.UTC(2026, 2, 8, 14, 7), '1d')).toBe(Date.UTC(2026, 2, 8));
  });
});

describe('mergeCandles', () => {
  it('is one series by time, in which the later fetched stands', () => {
    const held = [candle(minute, { close: '1' }), candle(2 * minute, { close: '2' })];
    const merged = mergeCandles(held, [candle(0, { close: '0' }), candle(minute, { close: '7' })]);
    expect(merged.map(({ openTime, close }) => [openTime, close])).toEqual([
      [0, '0'],
      [minute, '7'],
      [2 * minute, '2'],
    ]);
  });
});

describe('withoutFuture', () => {
  it('leaves a series alone whose newest candle began in the present, or a moment after it', () => {
    const held = [candle(0), candle(minute)];
    expect(withoutFuture(held, minute)).toBe(held);
    expect(withoutFuture(held, minute - 200)).toBe(held);
  });

  it('has nothing of a clock that ran ahead', () => {
    const held = [candle(0), candle(minute), candle(60 * minute), candle(61 * minute)];
    expect(withoutFuture(held, minute + 5).map(({ openTime }) => openTime)).toEqual([0, minute]);
  });
});
