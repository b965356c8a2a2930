/** Milliseconds. */
const leastBetween = 100;

/** Passes on what comes first and then, of what follows quickly, what comes a while later: progress, for the eye. */
export function seldom<Of extends readonly unknown[]>(tell: (...told: Of) => void): (...told: Of) => void {
  let toldAt = -Infinity;
  return (...told) => {
    if (performance.now() - toldAt < leastBetween) return;
    toldAt = performance.now();
    tell(...told);
  };
}
