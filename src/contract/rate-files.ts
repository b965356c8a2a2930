import { z } from 'zod';
import { longestRateFile, rateFileProblems, rateRowProblems } from '#src/domain/rate-file.ts';
import { quotations } from '#src/domain/reference-rate.ts';
import { call, noWorkspace, nothing } from './call.ts';
import { wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { notFound } from './orders.ts';
import { currencyText, decimalText, idText, time } from './values.ts';

/** `told`: of a file that does not say what its rates are of. */
const asked = z.object({
  fileName: wholeText(260),
  text: z.string().max(longestRateFile),
  told: z.object({ base: currencyText, quotation: z.enum(quotations) }).optional(),
});
const unreadable = z.object({ code: z.literal('UNREADABLE_RATES'), problem: z.enum(rateFileProblems) });
const refused = z.union([noWorkspace, unreadable]);

export const rateFilePreview = z.object({
  format: z.string(),
  /** Missing where each line says its own. */
  base: currencyText.optional(),
  rates: z.number().int(),
  /** One unit of `of` is worth the rates in `into`. */
  series: listOf(
    z.object({
      of: currencyText,
      into: currencyText,
      first: time,
      last: time,
      rates: z.number().int(),
      latest: decimalText,
    }),
  ),
  /** The first lines that were left out, and how many there are. */
  problems: listOf(
    z.object({ line: z.number().int(), column: z.string(), problem: z.enum(rateRowProblems) }),
  ),
  invalid: z.number().int(),
});
export type RateFilePreviewInfo = z.infer<typeof rateFilePreview>;

const rateFile = z.object({
  id: idText,
  name: z.string(),
  format: z.string(),
  importedAt: time,
  rates: z.number().int(),
  first: time,
  last: time,
  currencies: z.array(currencyText),
  undoneAt: time.optional(),
});

/** Files of published rates of days. Nothing of a file is kept between the calls. */
export const rateFileCalls = {
  'rates.preview': call(asked, rateFilePreview, refused),
  /** Without a file where all of its rates are there already; `known` is how many are. */
  'rates.take': call(asked, z.object({ file: rateFile.optional(), known: z.number().int() }), refused),
  'rates.files': call(nothing, listOf(rateFile), noWorkspace),
  'rates.undo': call(z.object({ id: wholeText(128) }), nothing, z.union([noWorkspace, notFound])),
} as const;
