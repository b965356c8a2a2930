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

/** What prices are quoted in, the likeliest first: of two assets, the one that comes earlier is the quote. */
export const quoteCurrencies: readonly string[] = [...fiat, ...stableCoins, ...otherStableCoins, ...coins];
