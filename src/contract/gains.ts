import { z } from 'zod';

import { costMethods } from '#src/domain/account.ts';
import { namedLotProblems } from '#src/domain/named-lots.ts';
import { accountId, portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, givenDecimal, idText, time } from './values.ts';

/** As many lots as are told at once. */
export const mostGains = 5_000;

/** The first of no record is older than the epoch. */
const year = z.number().int().min(1970).max(9999);
export const costMethod = z.enum(costMethods);

const methods = z.array(z.object({ accountId, year, method: costMethod })).max(1_000);
const saleRef = z.object({ accountId, held: wholeText(300), saleId: wholeText(1_000) });
/** Without lots: those of the method, again. */
const lotChoice = saleRef.extend({
  lots: z.array(z.object({ openedBy: wholeText(1_000), quantity: givenDecimal })).max(1_000),
});

/** Which lots a sale took, under the methods by which the report is told. */
export const chooseLotsRequest = z.object({ portfolioId, methods, choice: lotChoice });
export const invalidLots = z.object({ code: z.literal('INVALID_LOTS'), problem: z.enum(namedLotProblems) });

/** Of the sales of a year of the calendar, in the trader's zone. */
export const gainsRequest = z.object({
  portfolioId,
  /** One of its accounts, or all. */
  accountId: accountId.optional(),
  year,
  /** From that year on, until another is named for the account. */
  methods,
  /** Of which the lots are told that it could take. */
  sale: saleRef.optional(),
  /** As if it were chosen. */
  tried: lotChoice.optional(),
  /** Whether what later years come to is told as well. */
  later: z.boolean().optional(),
  skip: z.number().int().min(0),
  most: z.number().int().min(1).max(mostGains),
});

const amounts = z.object({
  currency: currencyText,
  /** Before the fees. */
  value: decimalText,
  fees: decimalText,
});

const day = z.iso.date();

/** A piece of a lot that was sold, or of a short one that was bought back. What nobody knows is missing. */
const disposal = z.object({
  accountId: idText,
  /** What was held: a coin by its code, all else by the id of its instrument. */
  held: idText,
  instrumentId: idText,
  quantity: decimalText,
  isShort: z.boolean(),
  openedDay: day.optional(),
  closedDay: day,
  openedAt: time.optional(),
  /** The fill or the entry of the ledger that opened it, and that closed it. */
  openedBy: idText.optional(),
  closedBy: idText,
  closedAt: time,
  cost: amounts.optional(),
  proceeds: amounts.optional(),
  /** After the fees of both. */
  gain: decimalText.optional(),
  isLongTerm: z.boolean(),
  lacksFee: z.boolean(),
  /** Whether the trader said which lots were sold. */
  isNamed: z.boolean(),
});
export type DisposalInfo = z.infer<typeof disposal>;

const gainSum = z.object({
  currency: currencyText,
  isLongTerm: z.boolean(),
  disposals: z.number().int(),
  proceeds: amounts,
  cost: amounts,
  gain: decimalText,
});
export type GainSumInfo = z.infer<typeof gainSum>;

const sale = z.object({
  problem: z.enum(namedLotProblems).optional(),
  isNamed: z.boolean(),
  quantity: decimalText,
  /** Open right before it, the oldest first. */
  lots: listOf(
    z.object({
      openedBy: idText,
      openedAt: time,
      openedDay: day,
      quantity: decimalText,
      cost: amounts.optional(),
      taken: decimalText,
    }),
  ),
});
export type SaleLotsInfo = z.infer<typeof sale>;

export const gains = z.object({
  /** False while an import, or its undo, is under way or half done: nothing is told then. */
  isWhole: z.boolean(),
  /** By which days and years are told. */
  zone: z.string(),
  /** The first of which there is anything. */
  firstYear: year.optional(),
  disposals: listOf(disposal),
  total: z.number().int(),
  sums: listOf(gainSum),
  /** How many have no known gain, and how many lack a fee. */
  unknown: z.number().int(),
  lackingFee: z.number().int(),
  /** Sales whose named lots are not there any more. */
  lapsed: z.number().int(),
  sale: sale.optional(),
  /** Later years in which something was sold, in their order; missing where they were not asked for. */
  later: listOf(z.object({ year, sums: listOf(gainSum), unknown: z.number().int() })).optional(),
});
export type GainsInfo = z.infer<typeof gains>;
