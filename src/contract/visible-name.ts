import { z } from 'zod';
import type { InputProblem } from '#src/domain/input-problem.ts';
import { everyHiding, hiding, hidingLetters, letterName } from '#src/domain/unseen.ts';

export { hiding, hidingLetters, letterName };

const longest = 60;
/** Fillers are letters to Unicode, and nothing to the eye. */
const seen = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** What a trader calls a thing, in any script. Two ways to write one letter become one. */
const visibleName = z
  .string()
  .max(1_000)
  .trim()
  .normalize('NFC')
  .superRefine((name, context) => {
    const problem = problemOf(name);
    if (problem !== undefined) context.addIssue({ code: 'custom', params: { problem } });
  });

export const workspaceName = visibleName;
export const accountName = visibleName;
export const portfolioName = visibleName;

/** UTF-16 units, as a field of the screen counts them. */
export const longestStrategyName = 40;

/** What the trader calls the reason for an order, as it is seen: names that look alike are one strategy. */
export const newStrategyName = z
  .string()
  .max(1_000)
  .normalize('NFC')
  .transform((name) => name.replaceAll(/\s/gu, ' ').replaceAll(everyHiding, '').replaceAll(/ +/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(longestStrategyName)
      .regex(seen, 'NAME_UNSEEN' satisfies InputProblem['code']),
  );

/** The file system's own, which may hold anything: what would turn or hide the words around it is left out. */
export const fileName = z
  .string()
  .max(260)
  .normalize('NFC')
  .transform((name) => name.replaceAll(everyHiding, ''));

function problemOf(name: string): InputProblem | undefined {
  if (!seen.test(name)) return { code: 'NAME_UNSEEN' };
  const { length } = Array.from(name);
  if (length > longest) return { code: 'NAME_TOO_LONG', longest, length };
  const [hidden] = hiding.exec(name) ?? [];
  if (hidden === undefined) return undefined;
  const number = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { code: 'NAME_INVISIBLE', character: `U+${number}` };
}
