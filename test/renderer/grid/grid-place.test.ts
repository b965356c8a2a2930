import { describe, expect, it } from 'vitest';
import { gridKeyTarget } from '#renderer/grid/grid-place.ts';

const size = { rows: 10, columns: 4, page: 8 };

describe('gridKeyTarget', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 9],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 9],
  ])('%s leads from a row as a whole to another one', (key, row) => {
    expect(gridKeyTarget(key, { row: 5, column: undefined }, size)).toEqual({ row, column: undefined });
  });

  it.each([
    ['ArrowDown', { row: 6, column: 1 }],
    ['ArrowUp', { row: 4, column: 1 }],
    ['PageDown', { row: 9, column: 1 }],
    ['PageUp', { row: 0, column: 1 }],
    ['ArrowRight', { row: 5, column: 2 }],
    ['ArrowLeft', { row: 5, column: 0 }],
    ['Home', { row: 5, column: 0 }],
    ['End', { row: 5, column: 3 }],
    ['Mod+Home', { row: 0, column: 0 }],
    ['Mod+End', { row: 9, column: 3 }],
  ])('%s leads from a cell to another one', (key, target) => {
    expect(gridKeyTarget(key, { row: 5, column: 1 }, size)).toEqual(target);
  });

  it('leads from the row to its cells, and from the first of them back', () => {
    const [row, first] = [
      { row: 5, column: undefined },
      { row: 5, column: 0 },
    ];
    expect(gridKeyTarget('ArrowRight', row, size)).toEqual(first);
    expect(gridKeyTarget('ArrowLeft', first, size)).toEqual(row);
    expect(gridKeyTarget('ArrowLeft', row, size)).toBeUndefined();
  });

  it('stays inside the grid', () => {
    expect(gridKeyTarget('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(gridKeyTarget('ArrowDown', { row: 9, column: 0 }, size)).toEqual({ row: 9, column: 0 });
    expect(gridKeyTarget('ArrowRight', { row: 9, column: 3 }, size)).toEqual({ row: 9, column: 3 });
    expect(gridKeyTarget('ArrowDown', { row: 0, column: undefined }, { ...size, rows: 0 })).toBeUndefined();
  });

  it('leaves other keys to others', () => {
    for (const key of ['Tab', 'Mod+Home', 'Mod+End', 'Shift+ArrowDown'])
      expect(gridKeyTarget(key, { row: 5, column: undefined }, size)).toBeUndefined();
  });
});
