import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { isTextSelected, putInOrder } from './row-slots.ts';

/** Milliseconds after which nobody scrolls any more. */
const restAfter = 100;

/**
 * While it is scrolled the elements stand in the order of their slots. They are put in that of the rows once that rests, at
 * once where anything but the scroll changed them, or text is selected. What is returned does not wait for it.
 */
export function useSettledOrder(body: RefObject<HTMLElement | null>, rows: unknown): () => void {
  const settled = useRef(rows);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback((): void => {
    clearTimeout(rest.current);
    if (body.current !== null) putInOrder(body.current);
  }, [body]);
  useLayoutEffect(() => {
    const scrolled = settled.current === rows && !isTextSelected();
    settled.current = rows;
    clearTimeout(rest.current);
    if (scrolled) rest.current = setTimeout(settle, restAfter);
    else settle();
  });
  useEffect(() => () => clearTimeout(rest.current), []);
  return settle;
}
