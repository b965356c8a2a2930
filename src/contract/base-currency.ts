import { z } from 'zod';
import { baseProblems, headlines } from '#src/domain/base-change.ts';
import { call, noWorkspace, nothing } from './call.ts';
import { portfolioId } from './ids.ts';
import { listOf } from './list.ts';
import { notFound } from './orders.ts';
import { currencyText, decimalText, time } from './values.ts';

const ofPortfolio = z.object({ portfolioId });
const wanted = ofPortfolio.extend({ to: currencyText });
const problem = z.enum(baseProblems);
const refused = z.union([noWorkspace, notFound, z.object({ code: z.literal('INVALID_BASE'), problem })]);
/** Those that are known as a whole. */
const figures = z.partialRecord(z.enum(headlines), decimalText);

export const baseChange = z.object({
  from: currencyText,
  to: currencyText,
  askedAt: time,
  /** Missing while rates are looked up and all is measured in `from`. */
  madeAt: time.optional(),
  before: figures.optional(),
  /** Missing until prices in `to` have had their time to come. */
  after: figures.optional(),
});
export type BaseChangeInfo = z.infer<typeof baseChange>;

const basePreview = z.object({
  from: currencyText,
  to: currencyText,
  /** Missing where it can be taken. */
  problem: problem.optional(),
  /** Movements that need a rate of their moment, and how many have one. */
  movements: z.number().int(),
  rated: z.number().int(),
  unrated: listOf(z.object({ currency: currencyText, movements: z.number().int(), isPriced: z.boolean() })),
  /** Kept points of the equity curve, in place of which days are derived. */
  points: z.number().int(),
  /** Rates that were given by hand and say nothing in the new currency. */
  given: z.number().int(),
});

/** What a portfolio is measured in, and its change. */
export const baseCurrencyCalls = {
  /** In the order in which they were asked for. */
  'portfolio.baseChanges': call(ofPortfolio, listOf(baseChange), z.union([noWorkspace, notFound])),
  'portfolio.previewBase': call(wanted, basePreview, z.union([noWorkspace, notFound])),
  /** Begun: rates are looked up first. */
  'portfolio.changeBase': call(wanted, nothing, refused),
  /** While rates are looked up. */
  'portfolio.keepBase': call(ofPortfolio, nothing, refused),
} as const;
