const day = 86_400_000;

/** How far back figures of a portfolio are looked at, in milliseconds. */
export const spans = {
  '1M': 31 * day,
  '3M': 92 * day,
  '6M': 183 * day,
  '1Y': 366 * day,
  All: Infinity,
} as const;
export type Span = keyof typeof spans;
export const spanNames = ['1M', '3M', '6M', '1Y', 'All'] as const satisfies readonly Span[];
