import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, venueId, type Currency, type InstrumentId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';

/** What was traded elsewhere: it has no feed and cannot be traded here. */
export const importVenue = venueId('import');

const fiat = [
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'INR',
  'TRY',
  'BRL',
  'AUD',
  'CAD',
  'CHF',
  'KRW',
  'SGD',
  'UAH',
  'PLN',
  'ZAR',
  'MXN',
];
const coins = [
  'BTC',
  'ETH',
  'BNB',
  'DAI',
  'SOL',
  'TRX',
  'XRP',
  'EURC',
  'EURI',
  'TUSD',
  'PAX',
  'USD1',
  'USDE',
];
const stableCoins = ['FDUSD', 'BUSD', 'USDT', 'USDC'];
const quotes = new Set([...fiat, ...coins, ...stableCoins]);
/** Quotes that end a symbol which has no separator; where two fit, the first is taken (BTCBUSD is BTC in BUSD). */
const endings = [...stableCoins, 'USD', 'EUR', 'GBP', 'JPY', 'INR', 'TRY', 'BRL', 'AUD', 'BTC', 'ETH', 'BNB'];

/** A symbol as it is named here: a pair reads BASE-QUOTE however the file writes it, a share as in the file. */
export type ReadSymbol = {
  readonly symbol: string;
  readonly pair: { readonly base: string; readonly quote: string } | undefined;
};

export function readSymbol(text: string): ReadSymbol {
  const pair = separatedPair(text) ?? joinedPair(text);
  return { symbol: pair === undefined ? text : `${pair.base}-${pair.quote}`, pair };
}

export function importedInstrumentId(symbol: string): InstrumentId {
  return instrumentId(`${importVenue}:${symbol}`);
}

/** BTC-USDT, BTC_USDT, BTC/USDT; only a slash may bring a quote that is not known, since BAJAJ-AUTO is a share. */
function separatedPair(text: string): ReadSymbol['pair'] {
  const [, base, separator, quote] = /^([^/_-]+)([/_-])([^/_-]+)$/.exec(text) ?? [];
  if (base === undefined || quote === undefined || base === quote || base.length > 20) return undefined;
  return quotes.has(quote) || (separator === '/' && /^\p{L}{3,10}$/u.test(quote))
    ? { base, quote }
    : undefined;
}

/** BTCUSDT. A quote of three letters needs a base of two, since GBTC is a share. */
function joinedPair(text: string): ReadSymbol['pair'] {
  if (!/^[\p{L}\p{N}]{2,25}$/u.test(text)) return undefined;
  const quote = endings.find(
    (ending) => text.endsWith(ending) && text.length > ending.length + (ending.length > 3 ? 0 : 1),
  );
  if (quote === undefined) return undefined;
  const base = text.slice(0, -quote.length);
  return base === quote ? undefined : { base, quote };
}

/** The currency of most fills of a file: a pair's quote, a share's fee currency; undefined when none is named. */
export function currencyOfFills(fills: readonly ImportedFill[]): Currency | undefined {
  const counts = new Map<string, number>();
  for (const { symbol, feeCurrency } of fills) {
    const named = readSymbol(symbol).pair?.quote ?? feeCurrency;
    if (named !== undefined) counts.set(named, (counts.get(named) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  return most === undefined ? undefined : currency(most[0]);
}

/**
 * The instrument of one symbol's fills. A known one keeps what it is; its tick and lot get finer where the fills
 * have more digits. A share is in the currency of its fees, else in `otherwise`.
 */
export function instrumentOf(
  { symbol, pair }: ReadSymbol,
  fills: readonly ImportedFill[],
  known: Instrument | undefined,
  otherwise: Currency,
): Instrument {
  const tickSize = stepOf(fills.map((fill) => fill.price));
  const lotSize = stepOf(fills.map((fill) => fill.quantity));
  if (known !== undefined) {
    return {
      ...known,
      tickSize: Decimal.min(known.tickSize, tickSize),
      lotSize: Decimal.min(known.lotSize, lotSize),
    };
  }
  const quote =
    pair === undefined
      ? (fills.find((fill) => fill.feeCurrency)?.feeCurrency ?? otherwise)
      : currency(pair.quote);
  return {
    id: importedInstrumentId(symbol),
    venue: importVenue,
    symbol,
    kind: pair === undefined ? 'equity' : 'spot',
    base: currency(pair?.base ?? symbol),
    quote,
    settle: quote,
    tickSize,
    lotSize,
    minQuantity: undefined,
    maxQuantity: undefined,
    minNotional: undefined,
    multiplier: Decimal.one,
    tradable: false,
  };
}

/** The coarsest power of ten, at most 1, that all the numbers are multiples of. */
function stepOf(numbers: readonly Decimal[]): Decimal {
  const places = numbers.reduce((most, number) => Math.max(most, number.decimalPlaces()), 0);
  return Decimal.from(`1e-${places}`);
}
