import { useSyncExternalStore } from 'react';

const names = ['panel', 'text', 'dim', 'line', 'accent', 'buy', 'sell', 'gain', 'loss', 'warning'] as const;

export type ChartColours = Readonly<Record<(typeof names)[number], string>>;

let held: ChartColours | undefined;

/** The theme's colours for a canvas, which knows no CSS variables. They follow the theme. */
export function useChartColours(): ChartColours {
  return useSyncExternalStore(watchTheme, readColours);
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

function readColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--td-${name}`).trim();
  const colours = {
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
  const before = held;
  if (before !== undefined && names.every((name) => before[name] === colours[name])) return before;
  held = colours;
  return colours;
}
