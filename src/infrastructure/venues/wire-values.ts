import { z } from 'zod';

import { currency } from '#src/domain/ids.ts';
import { hideSecrets } from '#src/domain/secret.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import { toldNumber } from '#src/domain/told-number.ts';
import { lastTime } from '#src/domain/trading-day.ts';

export const amount = z.string().transform((text, context) => {
  const value = toldNumber(text);
  if (value !== undefined) return value;
  context.addIssue('it is no decimal number');
  return z.NEVER;
});

export const asset = z.string().transform((text, context) => {
  try {
    return currency(text);
  } catch {
    context.addIssue('it is no code of an asset');
    return z.NEVER;
  }
});

/** Of a quantity or a price, which no venue has less than none of. */
export const positiveOrNone = amount.refine((value) => !value.isNegative(), 'it is less than none');

/** What the venue calls something, of no more letters than an id has here, each of them to be seen. */
export const name = z.string().regex(/^[^\p{C}\p{Z}]{1,100}$/u, 'it is no name');

/** Epoch milliseconds that a date can tell. */
export const time = z.int().nonnegative().max(lastTime);

/** Of what a venue says, in letters. */
const longestSaid = 200;

/** In a line: it may go on without an end, and quote what was sent. */
export function quoted(said: string): string {
  const hidden = hideSecrets(said);
  return hidden.length > longestSaid ? `${hidden.slice(0, longestSaid)}…` : hidden;
}

/** The place of what is wrong, and never what stands there: that may be whose account it is. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** Undefined where it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return parseShallowJson(text);
  } catch {
    return undefined;
  }
}
