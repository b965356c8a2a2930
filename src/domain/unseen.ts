/**
 * What is nothing to the eye, or turns the direction of text around: one name that holds it would pass for another. Fillers
 * are letters to Unicode; it lists them as ignorable.
 */
export const unseen = String.raw`\s\p{C}\p{Default_Ignorable_Code_Point}\u2800`;

/** What no name that is given here may hold (the contract refuses it): controls, marks that turn text, and what has no width. */
export const everyHiding =
  /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
