import { z } from 'zod';
import type { InputProblem } from '#src/domain/input-problem.ts';

import { accountModes, environments, lotMethods } from '#src/domain/account.ts';
import { sides } from '#src/domain/fill.ts';
import { candleIntervals } from '#src/domain/market.ts';
import { orderStatuses, orderTypes, timesInForce } from '#src/domain/order.ts';
import { listOf } from './list.ts';

const notPlain = 'NOT_PLAIN_DECIMAL' satisfies InputProblem['code'];

/**
 * A decimal in canonical or venue text. Numbers never carry money here. It is as long as a price, a quantity and a rate of
 * which each has all the digits that are taken, multiplied: what was recorded is shown, and takes nothing else away.
 */
export const decimalText = z.string().regex(/^-?\d{1,400}(?:\.\d{1,400})?$/, notPlain);

/** One that is typed, and multiplied with others. */
export const givenDecimal = z.string().regex(/^-?\d{1,60}(?:\.\d{1,60})?$/, notPlain);

/** An id that is made of other ids, as that of an imported fill is, may be long. */
export const idText = z.string().min(1).max(1_000);

/** Names one intention to trade, made where it was typed: 128 bits of which 122 are random. It is spent by one order. */
export const draftId = z.uuid().brand<'DraftId', 'inout'>();
export type DraftId = z.infer<typeof draftId>;

const longestCurrency = 128;
/** As long as a venue likes: there are coins with names of more than twenty letters. It is kept in capitals, which may be more. */
export const currencyText = z
  .string()
  .min(1)
  .max(longestCurrency)
  .refine((text) => text.toUpperCase().length <= longestCurrency, 'TOO_LONG' satisfies InputProblem['code']);

/** Epoch milliseconds UTC. */
export const time = z.number().int().min(0).max(8_640_000_000_000_000);

export const side = z.enum(sides);
export const orderType = z.enum(orderTypes);
export const timeInForce = z.enum(timesInForce);
export const orderStatus = z.enum(orderStatuses);
export const lotMethod = z.enum(lotMethods);
/** Who matches an account's orders: this program, the venue, or nobody. */
export const accountMode = z.enum(accountModes);
/** Which of a venue's markets. Only on a live one is money real. */
export const environment = z.enum(environments);
export const candleInterval = z.enum(candleIntervals);
/** As it was recorded. */
export const strategyName = z.string().min(1);

export const sortDirection = z.enum(['ascending', 'descending']);

/** Amounts by currency. */
export const purse = z.array(z.object({ currency: currencyText, amount: decimalText }));

/** Where a page of a list ends, as that page told it: of no use for another list. */
const cursor = z
  .string()
  .max(2000)
  .regex(/^[\w-]+$/, 'OTHER_LIST' satisfies InputProblem['code']);

/** A keyset page: `after` goes on from a page's `next`, `before` goes back from its `previous`. */
export const pageRequest = z.object({
  limit: z.number().int().min(1).max(500),
  after: cursor.optional(),
  before: cursor.optional(),
});

export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: listOf(row),
    next: z.string().optional(),
    previous: z.string().optional(),
    /** How many rows match. Where it is not exact there may be more: counting them all would take too long. */
    total: z.number().int(),
    exact: z.boolean(),
  });
}

/** Of the IANA database. */
export const zoneName = z.string().refine(isZone, 'NOT_A_TIME_ZONE' satisfies InputProblem['code']);

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
