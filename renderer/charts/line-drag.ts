export type LineDragNeeds = {
  /** The chart: the plot at its top left, the scales beside and below it. */
  readonly container: HTMLElement;
  readonly plotSize: () => { readonly width: number; readonly height: number };
  /** The draggable lines, each with its height; of one that is not placed yet nothing. */
  readonly heights: () => ReadonlyMap<string, number>;
  readonly move: (lineId: string, y: number) => void;
  /** The line goes back: it moves when the venue has moved the order. */
  readonly letGo: (lineId: string) => void;
  /** Before it is let go, so that what it shows can be read. */
  readonly onDropped: (lineId: string) => void;
};

const grabDistance = 5;

/**
 * Takes a line in hand and says where it was dropped. Only a line in view is taken, the nearest one, and only a drop in
 * the plot of a hand that moved counts: Escape, another button, a button that was released where the page did not hear
 * it, and leaving the window let it go. Returns what ends it.
 */
export function startLineDrag({ container, plotSize, heights, move, letGo, onDropped }: LineDragNeeds): {
  readonly inHand: () => string | undefined;
  /** Lets go of what is in hand. */
  readonly drop: () => void;
  readonly end: () => void;
} {
  let held: { readonly id: string; readonly from: number } | undefined;
  let listening = new AbortController();

  function pointOf(event: MouseEvent): { readonly y: number; readonly inPlot: boolean } {
    const { left, top } = container.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { width, height } = plotSize();
    return { y, inPlot: x >= 0 && y >= 0 && x <= width && y <= height };
  }

  function lineAt(event: MouseEvent): string | undefined {
    const { y, inPlot } = pointOf(event);
    if (!inPlot) return undefined;
    const { height } = plotSize();
    let nearest: { readonly id: string; readonly distance: number } | undefined;
    for (const [id, at] of heights()) {
      const distance = Math.abs(at - y);
      if (at < 0 || at > height || distance > grabDistance) continue;
      if (nearest === undefined || distance < nearest.distance) nearest = { id, distance };
    }
    return nearest?.id;
  }

  function onGrab(event: MouseEvent): void {
    const id = event.button === 0 && held === undefined ? lineAt(event) : undefined;
    if (id === undefined) return;
    // The chart would scroll with the drag.
    event.stopPropagation();
    event.preventDefault();
    held = { id, from: pointOf(event).y };
    listening = new AbortController();
    const whileHeld = { signal: listening.signal, capture: true };
    window.addEventListener('mousemove', onDrag, whileHeld);
    window.addEventListener('mouseup', onRelease, whileHeld);
    window.addEventListener('mousedown', drop, whileHeld);
    window.addEventListener('blur', drop, whileHeld);
    window.addEventListener('keydown', onKey, whileHeld);
  }

  function onDrag(event: MouseEvent): void {
    if (held === undefined) return;
    if ((event.buttons & 1) === 0) drop();
    else move(held.id, pointOf(event).y);
  }

  function onRelease(event: MouseEvent): void {
    if (held === undefined || event.button !== 0) return;
    const { y, inPlot } = pointOf(event);
    if (inPlot && Math.abs(y - held.from) > grabDistance) onDropped(held.id);
    drop();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // It is for the line alone.
    event.stopPropagation();
    event.preventDefault();
    drop();
  }

  function drop(): void {
    listening.abort();
    const dropped = held;
    held = undefined;
    if (dropped !== undefined) letGo(dropped.id);
  }

  function onPoint(event: MouseEvent): void {
    container.style.cursor = held !== undefined || lineAt(event) !== undefined ? 'ns-resize' : '';
  }

  const always = new AbortController();
  container.addEventListener('mousedown', onGrab, { capture: true, signal: always.signal });
  container.addEventListener('mousemove', onPoint, { signal: always.signal });
  return {
    inHand: () => held?.id,
    drop,
    end: () => {
      always.abort();
      listening.abort();
      held = undefined;
    },
  };
}
