import { describe, expect, it } from 'vitest';
import { rowKeyTarget } from '#renderer/grid/row-keys.ts';

describe('rowKeyTarget', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 9],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 9],
  ])('%s', (key, target) => {
    expect(rowKeyTarget(key, 5, 10, 8)).toBe(target);
  });

  it('stays inside the list', () => {
    expect(rowKeyTarget('ArrowUp', 0, 10, 8)).toBe(0);
    expect(rowKeyTarget('ArrowDown', 9, 10, 8)).toBe(9);
    expect(rowKeyTarget('ArrowDown', 0, 0, 8)).toBeUndefined();
  });

  it('leaves other keys to others', () => {
    expect(rowKeyTarget('Tab', 5, 10, 8)).toBeUndefined();
  });
});
