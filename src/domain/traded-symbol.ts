import type { ImportedFill } from './imported-fill.ts';
import { coinsBeforeUsd, quoteCurrencies, symbolEndings } from './quote-currencies.ts';

const quotes = new Set(quoteCurrencies);

/** A symbol as it is named here: a pair reads BASE-QUOTE however the file writes it, a share as in the file. */
export type TradedSymbol = {
  readonly symbol: string;
  readonly pair: { readonly base: string; readonly quote: string } | undefined;
};

/** What has a price in a currency of its own is a share, however its name ends. */
export function readTraded({
  symbol,
  priceCurrency,
}: Pick<ImportedFill, 'symbol' | 'priceCurrency'>): TradedSymbol {
  return priceCurrency === undefined ? readSymbol(symbol) : { symbol, pair: undefined };
}

export function readSymbol(text: string): TradedSymbol {
  const pair = separatedPair(text) ?? joinedPair(text);
  return { symbol: pair === undefined ? text : `${pair.base}-${pair.quote}`, pair };
}

/** BTC-USDT, BTC_USDT, BTC/USDT; only a slash may bring a quote that is not known, since BAJAJ-AUTO is a share. */
function separatedPair(text: string): TradedSymbol['pair'] {
  const at = text.search(/[/_-]/);
  const [base, quote] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || base === quote) return undefined;
  return quotes.has(quote) || (text[at] === '/' && /^\p{L}{3,10}$/u.test(quote))
    ? { base, quote }
    : undefined;
}

/** BTCUSDT. A quote of three letters needs a base of two, since GBTC is a share. */
function joinedPair(text: string): TradedSymbol['pair'] {
  if (!/^[\p{L}\p{N}]{2,40}$/u.test(text)) return undefined;
  const inUsd = text.endsWith('USD') && coinsBeforeUsd.has(text.slice(0, -3));
  const quote = inUsd
    ? 'USD'
    : symbolEndings.find(
        (ending) => text.endsWith(ending) && text.length > ending.length + (ending.length > 3 ? 0 : 1),
      );
  if (quote === undefined) return undefined;
  const base = text.slice(0, -quote.length);
  return base === quote ? undefined : { base, quote };
}
