import { spoken } from './say.ts';

/** A heading as it stands within a sentence: English writes it small there, German as it is. */
export function inSentence(heading: string): string {
  return spoken()?.locale.startsWith('en') === true ? heading.toLowerCase() : heading;
}
