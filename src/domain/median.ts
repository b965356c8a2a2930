import { Decimal } from './decimal.ts';

/** The middle one of the values, or between the middle two; undefined of fewer than `fewest`. */
export function medianOf(values: readonly Decimal[], fewest: number): Decimal | undefined {
  if (values.length < fewest) return undefined;
  const sorted = values.toSorted((one, other) => one.compare(other));
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) return undefined;
  return upper.plus(lower).times(half);
}

const half = Decimal.from('0.5');
