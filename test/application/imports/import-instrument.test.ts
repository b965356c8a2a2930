import { describe, expect, it } from 'vitest';
import { currencyOfFills, instrumentOf } from '#src/application/imports/import-instrument.ts';
import { ImportTally, type TalliedSymbol } from '#src/application/imports/import-tally.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readSymbol } from '#src/domain/traded-symbol.ts';

function fill(symbol: string, quantity: string, price: string, feeCurrency?: string): ImportedFill {
  return {
    line: 2,
    time: 1_700_000_000_000,
    symbol,
    side: 'BUY',
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: undefined,
    feeCurrency: feeCurrency === undefined ? undefined : currency(feeCurrency),
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: undefined,
  };
}

function tallied(...fills: readonly ImportedFill[]): TalliedSymbol {
  const [only] = talliedAll(fills);
  if (only === undefined) throw new Error('there is no fill');
  return only;
}

function talliedAll(fills: readonly ImportedFill[]): readonly TalliedSymbol[] {
  const tally = new ImportTally();
  tally.addFills(fills);
  return tally.symbols();
}

describe('the instrument of imported fills', () => {
  it.each([
    ['BTC-USDT', 'BTC-USDT', 'BTC', 'USDT'],
    ['BTC/USDT', 'BTC-USDT', 'BTC', 'USDT'],
    ['BTC_USDT', 'BTC-USDT', 'BTC', 'USDT'],
    ['BTCUSDT', 'BTC-USDT', 'BTC', 'USDT'],
    ['TUSDT', 'T-USDT', 'T', 'USDT'],
    ['BTCBUSD', 'BTC-BUSD', 'BTC', 'BUSD'],
    ['ETHBTC', 'ETH-BTC', 'ETH', 'BTC'],
    ['DOTUSD', 'DOT-USD', 'DOT', 'USD'],
    ['FOO/XYZ', 'FOO-XYZ', 'FOO', 'XYZ'],
    ['ABCDEFGHIJKLMNOPQRSTU-USDT', 'ABCDEFGHIJKLMNOPQRSTU-USDT', 'ABCDEFGHIJKLMNOPQRSTU', 'USDT'],
    ['ABCDEFGHIJKLMNOPQRSTUVWUSDT', 'ABCDEFGHIJKLMNOPQRSTUVW-USDT', 'ABCDEFGHIJKLMNOPQRSTUVW', 'USDT'],
  ])('is a pair for %s', (text, symbol, base, quote) => {
    expect(readSymbol(text)).toEqual({ symbol, pair: { base, quote } });
  });

  it.each(['AAPL', 'GBTC', 'BRK.B', 'BRK-B', 'BRK/B', 'BAJAJ-AUTO', 'USD', 'USDUSD', 'USD-USD', 'M&M'])(
    'is a share for %s',
    (text) => {
      expect(readSymbol(text)).toEqual({ symbol: text, pair: undefined });
    },
  );

  it('has the tick and lot of the most digits in the data', () => {
    const fills = [fill('BTCUSDT', '10', '30000.5'), fill('BTCUSDT', '0.125', '30001')];
    const made = instrumentOf(tallied(...fills), undefined, currency('USD'));
    expect(made).toMatchObject({
      id: 'import:BTC-USDT',
      kind: 'spot',
      base: 'BTC',
      quote: 'USDT',
      settle: 'USDT',
      tradable: false,
    });
    expect([made.tickSize.toString(), made.lotSize.toString()]).toEqual(['0.1', '0.001']);
    const whole = [fill('BTCUSDT', '1', '30000.25')];
    const widened = instrumentOf(tallied(...whole), made, currency('USD'));
    expect([widened.tickSize.toString(), widened.lotSize.toString()]).toEqual(['0.01', '0.001']);
  });

  it('is a share in the currency of its fees, else in the portfolio’s', () => {
    const told = instrumentOf(
      tallied(fill('TCS', '1', '2'), fill('TCS', '1', '2', 'INR')),
      undefined,
      currency('USD'),
    );
    expect(told).toMatchObject({ kind: 'equity', base: 'TCS', settle: 'INR' });
    const untold = instrumentOf(tallied(fill('TCS', '1', '2')), undefined, currency('USD'));
    expect(untold.settle).toBe('USD');
  });

  it('names the currency that most fills are in', () => {
    const fills = [
      fill('BTC-EUR', '1', '1'),
      fill('TCS', '1', '1', 'INR'),
      fill('INFY', '1', '1', 'INR'),
      fill('X', '1', '1'),
    ];
    expect(currencyOfFills(talliedAll(fills))).toBe('INR');
    // A proposal, where none of them names one.
    expect(currencyOfFills(talliedAll([fill('X', '1', '1')]))).toBe('USD');
  });
});
