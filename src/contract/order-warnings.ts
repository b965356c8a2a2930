import { z } from 'zod';
import { decimalText, givenDecimal, idText } from './values.ts';

const threshold = givenDecimal.refine((text) => !text.startsWith('-'), 'must not be negative');

/** Beyond these an order is warned of, as the trader set them. */
export const warningThresholds = z.object({
  throughMarketPercent: threshold,
  fromMarketPercent: threshold,
  timesUsual: threshold,
  equityPercent: threshold,
  spreadPercent: threshold,
  quoteAgeSeconds: threshold,
});
export type WarningThresholdsInput = z.infer<typeof warningThresholds>;

/** The order is worth more than that: the book does not show all that it takes. */
const isLeast = z.boolean();

/** What is said before an order is sent, by code and values: the screen has the sentences (domain/plausibility/). */
export const orderWarning = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('LIMIT_THROUGH_MARKET'),
    price: decimalText,
    market: decimalText,
    share: decimalText,
  }),
  z.object({
    code: z.literal('FAR_FROM_MARKET'),
    field: z.enum(['limitPrice', 'stopPrice']),
    price: decimalText,
    market: decimalText,
    share: decimalText,
  }),
  z.object({ code: z.literal('STOP_AT_ONCE'), price: decimalText, market: decimalText }),
  z.object({ code: z.literal('STOP_LIMIT_CANNOT_FILL'), stopPrice: decimalText, limitPrice: decimalText }),
  z.object({
    code: z.literal('SIZE_UNUSUAL'),
    of: z.enum(['quantity', 'notional']),
    asked: decimalText,
    usual: decimalText,
    times: decimalText,
    isLeast,
  }),
  z.object({
    code: z.literal('EQUITY_SHARE'),
    notional: decimalText,
    equity: decimalText,
    share: decimalText,
    isLeast,
  }),
  z.object({ code: z.literal('QUANTITY_LIKE_PRICE'), quantity: decimalText, price: decimalText }),
  z.object({ code: z.literal('SPREAD_WIDE'), bid: decimalText, ask: decimalText, share: decimalText }),
  z.object({ code: z.literal('BOOK_TOO_THIN'), quantity: decimalText, shown: decimalText }),
  z.object({ code: z.literal('QUOTE_UNKNOWN') }),
  /** Milliseconds. */
  z.object({ code: z.literal('QUOTE_OLD'), age: z.number() }),
  z.object({
    code: z.literal('OWN_ORDER_MET'),
    orderId: idText,
    price: decimalText.optional(),
    /** Not now: once the stop of one of the two triggers. */
    whenTriggered: z.boolean(),
  }),
  z.object({
    code: z.literal('CLOSED_ALREADY'),
    held: decimalText,
    working: decimalText,
    orders: z.number(),
    excess: decimalText,
  }),
]);
export type OrderWarningInfo = z.infer<typeof orderWarning>;
