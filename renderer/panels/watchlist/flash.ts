import { onBeat } from '#renderer/core/beat.ts';

/** Milliseconds. Prices that come later than the beat, as the first ones do, would end a flash that was just begun. */
const shortest = 150;

const begun = new Map<HTMLElement, number>();

/**
 * Marks an element with the direction of its tick, until the next prices come. A CSS animation of colours is painted anew
 * in each of sixty frames a second, all day; an end of its own is one frame more for each tick.
 */
export function flash(element: HTMLElement, direction: 'up' | 'down'): void {
  element.dataset['tick'] = direction;
  begun.set(element, performance.now());
  onBeat(endFlashes);
}

function endFlashes(): void {
  const now = performance.now();
  for (const [element, time] of begun) {
    if (now - time < shortest) continue;
    delete element.dataset['tick'];
    begun.delete(element);
  }
  if (begun.size > 0) onBeat(endFlashes);
}
