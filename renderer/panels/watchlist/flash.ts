const duration = 200;
/** Flashes that end so close together end in one frame. */
const slack = 60;

const endings = new Map<HTMLElement, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Marks an element with the direction of its tick for a moment. An attribute that is set and removed is two frames;
 * a CSS animation of colours is painted anew in each of sixty frames a second, all day.
 */
export function flash(element: HTMLElement, direction: 'up' | 'down'): void {
  element.dataset['tick'] = direction;
  endings.set(element, performance.now() + duration);
  timer ??= setTimeout(endFlashes, duration);
}

function endFlashes(): void {
  const now = performance.now();
  let next = Number.POSITIVE_INFINITY;
  for (const [element, end] of endings) {
    if (end > now + slack) {
      next = Math.min(next, end);
      continue;
    }
    delete element.dataset['tick'];
    endings.delete(element);
  }
  timer = endings.size === 0 ? undefined : setTimeout(endFlashes, next - now);
}
