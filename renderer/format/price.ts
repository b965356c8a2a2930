import { Decimal } from '#src/domain/decimal.ts';
import { dress, dressTiny, type Separators, unknownText } from '#renderer/format/number.ts';

/** An average may lie between ticks: so many more digits are shown, while the whole has no more than `averageDigits`. */
const averageExtraPlaces = 2;
const averageDigits = 7;

/** A price with the digits of the tick, or as it is where the instrument is not known. Very small ones as 0.0₇87. */
export function formatPrice(
  text: string | undefined,
  tickSize: string | undefined,
  separators: Separators,
): string {
  if (text === undefined) return unknownText;
  const price = Decimal.from(text);
  const places = tickSize === undefined ? price.decimalPlaces() : Decimal.from(tickSize).decimalPlaces();
  return dressTiny(price.toFixed(places, 'half-even'), separators);
}

/** An average price: at least the tick's digits, at most two more where there is room. */
export function formatAveragePrice(
  text: string | undefined,
  tickSize: string | undefined,
  separators: Separators,
): string {
  if (text === undefined) return unknownText;
  const price = Decimal.from(text);
  const places = tickSize === undefined ? 0 : Decimal.from(tickSize).decimalPlaces();
  const room = averageDigits - price.abs().toFixed(0, 'down').length;
  const most = Math.max(places, Math.min(places + averageExtraPlaces, room));
  const shown = Math.min(Math.max(price.decimalPlaces(), places), most);
  return dressTiny(price.toFixed(shown, 'half-even'), separators);
}

/** A quantity with the digits of the lot; what is finer than the lot (fees in kind) is shown in full. */
export function formatQuantity(
  text: string | undefined,
  lotSize: string | undefined,
  separators: Separators,
): string {
  if (text === undefined) return unknownText;
  const quantity = Decimal.from(text);
  const places = lotSize === undefined ? 0 : Decimal.from(lotSize).decimalPlaces();
  return dress(quantity.toFixed(Math.max(places, quantity.decimalPlaces()), 'half-even'), separators);
}
