import { describe, expect, test } from 'vitest';
import { currency } from '#src/domain/ids.ts';
import { readSymbol, readTraded } from '#src/domain/traded-symbol.ts';

describe('a symbol as files of venues and brokers write it', () => {
  test.each([
    // Coinbase, Kraken and older exports part the two.
    ['BTC-USDT', 'BTC', 'USDT'],
    ['BTC_EUR', 'BTC', 'EUR'],
    ['ETH/BTC', 'ETH', 'BTC'],
    ['BTC/XAUT', 'BTC', 'XAUT'],
    ['S-USDT', 'S', 'USDT'],
    // Binance joins them; of two quotes that fit the first counts.
    ['BTCUSDT', 'BTC', 'USDT'],
    ['BTCBUSD', 'BTC', 'BUSD'],
    ['SOLUSD', 'SOL', 'USD'],
    // No coin is named BN or SHI.
    ['BNBUSD', 'BNB', 'USD'],
    ['SHIBUSD', 'SHIB', 'USD'],
    ['BNBBTC', 'BNB', 'BTC'],
    ['BNBBUSD', 'BNB', 'BUSD'],
    ['SHIBUSDT', 'SHIB', 'USDT'],
    ['1INCHBTC', '1INCH', 'BTC'],
    ['BUSDT', 'B', 'USDT'],
    ['OPBTC', 'OP', 'BTC'],
  ])('%s is %s in %s', (text, base, quote) => {
    expect(readSymbol(text)).toEqual({ symbol: `${base}-${quote}`, pair: { base, quote } });
  });

  test.each([
    ['a share', 'AAPL'],
    ['a trust whose name ends as a coin does', 'GBTC'],
    ['a share with a hyphen', 'BAJAJ-AUTO'],
    ['a share with an underscore', 'BAJAJ_AUTO'],
    ['one of a slash and too short an end', 'BRK/B'],
    ['one of a slash and too long an end', 'BRK/ABCDEFGHIJK'],
    ['one of a slash and digits', 'BRK/123'],
    ['three parts', 'BTC-USD-PERP'],
    ['three parts that end in a quote', 'BTC-PERP-USDT'],
    ['a quote behind nothing', '-USDT'],
    ['one currency in itself', 'USDT-USDT'],
    ['one currency in itself, joined', 'USDTUSDT'],
    ['a quote alone', 'USDT'],
    ['a name with a point', 'A.USDT'],
    ['a name that is too long', `${'A'.repeat(40)}USDT`],
    ['nothing', ''],
  ])('%s is no pair: %s', (_, text) => {
    expect(readSymbol(text)).toEqual({ symbol: text, pair: undefined });
  });

  test('with a price in a currency of its own is a share, however it ends', () => {
    expect(readTraded({ symbol: 'BTCUSDT', priceCurrency: currency('USD') })).toEqual({
      symbol: 'BTCUSDT',
      pair: undefined,
    });
    expect(readTraded({ symbol: 'BTCUSDT', priceCurrency: undefined })).toMatchObject({ symbol: 'BTC-USDT' });
  });
});
