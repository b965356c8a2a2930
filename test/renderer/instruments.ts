import type { InstrumentInfo, QuoteInfo } from '#src/contract/market.ts';

/** A spot pair with a tick of one cent. */
export function instrument(symbol: string): InstrumentInfo {
  return {
    id: `sim:${symbol}`,
    venue: 'sim',
    symbol,
    kind: 'spot',
    base: symbol.replace('USDT', ''),
    quote: 'USDT',
    settle: 'USDT',
    tickSize: '0.01',
    lotSize: '1',
    multiplier: '1',
    tradable: true,
  };
}

/** A pair of the simulated market, as BTC-USDT. */
export function pair(base: string, changes: Partial<InstrumentInfo> = {}): InstrumentInfo {
  return { ...instrument(`${base}-USDT`), base, lotSize: '0.001', ...changes };
}

export function quote(symbol: string, changes: Partial<QuoteInfo> = {}): QuoteInfo {
  return {
    instrumentId: `sim:${symbol}`,
    bid: '9.99',
    ask: '10.01',
    last: '10.00',
    previousClose: '8.00',
    time: 1,
    ...changes,
  };
}
