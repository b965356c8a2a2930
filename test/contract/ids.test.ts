import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountId, importId, instrumentId, orderId, portfolioId, venueId } from '#src/contract/ids.ts';
import {
  accountId as asAccountId,
  importId as asImportId,
  instrumentId as asInstrumentId,
  orderId as asOrderId,
  portfolioId as asPortfolioId,
  venueId as asVenueId,
} from '#src/domain/ids.ts';

const texts = fc.oneof(
  fc.string({ maxLength: 140 }),
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.tuple(fc.string(), fc.string()).map((parts) => parts.join(':')),
);

it.each([
  ['an account', accountId, asAccountId],
  ['an order', orderId, asOrderId],
  ['a portfolio', portfolioId, asPortfolioId],
  ['an import', importId, asImportId],
  ['a venue', venueId, asVenueId],
  ['an instrument', instrumentId, asInstrumentId],
])('what the contract takes for the id of %s is one to the domain', (_what, given, make) => {
  const taken = fc.sample(texts, { seed: 1, numRuns: 3000 }).filter((text) => given.safeParse(text).success);
  expect(taken.length).toBeGreaterThan(100);
  expect(taken.map((text): string => make(text))).toEqual(taken);
});
