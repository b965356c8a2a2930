import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Money } from '#src/domain/money.ts';
import { quoteCurrencies } from '#src/domain/quote-currencies.ts';
import { importedPricePlaces } from '#src/domain/rounding.ts';
import { longestTold } from '#src/domain/told-number.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { inThousands } from './csv-decimals.ts';
import { shown } from './csv-values.ts';

const withAsset = /^(-?[\d.,]*\d(?:[eE][+-]?\d+)?)\s*([\p{L}][\p{L}\p{N}]{0,19})$/u;

/**
 * A number as venues format it for the eye: a currency's sign, commas between thousands, brackets for less than
 * nothing, a power of ten.
 */
export function readAmount(text: string): Read<Decimal> {
  if (text === '') return err({ code: 'NUMBER_EMPTY' });
  const number = Decimal.parse(text) ?? Decimal.parse(plainOf(text));
  if (number === undefined) return err({ code: 'NOT_A_NUMBER', text: shown(text) });
  if (number.toString().length <= longestTold) return ok(number);
  return err({ code: 'NUMBER_TOO_LONG', text: shown(text), longest: longestTold });
}

/** Whatever its sign: the side is told elsewhere. */
export function readSize(text: string): Read<Decimal> {
  const number = readAmount(text);
  if (!number.ok || !number.value.isZero()) return number.ok ? ok(number.value.abs()) : number;
  return err({ code: 'NO_AMOUNT', text: shown(text) });
}

/** Zero where nothing is written. */
export function readAmountOrNone(text: string): Read<Decimal> {
  return text === '' ? ok(Decimal.zero) : readAmount(text);
}

/** `0.5BTC`, `1,200.50 USDT`. */
export function readMoney(text: string): Read<Money> {
  const [, digits, asset] = withAsset.exec(text) ?? [];
  if (digits === undefined || asset === undefined) {
    return err({ code: 'NOT_MONEY', text: shown(text) });
  }
  const amount = readAmount(digits);
  return amount.ok ? ok({ amount: amount.value, currency: currency(asset) }) : amount;
}

function plainOf(text: string): string {
  let plain = text.replaceAll(/[\p{Sc}\s]/gu, '');
  if (plain.startsWith('(') && plain.endsWith(')')) plain = `-${plain.slice(1, -1)}`;
  if (plain.startsWith('+')) plain = plain.slice(1);
  if (inThousands.test(plain)) plain = plain.replaceAll(',', '');
  return plain.replace(/^(-?)\./, '$10.');
}

/** What was paid for each: the written price where it gives the value, else the value's own, and the value beside it. */
export function pricedBy(value: Decimal, quantity: Decimal, written?: Decimal): Priced {
  if (written?.times(quantity).equals(value) === true) return { price: written, value: undefined };
  const price = value.dividedBy(quantity, importedPricePlaces, 'half-even');
  return { price, value: price.times(quantity).equals(value) ? undefined : value };
}

export type Priced = Pick<ImportedFill, 'price' | 'value'>;

/** Of a row whose total or quantity could not be read. */
export const unpriced = { price: undefined, value: undefined };

export type Exchange = Pick<ImportedFill, 'symbol' | 'side' | 'quantity' | 'price' | 'value'>;

/** A trade as what was paid and what came for it, both positive: which of the two is the quote decides the side. */
export function exchangeOf(paid: Money, received: Money): Exchange {
  if (rankOf(paid.currency) <= rankOf(received.currency)) {
    return pairTrade('BUY', received, paid);
  }
  return pairTrade('SELL', paid, received);
}

export function pairTrade(side: Side, base: Money, quote: Money): Exchange {
  return {
    symbol: `${base.currency}/${quote.currency}`,
    side,
    quantity: base.amount,
    ...pricedBy(quote.amount, base.amount),
  };
}

function rankOf(asset: string): number {
  const rank = quoteCurrencies.indexOf(asset);
  return rank === -1 ? quoteCurrencies.length : rank;
}
