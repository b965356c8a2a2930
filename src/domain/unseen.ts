/**
 * What is nothing to the eye, or turns the direction of text around: one name that holds it would pass for another. Fillers
 * are letters to Unicode; it lists them as ignorable.
 */
export const unseen = String.raw`\s\p{C}\p{Default_Ignorable_Code_Point}\u2800`;

/**
 * What no name that is given here may hold (the contract refuses it), and what a screen is told by its number: controls, line
 * ends, marks that turn text, and what has no width where nothing is joined.
 */
const letters = String.raw`\p{Cc}\p{Cs}\xAD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB`;
export const hiding = new RegExp(`[${letters}]`, 'u');
export const everyHiding = new RegExp(hiding, 'gu');
