import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, type Currency, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { amount, name, recordOf } from '#src/infrastructure/venues/wire-values.ts';
import { kraken } from './kraken-config.ts';

const step = amount.refine((value) => value.isPositive(), 'it is no step');
const places = z
  .string()
  .regex(/^\d{1,2}$/u)
  .transform(Number);

/** GET /0/public/AssetPairs, each of its pairs. */
const pair = z.object({
  altname: name,
  /** As its first socket calls it: `XBT/USD`. */
  wsname: z.string().regex(/^[^/\s]{1,40}\/[^/\s]{1,40}$/u),
  base: name,
  quote: name,
  pair_decimals: places,
  lot_decimals: places,
  ordermin: amount.optional(),
  costmin: amount.optional(),
  tick_size: step.optional(),
  status: z.string(),
});
/** Some 1,500 are listed; an import takes as many instruments as these. */
const answer = z.object({
  error: z.array(z.string()).length(0),
  result: recordOf(z.unknown(), 20_000),
});

/** Decimals of a market's prices and quantities, as its checksums write them. */
export type Places = { readonly price: number; readonly quantity: number };

/** Everything that the venue lists, by its several names. */
export type Pairs = {
  readonly instruments: readonly Instrument[];
  /** By either name of a pair: `XXBTZUSD` and `XBTUSD`. */
  symbolOf(pair: string): string | undefined;
  /** The asset that a balance is in: `XXBT`, `ZUSD`, `XBT.F`. */
  assetOf(code: string): Currency;
  placesOf(symbol: string): Places | undefined;
};

/** Its own codes for two coins; its newer interfaces have those that everybody uses. */
const usual = new Map([
  ['XBT', 'BTC'],
  ['XDG', 'DOGE'],
]);
const own = new Map([...usual].map(([code, text]) => [text, code]));
/** Held at interest, staked or lent there: `XBT.F`, `DOT28.S`. */
const kept = /(?:\d\d)?\.[A-Z]+$/u;

/** `BTC/USD` as requests name it: `XBTUSD`. */
export function pairOf(symbol: string): string {
  return symbol
    .split('/')
    .map((code) => own.get(code) ?? code)
    .join('');
}

export function idOf(symbol: string): InstrumentId {
  return instrumentId(`${kraken}:${symbol}`);
}

/** Undefined where it is no list. A pair that does not read as expected, or is named otherwise than by its two assets, is left out. */
export function readPairs(body: unknown): Pairs | undefined {
  const { data: listed } = answer.safeParse(body);
  if (listed === undefined) return undefined;
  const instruments: Instrument[] = [];
  const symbols = new Map<string, string>();
  const assets = new Map<string, string>();
  const decimals = new Map<string, Places>();
  for (const [key, each] of Object.entries(listed.result)) {
    const { data: told } = pair.safeParse(each);
    if (told === undefined) continue;
    const [base = '', quote = ''] = told.wsname
      .toUpperCase()
      .split('/')
      .map((code) => usual.get(code) ?? code);
    const symbol = `${base}/${quote}`;
    if (pairOf(symbol) !== told.altname) continue;
    symbols.set(key, symbol).set(told.altname, symbol);
    assets.set(told.base, base).set(told.quote, quote);
    decimals.set(symbol, { price: told.pair_decimals, quantity: told.lot_decimals });
    instruments.push({
      id: idOf(symbol),
      venue: kraken,
      symbol,
      kind: 'spot',
      base: currency(base),
      quote: currency(quote),
      settle: currency(quote),
      tickSize: told.tick_size ?? unitOf(told.pair_decimals),
      lotSize: unitOf(told.lot_decimals),
      minQuantity: told.ordermin,
      maxQuantity: undefined,
      minNotional: told.costmin,
      multiplier: Decimal.one,
      // Where it takes orders of some kinds only, it is said to take none.
      tradable: told.status === 'online',
      rules: {},
    });
  }
  return {
    instruments,
    symbolOf: (called) => symbols.get(called),
    assetOf(code) {
      const plain = code.toUpperCase().replace(kept, '');
      return currency(assets.get(plain) ?? usual.get(plain) ?? plain);
    },
    placesOf: (symbol) => decimals.get(symbol),
  };
}

function unitOf(decimals: number): Decimal {
  return Decimal.from(decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`);
}
