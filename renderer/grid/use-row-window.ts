import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export type RowWindow = {
  /** The first one in view. */
  readonly top: number;
  /** The first row of those to be there, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Rows that are in view at once, less those that a page down leaves for the eye to go on from. */
  readonly page: number;
  readonly bringIntoView: (index: number) => void;
};

type Look = { readonly rowHeight: number; readonly headerRows: number; readonly footRows: number };

/** Above and below the rows in view. */
const overscan = 4;

/** Which rows of equal height are in view. Rendered again only when they are others, before the next paint. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  { rowHeight, headerRows, footRows }: Look,
): RowWindow {
  const [first, setFirst] = useState(0);
  const [height, setHeight] = useState(0);
  const inView = Math.ceil(height / rowHeight) + 1 - headerRows;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => setFirst(Math.floor(element.scrollTop / rowHeight));
    const onScroll = (): void => flushSync(look);
    // It tells the first size too.
    const sizes = new ResizeObserver(() =>
      flushSync(() => {
        setHeight(element.clientHeight);
        look();
      }),
    );
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, rowHeight]);

  /** The header covers what is under it, and so does what stands at the foot. */
  const bringIntoView = useCallback(
    (index: number): void => {
      const element = scroller.current;
      if (element === null) return;
      const top = index * rowHeight;
      const bottom = top + (1 + headerRows + footRows) * rowHeight - element.clientHeight;
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (bottom > element.scrollTop) element.scrollTo({ top: bottom });
    },
    [scroller, rowHeight, headerRows, footRows],
  );

  const last = Math.max(count - 1, 0);
  return {
    top: Math.min(Math.max(first, 0), last),
    from: Math.min(Math.max(first - overscan, 0), last),
    to: Math.min(first + inView + overscan, count),
    page: Math.max(Math.floor(height / rowHeight) - 2, 1),
    bringIntoView,
  };
}
