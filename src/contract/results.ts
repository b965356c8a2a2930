import { z } from 'zod';

import { tripGroupings } from '#src/domain/groupings.ts';
import { groupsAsker } from './groups.ts';
import { portfolioId } from './ids.ts';
import { listOf } from './list.ts';
import { performance } from './portfolio.ts';
import { currencyText, decimalText, time } from './values.ts';

/** Of round trips that were closed in a span: `from` inclusive, `until` exclusive, or all since. */
export const resultsRequest = groupsAsker.extend({
  portfolioId,
  from: time,
  until: time.optional(),
  by: z.enum(tripGroupings),
});

/** An average, in milliseconds. */
const holding = z.number().int().optional();

/** Of closed round trips, net of fees. What is not known is missing. */
const tripResults = performance.omit({ maxDrawdown: true, maxDrawdownShare: true }).extend({
  net: decimalText,
  /** Average win over average loss. */
  payoffRatio: decimalText.optional(),
  /** Net over trades; missing of too few. */
  expectancy: decimalText.optional(),
  longestWins: z.number().int(),
  longestLosses: z.number().int(),
  holding,
  holdingOfWins: holding,
  holdingOfLosses: holding,
  /** The share of the time in which a position was open. */
  exposure: decimalText.optional(),
  /** Missing in the portfolio's currency where a round trip settles in another. */
  traded: decimalText.optional(),
  /** How many times the average equity was traded. */
  turnover: decimalText.optional(),
});
export type TripResultsInfo = z.infer<typeof tripResults>;

/**
 * What the round trips of a group have in common: a strategy, the id of an account or an instrument, a side, a weekday from
 * Monday (1) to Sunday (7), an hour from 0 to 23, a band of holding times. Several strategies where orders of several were
 * filled in one.
 */
const tripKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), name: z.string() }),
  z.object({ kind: z.literal('several') }),
  z.object({ kind: z.literal('none') }),
]);
export type TripKeyInfo = z.infer<typeof tripKey>;

/** In `currency`: what settles in it; in the portfolio's, what settles in others too, each result and fee at the rate of its moment. Each round trip of the total is in one of the groups. */
const currencyResults = z.object({
  currency: currencyText,
  total: tripResults,
  groups: listOf(z.object({ key: tripKey, statistics: tripResults })),
});
export type CurrencyResultsInfo = z.infer<typeof currencyResults>;

export const results = z.object({
  /** The time of which the exposure is a share. */
  from: time,
  until: time,
  /** In which weekdays and hours are told. */
  zone: z.string(),
  currencies: listOf(currencyResults),
});
export type ResultsInfo = z.infer<typeof results>;
