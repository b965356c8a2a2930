import { z } from 'zod';

import { enteredTypes, type MovementProblem } from '#src/domain/entered-movement.ts';
import { asset } from './balances.ts';
import { codedApart } from './coded.ts';
import { accountId, instrumentId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, time } from './values.ts';

const money = z.object({ currency: currencyText, amount: givenDecimal });

/** One happening, as the trader tells it. */
const movement = z.object({
  accountId,
  type: z.enum(enteredTypes),
  time,
  /** A share that is new to the record has an id of the venue `import`. */
  asset,
  /** Positive, but for a kind whose sign says the way. The fee is part of it. */
  amount: givenDecimal,
  fee: givenDecimal.optional(),
  /** What the fee was worth. */
  feeWorth: money.optional(),
  /** Where a transfer arrives. */
  counterAccountId: accountId.optional(),
  /** Of a split; of a spin-off the share of the cost that goes along. */
  ratio: z.object({ new: z.number(), old: z.number() }).optional(),
  /** What comes of a spin-off or a merger; what an option is on, negative where it was delivered. */
  into: z.object({ instrumentId, quantity: givenDecimal }).optional(),
  /** Paid beside by a split or a merger, or at the strike of an option in all, in the currency of the instrument. */
  cash: givenDecimal.optional(),
  /** The share or contract that paid it, of what is paid in money. */
  on: instrumentId.optional(),
  /** What came in had cost so much, and when. */
  cost: money.optional(),
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

const lostRate = z.object({
  accountId: idText,
  currency: currencyText,
  into: currencyText,
  rate: decimalText,
});

/** What an account has of an asset now, and will have or has then. */
const effect = z.object({ accountId: idText, asset, before: decimalText, after: decimalText });
export const entered = z.object({
  effects: listOf(effect),
  /** That the trader gave for what is corrected: of another moment, or of something else. */
  lostRates: listOf(lostRate).optional(),
});
export type EffectInfo = z.infer<typeof effect>;
export type LostRateInfo = z.infer<typeof lostRate>;
export type EnteredInfo = z.infer<typeof entered>;

const problem = codedApart<MovementProblem>();
export type MovementProblemInfo = z.infer<typeof problem>;
export const invalidMovement = z.object({ code: z.literal('INVALID_MOVEMENT'), problems: z.array(problem) });
