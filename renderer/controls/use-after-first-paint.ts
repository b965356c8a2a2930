import { useEffect, useState } from 'react';

/** False until the page was painted and has nothing better to do: what is not seen at first may load from then on. */
export function useAfterFirstPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setPainted(true), { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return painted;
}
