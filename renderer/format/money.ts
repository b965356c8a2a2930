import { currencyPlaces } from '#src/domain/currency-places.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { dress, type Separators, unknownText } from '#renderer/format/number.ts';

/** The smallest amount of this currency that is shown, and so the finest that a field of it takes. */
export function currencyStep(currency: string): string {
  return Decimal.from(`1e-${currencyPlaces(currency)}`).toString();
}

/** An amount without its currency, which the column or the label names. */
export function formatAmount(text: string | undefined, currency: string, separators: Separators): string {
  if (text === undefined) return unknownText;
  return dress(Decimal.from(text).toFixed(currencyPlaces(currency), 'half-even'), separators);
}

/** An amount with its currency: 1,234.50 USDT. */
export function formatMoney(text: string | undefined, currency: string, separators: Separators): string {
  return text === undefined ? unknownText : `${formatAmount(text, currency, separators)} ${currency}`;
}

/** No digit of a fee is left out, and it has at least the digits of its currency. */
export function formatFee(
  text: string | undefined,
  currency: string | undefined,
  separators: Separators,
): string {
  if (text === undefined) return unknownText;
  if (currency === undefined) return dress(text, separators);
  const fee = Decimal.from(text);
  const places = Math.max(currencyPlaces(currency), fee.decimalPlaces());
  return dress(fee.toFixed(places, 'half-even'), separators);
}

/**
 * An amount that is set against another: what is too much is rounded up and what is allowed down, so that it never looks
 * like enough.
 */
export function formatMoneyToward(
  text: string,
  currency: string,
  separators: Separators,
  rounding: 'ceiling' | 'floor',
): string {
  const amount = Decimal.from(text).toFixed(currencyPlaces(currency), rounding);
  return `${dress(amount, separators)} ${currency}`;
}

export type Direction = 'gain' | 'loss' | 'flat' | 'unknown';

/** For the colour, which never stands without `arrowOf` or a sign. */
export function directionOf(text: string | undefined): Direction {
  if (text === undefined) return 'unknown';
  const sign = Decimal.from(text).sign();
  if (sign > 0) return 'gain';
  return sign < 0 ? 'loss' : 'flat';
}

export function arrowOf(direction: Direction): string {
  if (direction === 'gain') return '▲';
  return direction === 'loss' ? '▼' : '';
}

/** A profit or loss without its currency: +12.00, −3.40, 0.00. */
export function formatProfit(text: string | undefined, currency: string, separators: Separators): string {
  const amount = formatAmount(text, currency, separators);
  return directionOf(text) === 'gain' ? `+${amount}` : amount;
}
