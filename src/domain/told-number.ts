import { Decimal } from './decimal.ts';

/**
 * Characters of a number that a market, a venue or a file tells. What is longer is a mistake, and too wide for the screen; what is made of some of
 * these, as a price, a quantity and a rate multiplied, can be read again.
 */
export const longestTold = 40;

/** Undefined where it is no number, or has more digits than any market's, however short it is written. */
export function toldNumber(text: string): Decimal | undefined {
  if (text.length > longestTold) return undefined;
  const value = Decimal.parse(text);
  return value !== undefined && value.toString().length <= longestTold ? value : undefined;
}
