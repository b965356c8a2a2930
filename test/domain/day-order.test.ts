import { expect, test } from 'vitest';
import { dayOrderEnd } from '#src/domain/day-order.ts';

test.each([
  ['2026-03-10T12:00:00.000Z', '2026-03-11T00:00:00.000Z'],
  ['2026-03-10T23:59:59.999Z', '2026-03-11T00:00:00.000Z'],
  // At midnight itself a day begins: the order has the whole of it.
  ['2026-03-11T00:00:00.000Z', '2026-03-12T00:00:00.000Z'],
  ['2028-02-28T09:30:00.000Z', '2028-02-29T00:00:00.000Z'],
])('an order for the day that is placed at %s ends at %s', (placed, end) => {
  expect(new Date(dayOrderEnd(Date.parse(placed))).toISOString()).toBe(end);
});
