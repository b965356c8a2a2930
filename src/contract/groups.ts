import { z } from 'zod';

import { groupings, sumNames } from '#src/domain/groupings.ts';
import { fillFilter, orderFilter } from './orders.ts';
import { tripFilter } from './portfolio.ts';
import { portfolioId } from './ids.ts';
import { decimalText, idText, time, zoneName } from './values.ts';

/** Which view of which screen asks: of two questions of one view only the later one is answered. */
export const groupsAsker = z.object({ asker: idText });

/**
 * Groups of all rows that a filter leaves, and their total; of `by` undefined the total alone. Days begin at midnight in
 * `zone`. Round trips are the closed ones of a portfolio, by the day on which they were closed.
 */
export const groupsRequest = z.discriminatedUnion('table', [
  groupsAsker.extend({
    table: z.literal('orders'),
    filter: orderFilter,
    by: z.enum(groupings.orders).optional(),
    zone: zoneName,
  }),
  groupsAsker.extend({
    table: z.literal('fills'),
    filter: fillFilter,
    by: z.enum(groupings.fills).optional(),
    zone: zoneName,
  }),
  groupsAsker.extend({
    table: z.literal('trips'),
    portfolioId,
    filter: tripFilter,
    by: z.enum(groupings.trips).optional(),
    zone: zoneName,
  }),
]);

/**
 * What an amount is missing from is unknown: a row's own is, or quantities of several instruments would be added up. Of
 * money there is an amount for each currency, none of it converted; `unit` is that, or the instrument of a quantity.
 */
const group = z.object({
  /** What its rows have in common: an id or a name; of a day its first millisecond. Missing where they have none. */
  key: z.string().optional(),
  /** Of a day: the first millisecond of the next one. */
  until: time.optional(),
  count: z.number().int(),
  sums: z.partialRecord(z.enum(sumNames), z.array(z.object({ unit: idText, amount: decimalText }))),
});

export const groupsAnswer = z.object({ groups: z.array(group), total: group });
export type GroupsInfo = z.infer<typeof groupsAnswer>;

/** A later question of the same view took its place, or nobody wants the answer any more. */
export const groupsStopped = z.object({ code: z.literal('STOPPED') });
export const tooManyGroups = z.object({ code: z.literal('TOO_MANY_GROUPS'), most: z.number().int() });
