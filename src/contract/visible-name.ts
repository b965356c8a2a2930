import { z } from 'zod';

const longest = 60;
/** Controls, line ends, marks that turn the direction of text around, and what has no width where nothing is joined. */
const unseen = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;
const everyUnseen = new RegExp(unseen, 'gu');
/** Fillers are letters to Unicode, and nothing to the eye. */
const seen = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** What a trader calls a thing, in any script. Two ways to write one letter become one. */
function visibleName(named: string) {
  return z
    .string()
    .max(1_000)
    .trim()
    .normalize('NFC')
    .superRefine((name, context) => {
      const message = problemOf(name, named);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });
}

export const workspaceName = visibleName('A workspace');
export const accountName = visibleName('An account');
export const portfolioName = visibleName('A portfolio');

/** UTF-16 units, as a field of the screen counts them. */
export const longestStrategyName = 40;

/** What the trader calls the reason for an order, as it is seen: names that look alike are one strategy. */
export const newStrategyName = z
  .string()
  .max(1_000)
  .normalize('NFC')
  .transform((name) => name.replaceAll(/\s/gu, ' ').replaceAll(everyUnseen, '').replaceAll(/ +/g, ' ').trim())
  .pipe(z.string().max(longestStrategyName).regex(seen, 'must be a name that can be seen'));

/** The file system's own, which may hold anything: what would turn or hide the words around it is left out. */
export const fileName = z
  .string()
  .max(260)
  .normalize('NFC')
  .transform((name) => name.replaceAll(everyUnseen, ''));

function problemOf(name: string, named: string): string | undefined {
  if (!seen.test(name)) return `${named} needs a name that can be seen.`;
  const { length } = Array.from(name);
  if (length > longest) return `A name has ${longest} characters at most; this one has ${length}.`;
  const [hidden] = unseen.exec(name) ?? [];
  if (hidden === undefined) return undefined;
  const code = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `A name may not hold the invisible character U+${code}: type it anew, without what was pasted.`;
}
