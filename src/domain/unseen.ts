/**
 * What is nothing to the eye, or turns the direction of text around: one name that holds it would pass for another. Fillers
 * are letters to Unicode; it lists them as ignorable.
 */
export const unseen = String.raw`\s\p{C}\p{Default_Ignorable_Code_Point}\u2800`;
