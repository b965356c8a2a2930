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
  { inKind, countsIn }: { readonly inKind: Decimal; readonly countsIn: Currency | undefined },
): InCurrency & { readonly lacksFee: boolean } {
  const { side, price, fee, rates } = fill;
  const { settle } = instrument;
  // What a contract brings is a difference of amounts in what settles it.
  const isOwn = isCash(settle) || isMargined(instrument);
  const into = (isOwn ? undefined : rateInto(fill, settle, countsIn)?.into) ?? settle;
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

/** What so much of a coin was worth at the moment, in what it counts in; undefined where nobody knows. */
export function worthOf(
  leg: Rated,
  moved: Decimal,
  { coin, countsIn }: { readonly coin: Currency; readonly countsIn: Currency | undefined },
): InCurrency | undefined {
  const known = rateInto(leg, coin, countsIn);
  return known && { value: moved.abs().times(known.rate), fees: Decimal.zero, currency: known.into };
}

/** Others may be there, of what the portfolio was measured in before: which ones says nothing of the leg. */
function rateInto({ rates }: Rated, coin: Currency, countsIn: Currency | undefined): LegRate | undefined {
  return rates?.find(({ currency, into }) => currency === coin && into === countsIn);
}
