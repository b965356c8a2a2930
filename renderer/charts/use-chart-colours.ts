import { useSyncExternalStore } from 'react';

const names = ['panel', 'text', 'dim', 'line', 'accent', 'buy', 'sell', 'gain', 'loss', 'warning'] as const;

export type ChartColours = Readonly<Record<(typeof names)[number], string>>;

let held: ChartColours | undefined;
const listeners = new Set<() => void>();

/** The theme's colours for a canvas, which knows no CSS variables. They follow the theme, and are read once for each. */
export function useChartColours(): ChartColours {
  return useSyncExternalStore(listen, colours);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function colours(): ChartColours {
  held ??= followTheme();
  return held;
}

/** Every colour hangs on an attribute of the page's root. */
function followTheme(): ChartColours {
  const observer = new MutationObserver(() => {
    held = undefined;
    observer.disconnect();
    for (const listener of listeners) listener();
  });
  observer.observe(document.documentElement, { attributes: true });
  return readColours();
}

function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: (typeof names)[number]): string => style.getPropertyValue(`--td-${name}`).trim();
  return {
    panel: read('panel'),
    text: read('text'),
    dim: read('dim'),
    line: read('line'),
    accent: read('accent'),
    buy: read('buy'),
    sell: read('sell'),
    gain: read('gain'),
    loss: read('loss'),
    warning: read('warning'),
  };
}
