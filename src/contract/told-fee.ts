import { z } from 'zod';

import { feeProblems } from '#src/domain/told-fee.ts';
import { accountId, instrumentId, wholeText } from './ids.ts';
import { currencyText, givenDecimal } from './values.ts';

const fee = z.object({ currency: currencyText, amount: givenDecimal });

/** `seen`: what the screen shows as told by hand. */
export const tellFeeRequest = z.object({
  accountId,
  instrumentId,
  fillId: wholeText(1000),
  seen: fee.optional(),
  fee: fee.optional(),
});
export const invalidFee = z.object({ code: z.literal('INVALID_FEE'), problem: z.enum(feeProblems) });
