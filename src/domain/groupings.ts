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

/** Of an order quantities add up; of a fill its notional and fee too; of a round trip what it brought. */
export const sumNames = [
  'quantity',
  'filled',
  'remaining',
  'notional',
  'fee',
  'entered',
  'realised',
  'fees',
  'net',
] as const;
export type SumName = (typeof sumNames)[number];
