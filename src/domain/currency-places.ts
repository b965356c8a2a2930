import type { Decimal } from './decimal.ts';

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

/** Digits after the point that an amount of this currency is shown with: a coin has eight. */
export function currencyPlaces(currency: string): number {
  return placesOf.get(currency) ?? coinPlaces;
}

/** As `currencyPlaces`, of money alone; undefined of a coin. */
export function cashPlaces(currency: string): number | undefined {
  return placesOf.get(currency);
}

/** An amount in a sentence, with the digits of its currency at most. */
export function amountText(amount: Decimal, currency: string, rounding: 'ceiling' | 'floor'): string {
  return amount.roundTo(currencyPlaces(currency), rounding).toString();
}
