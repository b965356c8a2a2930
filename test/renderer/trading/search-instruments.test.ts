import { expect, test } from 'vitest';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { defaultWatchlist, searchInstruments } from '#renderer/trading/search-instruments.ts';

function instrument(symbol: string): InstrumentInfo {
  return {
    id: `binance:${symbol}`,
    venue: 'binance',
    symbol,
    kind: 'spot',
    base: symbol,
    quote: 'USDT',
    settle: 'USDT',
    tickSize: '0.01',
    lotSize: '1',
    multiplier: '1',
    tradable: true,
  };
}

test('the exact symbol comes first, then those that begin with the query, then the others', () => {
  const all = ['WBTCUSDT', 'BTCUSDT', 'BTCUSDTPERP', 'ETHUSDT'].map(instrument);
  const symbols = searchInstruments(all, 'btc/usdt').map((found) => found.symbol);
  expect(symbols).toEqual(['BTCUSDT', 'BTCUSDTPERP', 'WBTCUSDT']);
});

test('an empty query finds nothing', () => {
  expect(searchInstruments([instrument('BTCUSDT')], ' ')).toEqual([]);
});

test('a small market is watched whole, of a large one the familiar symbols', () => {
  const small = ['AAA', 'BBB'].map(instrument);
  const large = [
    ...Array.from({ length: 2000 }, (_, index) => instrument(`X${index}`)),
    instrument('NKNUSDT'),
  ];
  expect(defaultWatchlist(small)).toEqual(['binance:AAA', 'binance:BBB']);
  expect(defaultWatchlist(large)).toEqual(['binance:NKNUSDT']);
});
