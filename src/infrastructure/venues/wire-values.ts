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

/** As ids are measured: in UTF-16 units, of which a letter may have two, and three in upper case. */
const longestName = 100;

/** What the venue calls something, no longer than an id is here, each of its letters to be seen. */
export const name = z
  .string()
  .max(longestName)
  .regex(/^[^\p{C}\p{Z}]+$/u, 'it is no name')
  .refine((text) => text.toUpperCase().length <= longestName, 'it is no name');

/** By names, so many at most. What is wrong is said of none of them where there are more: millions of them would each be told. */
export function recordOf<Item extends z.ZodType>(item: Item, most: number) {
  return z
    .unknown()
    .refine(
      (told) => typeof told !== 'object' || told === null || Object.keys(told).length <= most,
      `it has more than ${most}`,
    )
    .pipe(z.record(z.string(), item));
}

/** Epoch milliseconds that a date can tell. */
export const time = z.int().nonnegative().max(lastTime);

/** Of what a venue says, in letters. */
const longestSaid = 200;
/** Looked at beyond the cut, so that no half of a secret is left before it. */
const beyond = 4096;

/** In a line: it may go on without an end, and quote what was sent. */
export function quoted(said: string): string {
  const hidden = hideSecrets(said.slice(0, longestSaid + beyond));
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
