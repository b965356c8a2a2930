/** By what each table's rows can be grouped, since its pages can be filtered by it. */
export const groupings = {
  orders: ['account', 'instrument', 'side', 'status', 'strategy', 'day'],
  fills: ['account', 'instrument', 'side', 'day'],
  /** Closed ones, by the day on which they were closed. */
  trips: ['account', 'instrument', 'side', 'day'],
} as const;
export type GroupedTable = keyof typeof groupings;
/** What a table's rows can have in common. */
export type GroupBy<Table extends GroupedTable = GroupedTable> = (typeof groupings)[Table][number];

/** Of an order quantities add up; of a fill its notional and fee too, and what is estimated of one that nobody told; of a round trip what it brought. */
export const sumNames = [
  'quantity',
  'filled',
  'remaining',
  'notional',
  'fee',
  'estimatedFee',
  'entered',
  'realised',
  'fees',
  'net',
] as const;
export type SumName = (typeof sumNames)[number];

/**
 * What closed round trips can have in common. Weekday and hour are those in which they were opened, which is when the
 * trader decided to.
 */
export const tripGroupings = [
  'strategy',
  'account',
  'instrument',
  'side',
  'weekday',
  'hour',
  'holding',
] as const;
export type TripGrouping = (typeof tripGroupings)[number];

/** For how long a round trip was held: each band ends where the next one begins, which has the moment between them. */
export const holdingBands = ['1m', '15m', '1h', '4h', '1d', '1w', '30d', 'longer'] as const;
export type HoldingBand = (typeof holdingBands)[number];
