import { krakenAssets, krakenQuotes } from './kraken-instruments.ts';

/** Kraken's older codes have an X before a coin and a Z before a currency. */
const coins = new Set('XBT ETH LTC XRP XLM XMR ZEC REP MLN ETC XDG ICN NMC XVN'.split(' '));
const fiat = new Set('USD EUR GBP JPY CAD AUD KRW'.split(' '));
const renamed = new Map([
  ['XBT', 'BTC'],
  ['XDG', 'DOGE'],
  ['ETH2', 'ETH'],
]);
/** Staked, held or lent out: `DOT28.S`, `EUR.HOLD`, `XBT.M`. */
const kept = /(?:\d\d)?\.(?:S|M|F|B|P|HOLD)$/;

/** `XXBT` and `XBT` are BTC, `ZEUR` and `EUR.HOLD` are EUR, `ETH2.S` is ETH. */
export function assetOf(code: string): string {
  const upper = code.toUpperCase().replace(kept, '');
  const plain = unprefixed(upper);
  return renamed.get(plain) ?? plain;
}

/** Two codes of 40, and what stands between them. */
const longestPair = 81;

/** `XXBTZEUR`, `XBTEUR` and `XBT/EUR` are BTC/EUR; undefined where no pair of its instruments is written so, or two are. */
export function pairOf(code: string): string | undefined {
  if (code.length > longestPair) return undefined;
  const upper = code.toUpperCase();
  const [, before, after] = /^([^/]+)\/([^/]+)$/.exec(upper) ?? [];
  if (before !== undefined && after !== undefined) return `${assetOf(before)}/${assetOf(after)}`;
  const found = new Set<string>();
  for (let length = 1; length < upper.length; length += 1) {
    const [base, quote] = [upper.slice(0, length), upper.slice(length)];
    if (isPair(base, quote)) found.add(`${assetOf(base)}/${assetOf(quote)}`);
  }
  const [only, other] = found;
  return other === undefined ? only : undefined;
}

function isPair(base: string, quote: string): boolean {
  const plain = unprefixed(base);
  const quoted = unprefixed(quote);
  if (!krakenAssets.has(plain) || !krakenQuotes.has(quoted) || plain === quoted) return false;
  // Both have the older code, or neither; the one newer coin that came early has the older quote.
  if (quote !== quoted && base === plain && base !== 'USDT') return false;
  return krakenQuotes.get(quoted)?.has(plain) ?? true;
}

function unprefixed(code: string): string {
  const plain = code.slice(1);
  const isOld = (code.startsWith('X') && coins.has(plain)) || (code.startsWith('Z') && fiat.has(plain));
  return isOld ? plain : code;
}
