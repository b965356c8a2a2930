/** What round trips were worth, as one text: of most nothing is kept, since all of them is in one currency. */
import { z } from 'zod';
import type { TripWorth } from '#src/domain/trip-worth.ts';
import { decimalIn, refuse } from './row-values.ts';

const part = z.object({ known: z.string(), unrated: z.number().int().nonnegative() });
const worthText = z.object({ realised: part, fees: part, estimatedFees: part });

export function worthToText(worth: TripWorth | undefined): string | null {
  return worth === undefined ? null : JSON.stringify(worth);
}

export function worthIn(column: string, text: string | null): TripWorth | undefined {
  if (text === null) return undefined;
  const read = worthText.safeParse(JSON.parse(text));
  if (!read.success) return refuse(column, text, 'no worth');
  const of = ({ known, unrated }: z.infer<typeof part>) => ({ known: decimalIn(column, known), unrated });
  const { realised, fees, estimatedFees } = read.data;
  return { realised: of(realised), fees: of(fees), estimatedFees: of(estimatedFees) };
}
