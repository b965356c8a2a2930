/**
 * What is nothing to the eye, or turns the direction of text around: one name that holds it would pass for another. Fillers
 * are letters to Unicode; it lists them as ignorable.
 */
export const unseen = String.raw`\s\p{C}\p{Default_Ignorable_Code_Point}\u2800`;

/** A class of letters, for a pattern: controls, line ends, marks that turn text, and what has no width where nothing is joined. */
export const hidingLetters = String.raw`\0-\x1F\x7F-\x9F\xAD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB`;
/** What no name that is given here may hold (the contract refuses it): they, and halves of letters. */
export const hiding = new RegExp(String.raw`[${hidingLetters}\p{Cs}]`, 'u');
export const everyHiding = new RegExp(hiding, 'gu');

/** The text with each such letter by its number, as ‹U+202E›: what shows it, a terminal or a screen, is not told what to do. */
export function spelledOut(text: string): string {
  return text.replaceAll(everyHiding, (letter) => letterName(letter.charCodeAt(0)));
}

export function letterName(code: number): string {
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
