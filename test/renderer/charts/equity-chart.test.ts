import { expect, it } from 'vitest';
import { isInterrupted, onlyLastDiffers } from '#renderer/charts/equity-chart.ts';

const recorded = [
  { time: 10, equity: '100' },
  { time: 20, equity: '110' },
];

it('a valuation moves the last point alone, until the record has another', () => {
  const shown = [...recorded, { time: 30, equity: '120' }];
  expect(onlyLastDiffers(shown, [...recorded, { time: 31, equity: '121' }])).toBe(true);
  expect(onlyLastDiffers(shown, recorded)).toBe(false);
  expect(onlyLastDiffers(shown, [...recorded, { time: 30 }, { time: 31, equity: '121' }])).toBe(false);
  expect(onlyLastDiffers(shown, [{ time: 15 }, ...recorded.slice(1), { time: 31, equity: '121' }])).toBe(
    false,
  );
});

it('nothing that is drawn yet has no last point to move', () => {
  expect(onlyLastDiffers([], [])).toBe(false);
  expect(onlyLastDiffers([], recorded)).toBe(false);
});

it('no line leads over an import, or to a value that is not known', () => {
  const points = [
    ...recorded,
    { time: 30, equity: '40', deposited: '50' },
    { time: 40, deposited: '50' },
    { time: 50, equity: '40', deposited: '50' },
  ];
  const cut = (figure: 'equity' | 'deposited', breaks: readonly number[]) =>
    points.map((_, at) => isInterrupted(figure, points, at, breaks));
  expect(cut('equity', [])).toEqual([false, false, true, false, false]);
  expect(cut('equity', [25])).toEqual([false, true, true, false, false]);
  expect(cut('deposited', [45, 60])).toEqual([true, false, false, true, false]);
});
