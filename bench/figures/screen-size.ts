import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eagerSize, screenBudget } from '../../scripts/screen-budget.ts';
import type { Figure } from '../figure.ts';

const screen = join(import.meta.dirname, '../../out/renderer');

/** What an open workspace loads before its first paint. The same on every machine: there is nothing to compare it with. */
export function measureScreenSize(): Promise<readonly Figure[]> {
  if (!existsSync(screen)) throw new Error('there is no built screen: run `npm run build` first');
  const size = eagerSize(screen);
  return Promise.resolve([
    {
      name: 'screen size: scripts and styles before the first paint of a workspace, compressed',
      value: size / 1000,
      unit: 'kB',
      baseline: undefined,
      ratio: undefined,
      goal: `<= ${screenBudget / 1000} kB`,
      pass: size <= screenBudget,
    },
  ]);
}
