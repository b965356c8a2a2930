import { useEffect, useRef, useState } from 'react';
import { announce } from './announcement-store.ts';

type Line = { readonly key: string; readonly words: string };

/** Half of a number is not worth a word: what is typed rests so long before something is said of it. */
const rest = 700;

/**
 * Says to those who do not see the screen what stands there of `about`, which is what the trader typed: each line once,
 * when it is new. That only its figures moved with the market is not said. `spoken` is false while the same stands in a
 * dialog before it, which says it.
 */
export function useSpoken(about: unknown, lines: readonly Line[], spoken = true): void {
  const [resting, setResting] = useState<unknown>();
  const said = useRef<{ readonly about: unknown; readonly keys: Set<string> }>(undefined);

  useEffect(() => {
    const timer = setTimeout(() => setResting(about), rest);
    return () => clearTimeout(timer);
  }, [about]);

  useEffect(() => {
    if (resting !== about) return;
    const before = said.current;
    const keys = before !== undefined && before.about === about ? before.keys : new Set<string>();
    said.current = { about, keys };
    const fresh = lines.filter(({ key }) => !keys.has(key));
    for (const { key } of fresh) keys.add(key);
    if (spoken && fresh.length > 0) announce(fresh.map(({ words }) => words).join(' '));
  });
}
