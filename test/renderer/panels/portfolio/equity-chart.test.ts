import { expect, it } from 'vitest';
import { onlyLastDiffers } from '#renderer/panels/portfolio/equity-chart.ts';

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
