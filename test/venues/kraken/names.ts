import type { Instrument } from '#test/venues/exchange/instrument.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Kraken's own names: the old assets have a class in front, and bitcoin another code. */
const assets: Readonly<Record<string, { readonly name: string; readonly altname: string }>> = {
  BTC: { name: 'XXBT', altname: 'XBT' },
  ETH: { name: 'XETH', altname: 'ETH' },
  USD: { name: 'ZUSD', altname: 'USD' },
  EUR: { name: 'ZEUR', altname: 'EUR' },
};

export function assetName(asset: string): string {
  return assets[asset]?.name ?? asset;
}

export function assetAltname(asset: string): string {
  return assets[asset]?.altname ?? asset;
}

/** As `XXBTZUSD`. */
export function pairName({ base, quote }: Instrument): string {
  return `${assetName(base)}${assetName(quote)}`;
}

/** As `XBTUSD`. */
export function pairAltname({ base, quote }: Instrument): string {
  return `${assetAltname(base)}${assetAltname(quote)}`;
}

/** As its second socket writes it: `BTC/USD`. */
export function symbolName({ base, quote }: Instrument): string {
  return `${base}/${quote}`;
}

/** A number as Kraken writes ids: `OAAAAA-AAAAA-AA6QSB`, of orders with O, of trades with T. */
export function transactionId(kind: 'O' | 'T', id: number): string {
  let text = '';
  for (let rest = id, place = 0; place < 16; place += 1, rest = Math.floor(rest / 32)) {
    text = `${letters[rest % 32]}${text}`;
  }
  return `${kind}${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10)}`;
}

/** The number that the exchange has for what Kraken calls so. */
export function numberOf(id: string): string {
  return String(
    Array.from(id.slice(1).replaceAll('-', '')).reduce(
      (sum, letter) => sum * 32 + letters.indexOf(letter),
      0,
    ),
  );
}
