/** What round trips were worth, as one text: of most nothing is kept, since all of them is in one currency. */
import { z } from 'zod';
import { nothingMoved, type CostMoved } from '#src/domain/capital-moved.ts';
import type { PaidIn } from '#src/domain/paid-in.ts';
import type { TripWorth } from '#src/domain/trip-worth.ts';
import { decimalIn, jsonText, refuse } from './row-values.ts';

const part = z.object({ known: z.string(), unrated: z.number().int().nonnegative() });
const capitalText = z.object({ broughtIn: part, takenOut: part, adjusted: part.optional() });
const worthText = z.object({ realised: part, fees: part, estimatedFees: part });

export function worthToText(worth: TripWorth | undefined): string | null {
  return worth === undefined ? null : jsonText(worth);
}

export function worthIn(column: string, text: string | null): TripWorth | undefined {
  if (text === null) return undefined;
  const read = worthText.safeParse(JSON.parse(text));
  if (!read.success) return refuse(column, text, 'no worth');
  const of = partIn(column);
  const { realised, fees, estimatedFees } = read.data;
  return { realised: of(realised), fees: of(fees), estimatedFees: of(estimatedFees) };
}

/** Without adjustments where there are none: most have none, and no row of before has any. */
export function capitalToText(capital: CostMoved | undefined): string | null {
  if (capital === undefined) return null;
  const { adjusted, ...moved } = capital;
  const isNone = adjusted.unrated === 0 && adjusted.known.isZero();
  return jsonText(isNone ? moved : capital);
}

export function capitalIn(column: string, text: string | null): CostMoved | undefined {
  if (text === null) return undefined;
  const read = capitalText.safeParse(JSON.parse(text));
  if (!read.success) return refuse(column, text, 'no cost of what moved');
  const of = partIn(column);
  const { broughtIn, takenOut, adjusted } = read.data;
  return {
    broughtIn: of(broughtIn),
    takenOut: of(takenOut),
    adjusted: adjusted === undefined ? nothingMoved.adjusted : of(adjusted),
  };
}

function partIn(column: string): (text: z.infer<typeof part>) => PaidIn {
  return ({ known, unrated }) => ({ known: decimalIn(column, known), unrated });
}
