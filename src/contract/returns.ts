import { z } from 'zod';

import { portfolioId } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText, time } from './values.ts';

/** From inclusive, until exclusive, or all since. */
export const returnsRequest = z.object({ portfolioId, from: time, until: time.optional() });

const dayReturn = z.object({
  /** When the trader's day began. */
  from: time,
  /** As a share: 0.1 is 10 %. Missing where the record was changed, or nothing was there to begin with. */
  share: decimalText.optional(),
  gain: decimalText,
});
export type DayReturnInfo = z.infer<typeof dayReturn>;

/** Shares and ratios of a portfolio's returns; what is not known is missing. */
export const returns = z.object({
  currency: currencyText,
  /** The first and the last moment at which equity and what was paid in are known. */
  from: time.optional(),
  to: time.optional(),
  /** By which the days begin. */
  zone: z.string(),
  timeWeighted: decimalText.optional(),
  /** Of the time with money in it where that is less than a year, else of a year. */
  moneyWeighted: decimalText.optional(),
  /** Of a year; missing of less than one. */
  perYear: decimalText.optional(),
  maxDrawdown: decimalText.optional(),
  maxDrawdownShare: decimalText.optional(),
  calmar: decimalText.optional(),
  volatility: decimalText.optional(),
  sharpe: decimalText.optional(),
  sortino: decimalText.optional(),
  /** Days that the figures of daily returns are made of. */
  countedDays: z.number().int(),
  winningDays: z.number().int(),
  losingDays: z.number().int(),
  best: dayReturn.optional(),
  worst: dayReturn.optional(),
  /** How many times the returns are interrupted, each until they go on: the record was changed, or nothing was there to earn with. */
  interruptions: z.number().int(),
  days: listOf(dayReturn),
  /** Accounts with trades of which it is not known what was paid in: then no share is known, and amounts alone are told. */
  unfunded: z.array(z.string()).optional(),
  /** Days whose end was not observed, and follows from the record and stored prices. */
  derivedDays: z.number().int(),
  /** Days whose end was both observed and derived, and the one on which the two are furthest apart; missing without one. */
  compared: z
    .object({ days: z.number().int(), time, observed: decimalText, derived: decimalText })
    .optional(),
  /** Days that are not known, and what had no price on them: coins and currencies by their codes, others by instrument. */
  unpriced: z.object({ days: z.number().int(), missing: z.array(idText) }),
});
export type ReturnsInfo = z.infer<typeof returns>;
