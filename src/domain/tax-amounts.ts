/** What was paid or received, with the fees beside it, as a declaration of taxes asks for it (see `gains.ts`). */
import type { Amounts } from './amounts.ts';
import { Decimal } from './decimal.ts';
import { valueOfFill, type Fill } from './fill.ts';
import type { Rated } from './fill-order.ts';
import type { Currency } from './ids.ts';
import { isInverse, isMargined, notionalOf, type Instrument } from './instrument.ts';
import { amountAt, type LegRate } from './leg-rates.ts';
import { isCash } from './quote-currencies.ts';

export type InCurrency = Amounts & { readonly currency: Currency };

/**
 * A fee in kind out of what was bought is a part of what was paid; beside what was sold it brought its own worth. A coin
 * that it was paid in counts at what it was worth at the moment, and so does a fee in anything else.
 */
export function paidFor(
  fill: Fill & Rated,
  instrument: Instrument,
  { inKind, base }: { readonly inKind: Decimal; readonly base: Currency | undefined },
): InCurrency & { readonly lacksFee: boolean } {
  const { side, price, fee, rates } = fill;
  const { settle } = instrument;
  // What a contract brings is a difference of amounts in what settles it.
  const isOwn = isCash(settle) || isMargined(instrument);
  const into = (isOwn ? undefined : rateOf(fill, settle, base)?.into) ?? settle;
  const at = (amount: Decimal, currency: Currency) => amountAt(rates, amount, { currency, into });
  const notional = valueOfFill(fill, instrument);
  const signed = isInverse(instrument) ? notional.negated() : notional;
  const value = at(signed, settle) ?? Decimal.zero;
  if (inKind.isZero()) {
    const fees = fee?.amount.isZero() === true ? Decimal.zero : fee && at(fee.amount, fee.currency);
    return { value, fees: fees ?? Decimal.zero, currency: into, lacksFee: fees === undefined };
  }
  const fees = at(notionalOf(instrument, inKind, price), settle) ?? Decimal.zero;
  return {
    value: side === 'BUY' ? value.minus(fees) : value.plus(fees),
    fees,
    currency: into,
    lacksFee: false,
  };
}

/** What so much of a coin was worth at the moment; undefined where nobody knows. `base`: what the portfolio is measured in. */
export function worthOf(
  leg: Rated,
  moved: Decimal,
  { coin, base }: { readonly coin: Currency; readonly base: Currency | undefined },
): InCurrency | undefined {
  const known = rateOf(leg, coin, base);
  return known && { value: moved.abs().times(known.rate), fees: Decimal.zero, currency: known.into };
}

/** The one that round trips count with: that into the portfolio's currency may be there beside it. */
function rateOf({ rates }: Rated, currency: Currency, base: Currency | undefined): LegRate | undefined {
  const own = rates?.filter((each) => each.currency === currency);
  return own?.find(({ into }) => into !== base) ?? own?.[0];
}
