import { z } from 'zod';

import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import { accountId, instrumentId, portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, side, time, zoneName } from './values.ts';

/** As many as a statement is entered with at once, and as many movements as are told at once. */
export const mostBalances = 200;
export const mostMovements = 500;

/** A currency or coin, or an instrument that is no pair of two. */
export const asset = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('currency'), currency: currencyText }),
  z.object({ kind: z.literal('instrument'), instrumentId }),
]);
export type AssetInfo = z.input<typeof asset>;

/** Nothing that is recorded is older than the epoch. */
const day = z.iso.date().refine((text) => text >= '1970-01-02');

/** What a statement says that an account held when a day was over, and what the record says. */
export const balance = z.object({
  id: idText,
  accountId: idText,
  asset,
  day,
  /** Of the clock by which the day ended. */
  zone: z.string(),
  /** When that was: what came before counts. */
  until: time,
  /** With the digits of the statement. */
  quantity: decimalText,
  /** Missing while it is not known. */
  recorded: decimalText.optional(),
  /** What the record has more than the statement: 0 where they agree. */
  difference: decimalText.optional(),
  /** The record left the statements here: after the one before, which is missing where there is none. */
  arose: z.object({ after: z.object({ day, until: time, difference: decimalText }).optional() }).optional(),
});
export type BalanceInfo = z.infer<typeof balance>;

/** What a portfolio's statements come to, with its valuation. */
export const statements = z.object({
  /** Changes with whatever else does: the list is read anew then. */
  version: z.number().int(),
  /** Those where the record leaves the statements. */
  differing: listOf(balance),
});

export const balances = z.object({
  balances: listOf(balance),
  /** Some are checked again: what is told of those is of before. */
  isChecking: z.boolean(),
  /** By which days end that are entered without another. */
  zone: z.string(),
});
export const balancesRequest = z.object({ portfolioId });

/** Each asset by its name: a currency, a symbol, or the id of an instrument. */
export const statement = z.object({
  accountId,
  day,
  zone: zoneName.optional(),
  balances: z
    .array(z.object({ asset: wholeText(128), quantity: givenDecimal }))
    .min(1)
    .max(mostBalances),
});

/** Which of the balances that were given, from 0. */
const at = z.number().int();
const problem = z.discriminatedUnion('code', [
  z.object({ field: z.literal('day'), code: z.literal('DAY_NOT_OVER'), endsAt: time }),
  z.object({ field: z.literal('asset'), at, code: z.literal('ASSET_NEVER_HAD'), had: z.array(z.string()) }),
  z.object({ field: z.literal('asset'), at, code: z.literal('ASSET_AMBIGUOUS'), ids: z.array(z.string()) }),
  z.object({ field: z.literal('quantity'), at, code: z.literal('STATED_OTHERWISE'), stated: decimalText }),
  z.object({ field: z.literal('quantity'), at, code: z.literal('TOO_MANY_PLACES'), most: z.number().int() }),
]);
export type BalanceProblemInfo = z.infer<typeof problem>;
export const invalidBalances = z.object({ code: z.literal('INVALID_BALANCES'), problems: z.array(problem) });

const balanceId = wholeText(128);
export const balanceRef = z.object({ id: balanceId });
export const correctedBalance = z.object({ id: balanceId, quantity: givenDecimal });

/** From inclusive, to exclusive. */
export const movementsRequest = z.object({ accountId, asset, from: time, to: time });

const common = { time, amount: decimalText };
const filled = {
  ...common,
  instrumentId: idText,
  side,
  quantity: decimalText,
  price: decimalText,
};
const movement = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('entry'), type: z.enum(ledgerEntryTypes) }),
  /** A trade or its fee. */
  z.object({ ...filled, kind: z.literal('fill') }),
  /** What a margined trade realised. */
  z.object({ ...filled, kind: z.literal('profit') }),
]);
export type BalanceMovementInfo = z.infer<typeof movement>;

/** The first of them in order of time; how many there are, and what all come to. */
export const movements = z.object({
  movements: listOf(movement),
  total: z.number().int(),
  sum: decimalText,
});
