/**
 * A text of a venue, a file or a record from elsewhere may hold what hides in a line, or turns the figures around it. On its
 * way to a screen each such letter is spelled out, as ‹U+202E›: what shows, copies, prints or saves it has it to be seen. On
 * the way back it is what it was, so that what is called by such a text is found by it.
 */
import { hiding, hidingLetters, letterName } from '#src/contract/visible-name.ts';

/**
 * As `JSON.stringify` writes them: controls and halves of letters by their numbers, the others as they are. The first looks
 * at every text that is sent, and with the flag `u` would take five times as long.
 */
const suspect = new RegExp(String.raw`\\[ubf]|[${hidingLetters}]`);
const each = new RegExp(String.raw`\\u([\da-f]{4})|\\(.)|[${hidingLetters}]`, 'gu');
const spelled = /‹U\+([\dA-F]{4})›/g;
const shortForms: Readonly<Record<string, string>> = { b: '\b', f: '\f' };

/** Of a text that `JSON.stringify` made. */
export function spellOut(json: string): string {
  if (!suspect.test(json)) return json;
  return json.replaceAll(each, (letter: string, number?: string, short?: string) => {
    if (number !== undefined) return letterName(Number.parseInt(number, 16));
    const hidden = short === undefined ? letter : shortForms[short];
    return hidden === undefined ? letter : letterName(hidden.charCodeAt(0));
  });
}

/** The text as `spellOut` was given it, or another that stands for the same. */
export function takeBack(json: string): string {
  return json.replaceAll(spelled, (name: string, number: string) =>
    hiding.test(String.fromCharCode(Number.parseInt(number, 16))) ? `\\u${number}` : name,
  );
}
