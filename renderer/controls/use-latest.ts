import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same between renders and calls the newest of those it was given. */
export function useLatest<Arguments extends readonly unknown[], Answer>(
  run: (...args: Arguments) => Answer,
): (...args: Arguments) => Answer {
  const latest = useRef(run);
  // Before the next key or click can come.
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Arguments) => latest.current(...args), []);
}
