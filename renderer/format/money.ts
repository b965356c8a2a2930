import { Decimal } from '#src/domain/decimal.ts';
import { dress, type Separators, unknownText } from '#renderer/format/number.ts';

/** As ISO 4217 has it; Indonesia's and Vietnam's small units are out of use. Dollar coins have the dollar's. */
const codes: Readonly<Record<0 | 2 | 3, string>> = {
  0: 'JPY KRW VND IDR CLP PYG ISK UGX XAF XOF',
  2:
    'USD EUR GBP CHF AUD CAD NZD INR BRL TRY SGD HKD CNY CNH TWD SEK NOK DKK PLN CZK HUF RON ILS ZAR MXN ARS COP PEN ' +
    'UAH RUB KZT THB PHP MYR AED SAR QAR EGP NGN KES PKR LKR USDT USDC FDUSD TUSD BUSD USDP USD1 PYUSD DAI EURC EURI',
  3: 'KWD BHD OMR JOD TND',
};
const placesOf = new Map(
  ([0, 2, 3] as const).flatMap((places) => codes[places].split(' ').map((code) => [code, places])),
);
const coinPlaces = 8;

/** Digits after the point that an amount of this currency is shown with. */
function currencyPlaces(currency: string): number {
  return placesOf.get(currency) ?? coinPlaces;
}

/** The smallest amount of this currency that is shown, and so the finest that a field of it takes. */
export function currencyStep(currency: string): string {
  return Decimal.one.dividedBy(Decimal.from(`1e${currencyPlaces(currency)}`), coinPlaces, 'down').toString();
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

/** An amount that is set against another: rounded, what is too much could look like what is allowed. */
export function formatExactMoney(text: string, currency: string, separators: Separators): string {
  return `${formatFee(text, currency, separators)} ${currency}`;
}

export type Direction = 'gain' | 'loss' | 'flat' | 'unknown';

/** For the colour, which never stands without `arrowOf` or a sign. */
export function directionOf(text: string | undefined): Direction {
  if (text === undefined) return 'unknown';
  const sign = Decimal.from(text).sign();
  if (sign === 0) return 'flat';
  return sign > 0 ? 'gain' : 'loss';
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
