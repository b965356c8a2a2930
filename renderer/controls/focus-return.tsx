import { useLayoutEffect, useRef } from 'react';
import { focusInto, focusOrigin, keepFocusIn, returnFocus } from './focus-home.ts';

/**
 * Stands in a dialog or a menu: takes the focus into it when it opens, and back to where it came from when it closes.
 * Both happen with the change itself, not after a pause, so that a key typed right after it is not lost.
 */
export function FocusReturn() {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const origin = focusOrigin();
    const opened = mark.current?.closest<HTMLElement>('[role="dialog"], [role="menu"]');
    if (opened) focusInto(opened);
    const release = opened && keepFocusIn(opened);
    return () => {
      release?.();
      const active = document.activeElement;
      // What was done in it may have moved the focus elsewhere.
      if (active === document.body || opened?.contains(active) === true) returnFocus(origin);
    };
  }, []);
  return <span ref={mark} hidden />;
}
