/** Closed round trips in the order of closing, and the strategies of the orders that were filled in them. */
import type { Condition } from './conditions.ts';

/** The last closed first; `name` tells the cursors of one question from those of another. */
export function closedTrips(name: string, from: number, where: readonly Condition[]) {
  return {
    table: 'positions',
    index: 'positions_closed',
    where: [{ sql: 'closed_at >= ? AND has_traded', values: [from] }, ...where],
    keyset: {
      name: `closed positions ${name}`,
      columns: ['closed_at', 'seq'],
      direction: 'descending',
    } as const,
  };
}

/** The last that a date can tell, in milliseconds. */
const lastMoment = 8_640_000_000_000_000;

/**
 * Of a row of `positions`, to be selected from. A fill that crossed zero is in the round trip that it closed and in the
 * one that it opened; of one that is still open all fills since are. Named: each fill of the record is then looked at once or twice, whatever SQLite guesses.
 */
export const strategiesFilled = `FROM fills INDEXED BY fills_instrument CROSS JOIN orders ON orders.id = fills.order_id
  WHERE fills.instrument_id = positions.instrument_id AND fills.account_id = positions.account_id
    AND fills.voided_by IS NULL AND fills.time BETWEEN positions.opened_at AND coalesce(positions.closed_at, ${lastMoment})`;
