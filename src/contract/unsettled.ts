import { z } from 'zod';

import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import { asset } from './balances.ts';
import { flow } from './flows.ts';
import { accountId, instrumentId, portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, side, time } from './values.ts';

/** As many of each kind are told at once. */
export const mostUnsettled = 200;

/** Two movements: what left one account, and what came into another. */
export const pair = z.object({ left: wholeText(1_000), arrived: wholeText(1_000) });
export const unsettledRequest = z.object({
  portfolioId,
  /** Transfers that the trader said are none. */
  refused: z.array(pair).max(500).optional(),
});

/** The oldest of `total`. */
function some<Item extends z.ZodType>(item: Item) {
  return z.object({ rows: listOf(item), total: z.number().int() });
}

/** Sold without having come in, as far as the record knows; `time` is that of the first sale of it. */
const missingPurchase = z.object({
  /** Of the round trip. */
  id: idText,
  accountId: idText,
  /** What was sold. */
  asset,
  quantity: decimalText,
  /** Otherwise it was taken out, and nothing was traded. */
  isSold: z.boolean(),
  currency: currencyText,
  time,
});
export type MissingPurchaseInfo = z.infer<typeof missingPurchase>;

/** What a fill was paid in, moved of money, realised, or its fee, in another currency than its round trip's. */
const unratedLeg = z.object({
  movementId: idText,
  accountId: idText,
  instrumentId: idText,
  side,
  part: z.enum(['paid', 'moved', 'result', 'fee']),
  amount: decimalText,
  currency: currencyText,
  /** What the rate is in. */
  into: currencyText,
  time,
});

/** Earned or charged in another currency than its round trip's, or told to be worth an amount in one; or come in for that. */
const unratedEntry = z.object({
  /** Of the entry. */
  id: idText,
  /** Of its rate. */
  movementId: idText,
  accountId: idText,
  type: z.enum(ledgerEntryTypes),
  /** What moved, with its sign. */
  asset,
  amount: decimalText,
  currency: currencyText,
  /** What the rate is in. */
  into: currencyText,
  /** Of the rate. */
  time,
});
export type UnratedEntryInfo = z.infer<typeof unratedEntry>;

/** How many fills of an instrument have no known fee, from the first of them to the last. */
const unknownFees = z.object({
  accountId: idText,
  instrumentId: idText,
  fills: z.number().int(),
  time,
  until: time,
});
export type UnknownFeesInfo = z.infer<typeof unknownFees>;

/** It came in without a cost, and with it no result is known. */
const unknownCost = z.object({
  id: idText,
  accountId: idText,
  type: z.enum(ledgerEntryTypes),
  asset,
  amount: decimalText,
  time,
});
export type UnknownCostInfo = z.infer<typeof unknownCost>;

/** What left one own account and may have arrived in another, with less by a fee on the way. */
const proposedTransfer = z.object({
  left: unknownCost,
  arrived: unknownCost,
  /** One of its ends matches another movement too. */
  isAmbiguous: z.boolean(),
});
export type ProposedTransferInfo = z.infer<typeof proposedTransfer>;

/** Held without a price. */
const unpriced = z.object({
  id: idText,
  accountId: idText,
  instrumentId: idText,
  quantity: decimalText,
});

/** What makes figures of a portfolio unknown. */
export const unsettled = z.object({
  /** False while an import, or its undo, is under way or half done: nothing is told then. */
  isWhole: z.boolean(),
  purchases: some(missingPurchase),
  flows: some(flow),
  legs: some(unratedLeg),
  entries: some(unratedEntry),
  positions: some(unpriced),
  fees: some(unknownFees),
  costs: some(unknownCost),
  transfers: some(proposedTransfer),
});
export type UnsettledInfo = z.infer<typeof unsettled>;

/** The trader says what a part of a fill, or an entry, was worth at its moment. */
export const legRateRequest = z.object({
  portfolioId,
  accountId,
  /** Of a fill. */
  instrumentId: instrumentId.optional(),
  movementId: wholeText(1_000),
  currency: currencyText,
  into: currencyText,
  rate: givenDecimal,
});
