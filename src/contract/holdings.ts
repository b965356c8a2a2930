import { z } from 'zod';
import { asset } from './balances.ts';
import { portfolioId } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText } from './values.ts';

export const holdingsRequest = z.object({ portfolioId });

/** What an account holds of an asset. Amounts are in the portfolio's currency; what is not known is missing. */
const holding = z.object({
  id: idText,
  accountId: idText,
  asset,
  isMoney: z.boolean(),
  /** Of the round trip that is open. */
  positionId: idText.optional(),
  /** Where it is priced. */
  instrumentId: idText.optional(),
  /** Signed; zero of what was earned on and is held no more. */
  quantity: decimalText,
  /** At the rates of the purchases; none of contracts, for which nothing is paid. */
  cost: decimalText.optional(),
  /** What it adds to the equity. */
  value: decimalText.optional(),
  /** Of the equity: 0.25 is a quarter. */
  share: decimalText.optional(),
  /** The sum of the two below it. Cost and these are of the purchases alone whose cost and rate are known. */
  unrealised: decimalText.optional(),
  priceEffect: decimalText.optional(),
  currencyEffect: decimalText.optional(),
  /** How many purchases have no rate of their moment, and how many pieces no cost. */
  unrated: z.number().int(),
  uncosted: z.number().int(),
  lacks: z.enum(['price', 'rate']).optional(),
  income: decimalText.optional(),
  /** How many entries of income have no rate of their moment. */
  incomeUnrated: z.number().int(),
});
export type HoldingInfo = z.infer<typeof holding>;

export const holdings = z.object({
  /** False while an import, or its undo, is under way or half done: nothing is told then. */
  isWhole: z.boolean(),
  currency: currencyText,
  rows: listOf(holding),
});
export type HoldingsInfo = z.infer<typeof holdings>;
