import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFills, type FillOrderKey } from '#src/domain/fill.ts';
import { fillId } from '#src/domain/ids.ts';

const key: fc.Arbitrary<FillOrderKey> = fc.record({
  time: fc.integer({ min: 0, max: 3 }),
  id: fc.constantFrom('a', 'b', 'B', '10', '9').map(fillId),
});

test('time first, then id as text', () => {
  const keys = ['2 a', '1 b', '1 a', '1 9', '1 10'].map((text) => {
    const [time, id] = text.split(' ');
    return { time: Number(time), id: fillId(id ?? '') };
  });
  expect(keys.toSorted(compareFills).map(({ time, id }) => `${time} ${id}`)).toEqual([
    '1 10',
    '1 9',
    '1 a',
    '1 b',
    '2 a',
  ]);
});

test('is a total order', () => {
  fc.assert(
    fc.property(key, key, key, (first, second, third) => {
      expect(Math.sign(compareFills(first, second))).toBe(0 - Math.sign(compareFills(second, first)));
      expect(compareFills(first, second) === 0).toBe(first.time === second.time && first.id === second.id);
      const sorted = [third, first, second].toSorted(compareFills);
      expect(sorted).toEqual([second, third, first].toSorted(compareFills));
    }),
  );
});
