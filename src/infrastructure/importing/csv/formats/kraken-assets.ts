import { quoteCurrencies, symbolEndings } from '#src/domain/quote-currencies.ts';

/** Kraken's older codes have an X before a coin and a Z before a currency. */
const prefixed =
  /^(?:X(XBT|ETH|LTC|XRP|XLM|XMR|ZEC|REP|MLN|ETC|XDG|XTZ|ICN|NMC|XVN)|Z(USD|EUR|GBP|JPY|CAD|AUD|KRW))$/;
const renamed = new Map([
  ['XBT', 'BTC'],
  ['XDG', 'DOGE'],
]);
const endings = [
  'ZUSD',
  'ZEUR',
  'ZGBP',
  'ZJPY',
  'ZCAD',
  'ZAUD',
  'XXBT',
  'XETH',
  'XBT',
  ...symbolEndings,
  ...quoteCurrencies,
];

/** `XXBT` and `XBT` are BTC; `ZEUR` is EUR. */
export function assetOf(code: string): string {
  const upper = code.toUpperCase();
  const [, coin, fiat] = prefixed.exec(upper) ?? [];
  const plain = coin ?? fiat ?? upper;
  return renamed.get(plain) ?? plain;
}

/** `DOT28.S`, `ETH2.S`, `USD.M`: what is staked or lent out, and no asset of its own. */
export function isStaked(code: string): boolean {
  return /\.\w$/.test(code);
}

/** `XXBTZEUR`, `XBTEUR` and `XBT/EUR` are BTC/EUR. */
export function pairOf(code: string): string | undefined {
  const [, before, after] = /^([^/]+)\/([^/]+)$/.exec(code.toUpperCase()) ?? [];
  if (before !== undefined && after !== undefined) return `${assetOf(before)}/${assetOf(after)}`;
  const upper = code.toUpperCase();
  const ending = endings.find(
    (candidate) => upper.endsWith(candidate) && upper.length > candidate.length + 1,
  );
  return ending === undefined ? undefined : `${assetOf(upper.slice(0, -ending.length))}/${assetOf(ending)}`;
}
