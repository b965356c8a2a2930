import { z } from 'zod';

import { enteredTypes, movementFields, movementProblems } from '#src/domain/entered-movement.ts';
import { accountId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, time } from './values.ts';

/** One happening, as the trader tells it. */
const movement = z.object({
  accountId,
  type: z.enum(enteredTypes),
  time,
  asset: currencyText,
  /** Positive, but for a kind whose sign says the way. The fee is part of it. */
  amount: givenDecimal,
  fee: givenDecimal.optional(),
  /** Where a transfer arrives. */
  counterAccountId: accountId.optional(),
  /** What came in had cost so much, and when. */
  cost: z.object({ currency: currencyText, amount: givenDecimal }).optional(),
  acquiredAt: time.optional(),
  note: wholeText(1000).optional(),
});

export const enterRequest = z.object({
  movement,
  /** The entry in whose place it comes. */
  corrects: wholeText(1000).optional(),
  /** It may be of an asset that the record does not know. */
  isNewAsset: z.boolean(),
  isTrial: z.boolean(),
});
export const takeBackRequest = z.object({ id: wholeText(1000), isTrial: z.boolean() });

/** What an account has of an asset now, and will have or has then. */
const effect = z.object({ accountId: idText, asset: currencyText, before: decimalText, after: decimalText });
export const entered = z.object({ effects: listOf(effect) });
export type EffectInfo = z.infer<typeof effect>;

const problem = z.object({ field: z.enum(movementFields), code: z.enum(movementProblems) });
export type MovementProblemInfo = z.infer<typeof problem>;
export const invalidMovement = z.object({ code: z.literal('INVALID_MOVEMENT'), problems: z.array(problem) });
