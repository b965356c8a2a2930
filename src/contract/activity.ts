import { z } from 'zod';

import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import { activitySources } from '#src/domain/activity.ts';
import { asset } from './balances.ts';
import { accountId, instrumentId, portfolioId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { currencyText, decimalText, idText, pageRequest, side, sortDirection, time } from './values.ts';

/** As many instruments can be asked for at once. */
export const mostInstruments = 200;

const money = z.object({ currency: currencyText, amount: decimalText });
/** Where the row stands in the chain of its table. */
const place = z.object({ seq: z.number().int(), hash: z.string() });
const common = {
  id: idText,
  accountId: idText,
  time,
  /** What was traded, or what it has to do with. */
  instrumentId: idText.optional(),
  /** What came, or went where it is negative; both are missing where nothing did. */
  asset: asset.optional(),
  amount: decimalText.optional(),
  /** What it was worth in the portfolio's currency; missing where that is not known. */
  worth: decimalText.optional(),
  source: z.enum(activitySources),
  /** The file that brought it. */
  fileName: z.string().optional(),
  place,
};

export const activity = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('trade'),
    side,
    price: decimalText,
    /** What was paid for it, negative, or received; missing of contracts, which move no money when they are traded. */
    counter: money.optional(),
    fee: money.optional(),
    /** The trader told it: its source did not. */
    isFeeByHand: z.literal(true).optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('entry'),
    type: z.enum(ledgerEntryTypes),
    /** Money that moved beside a quantity. */
    counter: money.optional(),
    note: z.string().optional(),
    /** `takesBack`: it moves nothing, and only takes another back. */
    state: z.enum(['counts', 'corrected', 'takenBack', 'takesBack']),
    corrects: idText.optional(),
    correctedBy: idText.optional(),
    link: z.string().optional(),
    ratio: z.object({ new: z.number().int(), old: z.number().int() }).optional(),
    cost: money.optional(),
    acquiredAt: time.optional(),
  }),
]);
export type ActivityInfo = z.infer<typeof activity>;
export type TradeInfo = Extract<ActivityInfo, { readonly kind: 'trade' }>;
export type EntryInfo = Extract<ActivityInfo, { readonly kind: 'entry' }>;

/** `trade`: the fills. */
export const activityKinds = ['trade', ...ledgerEntryTypes] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const activityPageRequest = pageRequest.omit({ before: true }).extend({
  portfolioId,
  filter: z.object({
    accountId: accountId.optional(),
    kind: z.enum(activityKinds).optional(),
    /** Of the name of a currency, in any case, or one of the instruments. */
    asset: z
      .object({ text: wholeText(128), instrumentIds: z.array(instrumentId).max(mostInstruments) })
      .optional(),
    source: z.enum(activitySources).optional(),
    /** Part of the note, in any case. */
    note: wholeText(1000).optional(),
    from: time.optional(),
    to: time.optional(),
    /** Those as well that were corrected or taken back. */
    corrected: z.boolean().optional(),
  }),
  direction: sortDirection,
  countAll: z.boolean().optional(),
});

/** The entry, what it corrected and what corrected it, as they were recorded. */
export const corrections = z.object({ entries: listOf(activity) });
export const correctionsRequest = z.object({ portfolioId, id: wholeText(1000) });
