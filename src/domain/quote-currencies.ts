import type { Currency } from './ids.ts';

const stableCoins = ['FDUSD', 'BUSD', 'USDT', 'USDC'];

/** Quotes that end a symbol which has no separator; where two fit, the first is taken (BTCBUSD is BTC in BUSD). */
export const symbolEndings: readonly string[] = [
  ...stableCoins,
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'INR',
  'TRY',
  'BRL',
  'AUD',
  'BTC',
  'ETH',
  'BNB',
];

/** Coins whose last letter and USD look like BUSD: BNBUSD is BNB in USD, and no coin is named BN. */
export const coinsBeforeUsd: ReadonlySet<string> = new Set(['BNB', 'SHIB']);

const fiat = 'USD EUR GBP JPY INR TRY BRL AUD CAD CHF KRW SGD UAH PLN ZAR MXN'.split(' ');
const otherStableCoins = 'DAI TUSD EURC EURI PAX USD1 USDE'.split(' ');
const coins = 'BTC ETH BNB SOL TRX XRP'.split(' ');

const otherFiat =
  'NZD HKD SEK NOK DKK CZK HUF ILS THB IDR MYR PHP VND CNY CNH TWD AED SAR ARS COP CLP PEN RON BGN NGN KZT RUB'.split(
    ' ',
  );
const furtherStableCoins =
  'USDP PYUSD GUSD USDD USDS USDG FRAX LUSD CRVUSD RLUSD EURT EURS EURCV XSGD GYEN IDRT TRYB BIDR'.split(' ');

const cash: ReadonlySet<string> = new Set([
  ...fiat,
  ...otherFiat,
  ...stableCoins,
  ...otherStableCoins,
  ...furtherStableCoins,
]);

/**
 * Whether an amount is money, that of a state or a coin which is meant to be worth as much. Everything else is an asset:
 * it has lots and round trips. The list is kept by hand, since a coin that has lost its peg is money no longer.
 */
export function isCash(code: Currency): boolean {
  return cash.has(code);
}

/** What prices are quoted in, the likeliest first: of two assets, the one that comes earlier is the quote. */
export const quoteCurrencies: readonly string[] = [...fiat, ...stableCoins, ...otherStableCoins, ...coins];
