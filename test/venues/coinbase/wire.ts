import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Instrument } from '#test/venues/exchange/instrument.ts';
import { unitsText } from '#test/venues/exchange/units.ts';

/** As `BTC-USD`. */
export function productOf({ base, quote }: Instrument): string {
  return `${base}-${quote}`;
}

export function instrumentOf(exchange: Exchange, product: string): Instrument | undefined {
  return exchange.instruments().find((known) => productOf(known) === product);
}

/** As the vendor writes numbers: in text, without the zeros at their end. */
export function text(value: bigint): string {
  return unitsText(value).replace(/\.?0+$/, '');
}

/** `2023-01-16T23:37:23.947000Z` */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}
