/** What stands in place of an amount in privacy mode: of one width, whatever it hides. */
export const hiddenText = '•••';

/** A number as it may stand in a sentence: grouped by any mark, with a point, its zeros counted. */
const number = /\p{Nd}+(?:[.,'’\u202f\u00a0]\p{Nd}+|[₀-₉]+\p{Nd}*)*/gu;

/** A sentence of the core or of a venue, which may speak of amounts: every number in it is hidden. */
export function hideNumbers(text: string): string {
  return text.replaceAll(number, hiddenText);
}
