import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  type ChartCandle,
  mergeCandles,
  withoutFuture,
  withTraded,
} from '#renderer/core/candles.ts';

const minute = 60_000;

function candle(openTime: number, part: Partial<ChartCandle> = {}): ChartCandle {
  return { openTime, open: '10', high: '12', low: '9', close: '11', volume: '5', forming: false, ...part };
}

function traded(openTime: number, part: Partial<ChartCandle> = {}) {
  return { openTime, open: '10', high: '11', low: '10', close: '11', volume: '1', ...part };
}

describe('withTraded', () => {
  it('widens the newest candle by value, and keeps what was fetched where trades know less', () => {
    expect(
      withTraded([candle(0)], traded(0, { high: '12.5', low: '10', close: '10.5', volume: '2' })),
    ).toEqual([candle(0, { high: '12.5', close: '10.5', forming: true })]);
    expect(withTraded([candle(0)], traded(0, { high: '9.5', low: '8.99', close: '9', volume: '7' }))).toEqual(
      [candle(0, { low: '8.99', close: '9', volume: '7', forming: true })],
    );
    expect(withTraded([candle(0, { high: '9' })], traded(0, { high: '10.5', close: '10.5' }))[0]?.high).toBe(
      '10.5',
    );
  });

  it('begins the next candle with its first trade, and leaves what came before as it is', () => {
    const held = [candle(0)];
    const next = withTraded(held, traded(minute, { open: '10.70' }));
    expect(next).toEqual([candle(0), { ...traded(minute, { open: '10.70' }), forming: true }]);
    expect(next[0]).toBe(held[0]);
  });

  it('finds one that ended in its place', () => {
    const held = [candle(0), candle(minute)];
    expect(withTraded(held, traded(0, { high: '14', close: '13' }))).toEqual([
      candle(0, { high: '14', close: '13', forming: true }),
      candle(minute),
    ]);
  });

  it('draws the first one where none is known', () => {
    expect(withTraded([], traded(minute))).toEqual([{ ...traded(minute), forming: true }]);
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
