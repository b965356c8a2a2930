import { expect, it } from 'vitest';
import { createCandleFold } from '#src/domain/candle-fold.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { MarketTrade } from '#src/domain/market.ts';

const minute = 60_000;
let trades = 0;

function trade(price: string, time: number, quantity = '1'): MarketTrade {
  trades += 1;
  return {
    instrumentId: instrumentId('binance:ABCUSDT'),
    tradeId: String(trades),
    price,
    quantity,
    aggressor: 'BUY',
    time,
  };
}

function told(time: number, last: string | undefined, ...of: readonly MarketTrade[]) {
  return { quote: { last, time }, trades: of };
}

it('has the high and the low of a burst whose last price is neither', () => {
  const fold = createCandleFold('1m');
  const burst = [trade('100', 10), trade('105.5', 20, '0.25'), trade('94.75', 30, '2'), trade('101', 40)];
  expect(fold(told(50, '101', ...burst))).toEqual([
    { openTime: 0, open: '100', high: '105.5', low: '94.75', close: '101', volume: '4.25' },
  ]);
});

it('tells the candle that ended together with the one that began, each with what traded in it', () => {
  const fold = createCandleFold('1m');
  fold(told(0, '100', trade('100', 1)));
  const across = [trade('120', minute - 1), trade('99', minute)];
  expect(fold(told(minute, '99', ...across))).toEqual([
    { openTime: 0, open: '100', high: '120', low: '100', close: '120', volume: '2' },
    { openTime: minute, open: '99', high: '99', low: '99', close: '99', volume: '1' },
  ]);
});

it('compares by value and keeps the text of the wire', () => {
  const fold = createCandleFold('1h');
  fold(told(0, '9.50', trade('9.50', 1)));
  expect(fold(told(1, '9.9', trade('10.0', 2), trade('9.9', 3)))).toMatchObject([
    { high: '10.0', low: '9.50', close: '9.9' },
  ]);
});

it('follows a price that moves between trades, which is no trade', () => {
  const fold = createCandleFold('1m');
  fold(told(0, '100', trade('100', 1)));
  expect(fold(told(500, '103'))).toEqual([
    { openTime: 0, open: '100', high: '103', low: '100', close: '103', volume: '1' },
  ]);
  expect(fold(told(900, '103'))).toEqual([]);
});

it('makes nothing of a price that was the last one before it was told: nobody knows when it traded', () => {
  const fold = createCandleFold('1m');
  expect(fold(told(minute, '140'))).toEqual([]);
  expect(fold(told(minute + 1, '100', trade('100', minute + 1)))).toEqual([
    { openTime: minute, open: '100', high: '100', low: '100', close: '100', volume: '1' },
  ]);
});
