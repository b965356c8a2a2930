import { z } from 'zod';

import { capitalTypes } from '#src/domain/entry-types.ts';
import { rateProblems, rateSources } from '#src/domain/paid-in.ts';
import { portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, time } from './values.ts';

/** As many as are told at once. */
export const mostFlows = 500;

/** What was paid in, or out where it is negative, in another currency than the portfolio's. */
export const flow = z.object({
  id: idText,
  accountId: idText,
  type: z.enum(capitalTypes),
  time,
  currency: currencyText,
  amount: decimalText,
  /** Of its moment, in the portfolio's currency. Missing where it is not known. */
  rate: decimalText.optional(),
  /** What it was worth then, in the portfolio's currency. */
  worth: decimalText.optional(),
  source: z.enum(rateSources).optional(),
  /** The instrument whose price the rate is. */
  pricedBy: idText.optional(),
  /** Of which day a file of published rates has it. */
  publishedOn: time.optional(),
  /** The third currency over which it was made, of one that is crossed. */
  through: currencyText.optional(),
});
export type FlowInfo = z.infer<typeof flow>;

/** Those without a rate come first, then the newest. */
export const flows = z.object({
  flows: listOf(flow),
  total: z.number().int(),
  unrated: z.number().int(),
  /** Paid in less paid out in the portfolio's own currency, which needs no rate. */
  inBase: decimalText,
});

/** `seen` is the rate that the trader saw: what another screen set meanwhile stays. */
export const flowRateRequest = z.object({
  portfolioId,
  movementId: wholeText(1_000),
  seen: givenDecimal.optional(),
  rate: givenDecimal,
});

/** `SET_ELSEWHERE`: since the trader saw it, by another screen or by the price of a venue. */
export const invalidRate = z.object({
  code: z.literal('INVALID_RATE'),
  problem: z.enum(rateProblems),
});
