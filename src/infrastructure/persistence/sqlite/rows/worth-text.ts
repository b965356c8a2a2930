/** What round trips were worth, as one text: of most nothing is kept, since all of them is in one currency. */
import { z } from 'zod';
import type { CapitalMoved } from '#src/domain/capital-moved.ts';
import type { PaidIn } from '#src/domain/paid-in.ts';
import type { TripWorth } from '#src/domain/trip-worth.ts';
import { decimalIn, refuse } from './row-values.ts';

const part = z.object({ known: z.string(), unrated: z.number().int().nonnegative() });
const capitalText = z.object({ broughtIn: part, takenOut: part });
const worthText = z.object({ realised: part, fees: part, estimatedFees: part });

export function worthToText(worth: TripWorth | undefined): string | null {
  return worth === undefined ? null : JSON.stringify(worth);
}

export function worthIn(column: string, text: string | null): TripWorth | undefined {
  if (text === null) return undefined;
  const read = worthText.safeParse(JSON.parse(text));
  if (!read.success) return refuse(column, text, 'no worth');
  const of = partIn(column);
  const { realised, fees, estimatedFees } = read.data;
  return { realised: of(realised), fees: of(fees), estimatedFees: of(estimatedFees) };
}

export function capitalToText(capital: CapitalMoved | undefined): string | null {
  return capital === undefined ? null : JSON.stringify(capital);
}

export function capitalIn(column: string, text: string | null): CapitalMoved | undefined {
  if (text === null) return undefined;
  const read = capitalText.safeParse(JSON.parse(text));
  if (!read.success) return refuse(column, text, 'no cost of what moved');
  const of = partIn(column);
  return { broughtIn: of(read.data.broughtIn), takenOut: of(read.data.takenOut) };
}

function partIn(column: string): (text: z.infer<typeof part>) => PaidIn {
  return ({ known, unrated }) => ({ known: decimalIn(column, known), unrated });
}
