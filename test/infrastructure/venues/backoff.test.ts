import { expect, it } from 'vitest';

import { createBackoff } from '#src/infrastructure/venues/backoff.ts';

it('doubles up to its ceiling and starts again after a reset', () => {
  const backoff = createBackoff({ firstMs: 100, ceilingMs: 1000 }, () => 1);
  expect(Array.from({ length: 6 }, () => backoff.next())).toEqual([100, 200, 400, 800, 1000, 1000]);
  backoff.reset();
  expect(backoff.next()).toBe(100);
});

it('spreads each delay over its upper half', () => {
  expect(createBackoff({ firstMs: 100, ceilingMs: 1000 }, () => 0).next()).toBe(50);
});
