import { z } from 'zod';

import { riskLimitNames } from '#src/domain/risk-limits.ts';
import { portfolioId } from './ids.ts';
import { currencyText, decimalText, givenDecimal } from './values.ts';

export const limitName = z.enum(riskLimitNames);
export type LimitName = z.infer<typeof limitName>;

/** A limit that is missing is none. */
export const portfolioLimits = z.object({
  /** Of one order, in units of what is traded. */
  maxQuantity: decimalText.optional(),
  /** Of one order, in the currency in which its instrument settles. */
  maxNotional: decimalText.optional(),
  /** Of a limit or stop price from the market's, as a share of it: 0.1 is 10 %. */
  maxPriceDistance: decimalText.optional(),
  /** Of one account at a time. */
  maxOpenOrders: decimalText.optional(),
});
export type PortfolioLimits = z.infer<typeof portfolioLimits>;

/**
 * Only what the trader changed, with what it was when that was decided: what another screen changed meanwhile stays.
 * Without a value the limit is lifted.
 */
export const setLimitsRequest = z.object({
  portfolioId,
  changes: z
    .array(z.object({ limit: limitName, seen: givenDecimal.optional(), value: givenDecimal.optional() }))
    .min(1),
});

const limitProblem = z.discriminatedUnion('code', [
  z.object({ code: z.literal('LIMIT_NOT_POSITIVE'), limit: limitName }),
  z.object({ code: z.literal('LIMIT_NOT_WHOLE'), limit: limitName }),
  z.object({ code: z.literal('LIMIT_TOO_LARGE'), limit: limitName, maximum: decimalText }),
  /** On another screen, since the trader saw it; `now` is missing where it was lifted. */
  z.object({ code: z.literal('LIMIT_SET_ELSEWHERE'), limit: limitName, now: decimalText.optional() }),
]);
export type LimitProblem = z.infer<typeof limitProblem>;

export const invalidLimits = z.object({ code: z.literal('INVALID_LIMITS'), problems: z.array(limitProblem) });

/** An order that a limit does not allow. */
export const riskLimit = z.object({
  code: z.literal('RISK_LIMIT'),
  limit: limitName,
  asked: decimalText,
  allowed: decimalText,
  /** Of the instrument's cash flows: what a limit for the notional is in. */
  currency: currencyText,
});
/** The limit cannot be checked without the market's price. */
export const priceUnknown = z.object({ code: z.literal('PRICE_UNKNOWN'), limit: limitName });

/** In all of the record: no more are followed. */
export const tooManyWorking = z.object({ code: z.literal('TOO_MANY_WORKING'), most: z.number().int() });
