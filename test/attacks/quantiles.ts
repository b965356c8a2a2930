/** Of durations in milliseconds, in words: half of them, 99 of a hundred, and the longest. */
export function quantilesOf(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((left, right) => left - right);
  const at = (share: number): string => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return `${Math.round(value)} ms`;
  };
  return `${at(0.5)} (p50), ${at(0.99)} (p99)`;
}
