import type { Decimal } from './decimal.ts';
import type { Currency, InstrumentId } from './ids.ts';

export const givenSources = ['hand', 'candle', 'market'] as const;

/** What may lack a price: what is held, or a currency, whose price is its rate in the base currency of a portfolio. */
export type Unpriced =
  | { readonly kind: 'instrument'; readonly instrumentId: InstrumentId }
  | { readonly kind: 'currency'; readonly currency: Currency; readonly into: Currency };

/**
 * What the trader gave in the place of a price that the market does not tell. It counts only while there is none: a live
 * price wins.
 */
export type GivenPrice = {
  readonly of: Unpriced;
  /** When it was given. */
  readonly givenAt: number;
} & GivenFrom;

export type GivenFrom =
  /** Typed. `time` is when that was. */
  | { readonly source: 'hand'; readonly price: Decimal; readonly time: number }
  /** The close of a stored candle of `instrumentId`, which ended at `time`. */
  | {
      readonly source: 'candle';
      readonly price: Decimal;
      readonly time: number;
      readonly instrumentId: InstrumentId;
    }
  /** Whatever `instrumentId`, the same at a venue that is connected, trades at. */
  | { readonly source: 'market'; readonly instrumentId: InstrumentId };

/** Names what lacks a price, in one text. */
export function unpricedKey(of: Unpriced): string {
  return of.kind === 'instrument' ? of.instrumentId : `${of.currency} ${of.into}`;
}
