import { dress, type Separators } from '#renderer/format/number.ts';

/**
 * A plain decimal in a sentence of the core or a venue: one with a point, or a whole number before a currency. Not a
 * part of a date, a version, an address or an id.
 */
const amount = /(?<![\p{L}\p{N}.,:/_-])-?\d+(?:\.\d+(?![\p{L}\p{N}:/_-]|\.\d)|(?= [A-Z][A-Z0-9]+\b))/gu;

/** The sentence with its numbers as the trader reads them. */
export function dressProse(text: string, separators: Separators): string {
  return text.replaceAll(amount, (plain) => dress(plain, separators));
}
