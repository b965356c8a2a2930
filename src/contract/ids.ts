import { z } from 'zod';
import type { AccountId, ImportId, InstrumentId, OrderId, PortfolioId, VenueId } from '#src/domain/ids.ts';
import type { InputProblem } from '#src/domain/input-problem.ts';

/** Neither controls nor halves of letters: those would be another text when they come back from the record. */
const unfit = /[\p{Cc}\p{Cs}]/u;

/** A name that is given by this program or a venue. */
export function wholeText(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !unfit.test(text));
}

const idText = wholeText(128);

/** What the screen names. It is text on the way, and the domain's own id where it arrives. */
export const accountId = idText.pipe(z.custom<AccountId>());
export const orderId = idText.pipe(z.custom<OrderId>());
export const portfolioId = idText.pipe(z.custom<PortfolioId>());
export const importId = idText.pipe(z.custom<ImportId>());
export const venueId = idText.pipe(z.custom<VenueId>());
export const instrumentId = idText
  .regex(/^[^:]+:./, 'NOT_VENUE_AND_SYMBOL' satisfies InputProblem['code'])
  .pipe(z.custom<InstrumentId>());
