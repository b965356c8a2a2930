/** Milliseconds. Prices come three times a second; where none come, what waits for them does not wait longer. */
const longestWait = 500;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Runs with the next prices, once: what changes all the time by itself is painted together with them, in one frame. What
 * the trader did, or an order did, waits for nothing.
 */
export function onBeat(run: () => void): void {
  waiting.add(run);
  timer ??= setTimeout(() => beat(), longestWait);
}

/** `showPrices` puts them into the store. Who begins to wait because of them waits for the next ones. */
export function beat(showPrices?: () => void): void {
  clearTimeout(timer);
  timer = undefined;
  const runs = [...waiting];
  waiting.clear();
  showPrices?.();
  for (const run of runs) run();
}
