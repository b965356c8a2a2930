import {
  checkPrice,
  checkQuantity,
  type Instrument,
  type PriceProblem,
  type QuantityProblem,
} from './instrument.ts';
import type { Account } from './account.ts';
import type { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import { orderNotional, type OrderTerms } from './order.ts';
import { hasLimit, hasStop } from './order-type.ts';
import { checkBand, noPrices, type BandProblem, type MarketPrices } from './price-band.ts';
import type { RoomProblem } from './venue-room.ts';

export type TermsField = 'quantity' | 'limitPrice' | 'stopPrice' | 'timeInForce' | 'instrumentId';

export type TermsProblem = { readonly field: TermsField } & (
  | QuantityProblem
  | PriceProblem
  | BandProblem
  | RoomProblem
  | { readonly code: 'PRICE_REQUIRED' }
  | { readonly code: 'PRICE_NOT_ALLOWED' }
  | {
      readonly code: 'NOTIONAL_TOO_SMALL';
      readonly notional: Decimal;
      readonly minimum: Decimal;
      readonly currency: Currency;
    }
  | {
      readonly code: 'NOTIONAL_TOO_LARGE';
      readonly notional: Decimal;
      readonly maximum: Decimal;
      readonly currency: Currency;
    }
  | { readonly code: 'TIME_IN_FORCE_NOT_ALLOWED' }
  | { readonly code: 'NOT_TRADABLE' }
  /** The account is at another one. */
  | { readonly code: 'OTHER_VENUE' }
);

export type AmendedTermsProblem =
  | TermsProblem
  /** As much has filled already, or more. */
  | {
      readonly field: 'quantity';
      readonly code: 'QUANTITY_FILLED';
      readonly filled: Decimal;
      readonly lotSize: Decimal;
    };

/** Every rule of the instrument that the order would break, so that a ticket can mark all of its fields at once. */
export function checkTerms(
  terms: OrderTerms,
  instrument: Instrument,
  reference: Decimal | undefined,
  prices: MarketPrices = noPrices,
): readonly TermsProblem[] {
  const quantity = checkQuantity(instrument, terms.quantity, !hasLimit(terms.type));
  const problems: (TermsProblem | undefined)[] = [
    instrument.tradable ? undefined : { field: 'instrumentId', code: 'NOT_TRADABLE' },
    quantity === undefined ? undefined : { field: 'quantity', ...quantity },
    priceProblem('limitPrice', terms.limitPrice, hasLimit(terms.type), instrument) ??
      bandProblem(terms, instrument, prices),
    priceProblem('stopPrice', terms.stopPrice, hasStop(terms.type), instrument),
    quantity === undefined ? notionalProblem(terms, instrument, prices.average ?? reference) : undefined,
    // A stop waits for its price; "at once or never" contradicts it.
    hasStop(terms.type) && (terms.timeInForce === 'IOC' || terms.timeInForce === 'FOK')
      ? { field: 'timeInForce', code: 'TIME_IN_FORCE_NOT_ALLOWED' }
      : undefined,
  ];
  return problems.filter((problem) => problem !== undefined);
}

/** As `checkTerms`, of an order of which `filled` has filled: what ends its rest is a cancel, which says so. */
export function checkAmended(
  terms: OrderTerms,
  filled: Decimal,
  instrument: Instrument,
  reference: Decimal | undefined,
  prices?: MarketPrices,
): readonly AmendedTermsProblem[] {
  const problems = checkTerms(terms, instrument, reference, prices);
  if (filled.isZero() || terms.quantity.greaterThan(filled)) return problems;
  const { lotSize } = instrument;
  return [
    { field: 'quantity', code: 'QUANTITY_FILLED', filled, lotSize },
    ...problems.filter(({ field }) => field !== 'quantity'),
  ];
}

/** An account trades what its own venue lists. */
export function checkVenue(
  { venue }: Pick<Account, 'venue'>,
  instrument: Pick<Instrument, 'venue'>,
): readonly TermsProblem[] {
  return instrument.venue === venue ? [] : [{ field: 'instrumentId', code: 'OTHER_VENUE' }];
}

function priceProblem(
  field: 'limitPrice' | 'stopPrice',
  price: Decimal | undefined,
  wanted: boolean,
  instrument: Instrument,
): TermsProblem | undefined {
  if (price === undefined) return wanted ? { field, code: 'PRICE_REQUIRED' } : undefined;
  if (!wanted) return { field, code: 'PRICE_NOT_ALLOWED' };
  const problem = checkPrice(instrument, price);
  return problem === undefined ? undefined : { field, ...problem };
}

function bandProblem(
  terms: OrderTerms,
  instrument: Instrument,
  prices: MarketPrices,
): TermsProblem | undefined {
  const problem = checkBand(terms, instrument, prices);
  return problem === undefined ? undefined : { field: 'limitPrice', ...problem };
}

function notionalProblem(
  terms: OrderTerms,
  instrument: Instrument,
  reference: Decimal | undefined,
): TermsProblem | undefined {
  const { minNotional: minimum, settle: currency, rules } = instrument;
  const notional = orderNotional(terms, instrument, reference);
  if (notional === undefined) return undefined;
  const atMarket = hasLimit(terms.type) ? undefined : rules?.atMarket;
  if (minimum !== undefined && atMarket?.minNotional !== false && notional.lessThan(minimum))
    return { field: 'quantity', code: 'NOTIONAL_TOO_SMALL', notional, minimum, currency };
  const maximum = rules?.maxNotional;
  if (maximum === undefined || atMarket?.maxNotional === false || notional.atMost(maximum)) return undefined;
  return { field: 'quantity', code: 'NOTIONAL_TOO_LARGE', notional, maximum, currency };
}

/** A room that is too small is told at the quantity where less of it would do, else at the symbol. */
export function roomField({ code }: RoomProblem): TermsField {
  return code === 'POSITION_TOO_LARGE' || code === 'TOO_MANY_AMENDMENTS' ? 'quantity' : 'instrumentId';
}
