import { z } from 'zod';
import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import { explainedFigures } from '#src/domain/explained-figures.ts';
import { toldRateSources } from '#src/domain/paid-in.ts';
import { asset } from './balances.ts';
import { accountId, portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText, side, time } from './values.ts';

/** So many of the newest are told at once. */
export const mostEntries = 2_000;

const explainedFigure = z.enum(explainedFigures);

const text = wholeText(1_000);

/** Of which figure, and whose it is. */
export const entriesRequest = z.object({
  portfolioId,
  figure: explainedFigure,
  /** An asset, or a round trip; the portfolio where it is neither. */
  of: z.object({
    accountId: accountId.optional(),
    asset: asset.optional(),
    positionId: text.optional(),
    held: text.optional(),
  }),
});

/** What one fill, or one entry of the ledger, is in the figure. What is not known is missing. */
const entryOfFigure = z.object({
  id: idText,
  accountId: idText,
  time,
  type: z.enum(ledgerEntryTypes),
  /** Of a fill. */
  trade: z.object({ instrumentId: idText, side, quantity: decimalText, price: decimalText }).optional(),
  amount: decimalText.optional(),
  /** A currency, or what a quantity is of. */
  unit: idText,
  /** Of its moment into the portfolio's currency, where the figure is in that. */
  rate: z
    .object({
      rate: decimalText,
      source: z.enum(toldRateSources),
      through: currencyText.optional(),
      published: z.object({ file: idText, day: time }).optional(),
    })
    .optional(),
  worth: decimalText.optional(),
});
export type EntryOfFigureInfo = z.infer<typeof entryOfFigure>;

export const entries = z.object({
  /** False while an import, or its undo, is under way or half done: nothing is told then. */
  isWhole: z.boolean(),
  currency: currencyText,
  /** The newest first. */
  entries: listOf(entryOfFigure),
  total: z.number().int(),
  /** How many of them are not known. */
  unknown: z.number().int(),
  /** What all of them come to, by unit. */
  sums: z.array(z.object({ unit: idText, amount: decimalText })),
  /** In the portfolio's currency, at the rates of their moments; of what has amounts alone it is missing. */
  worth: decimalText.optional(),
});
export type EntriesInfo = z.infer<typeof entries>;
