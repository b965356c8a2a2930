import { type RefObject, useEffect, useRef } from 'react';

/** For what takes the focus when a step begins: what held it went with the step before. */
export function useFocusAtStart<Held extends HTMLElement>(): RefObject<Held | null> {
  const held = useRef<Held>(null);
  useEffect(() => held.current?.focus(), []);
  return held;
}
