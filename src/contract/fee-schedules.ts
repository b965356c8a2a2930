import { z } from 'zod';
import { feeScheduleFields, feeScheduleProblems } from '#src/domain/fee-schedule.ts';
import { accountRef, accountRefused } from './accounts.ts';
import { call, noWorkspace } from './call.ts';
import { listOf } from './list.ts';
import { notFound } from './orders.ts';
import { currencyText, decimalText, givenDecimal, time } from './values.ts';

/** A share of what is traded, as 0.001; or an amount for each unit or each trade. */
const terms = <Amount extends z.ZodType>(amount: Amount) =>
  z.discriminatedUnion('basis', [
    z.object({ basis: z.literal('share'), maker: amount, taker: amount, minimum: amount.optional() }),
    z.object({
      basis: z.enum(['unit', 'trade']),
      amount,
      currency: currencyText,
      minimum: amount.optional(),
    }),
  ]);

const feeSchedules = listOf(z.object({ since: time, terms: terms(decimalText) }));
const invalidSchedule = z.object({
  code: z.literal('INVALID_SCHEDULE'),
  problems: z.array(z.object({ field: z.enum(feeScheduleFields), code: z.enum(feeScheduleProblems) })),
});
const refused = z.union([noWorkspace, notFound, accountRefused, invalidSchedule]);
const from = accountRef.extend({ since: time });

/** What an account of history is charged, from a moment on. Each answers with all of the account, the oldest first. */
export const feeScheduleCalls = {
  'accounts.feeSchedules': call(accountRef, feeSchedules, noWorkspace),
  /** In the place of the one that holds from the same moment on. */
  'accounts.setFeeSchedule': call(from.extend({ terms: terms(givenDecimal) }), feeSchedules, refused),
  'accounts.removeFeeSchedule': call(from, feeSchedules, refused),
} as const;
