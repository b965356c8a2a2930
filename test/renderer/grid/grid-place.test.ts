import { describe, expect, it } from 'vitest';
import { gridKeyTarget } from '#renderer/grid/grid-place.ts';

const size = { rows: 10, columns: 4, page: 8 };

describe('gridKeyTarget', () => {
  it.each([
    ['table.next', 6],
    ['table.previous', 4],
    ['table.pageDown', 9],
    ['table.pageUp', 0],
    ['table.first', 0],
    ['table.last', 9],
  ] as const)('%s leads from a row as a whole to another one', (command, row) => {
    expect(gridKeyTarget(command, { row: 5, column: undefined }, size)).toEqual({ row, column: undefined });
  });

  it.each([
    ['table.next', { row: 6, column: 1 }],
    ['table.previous', { row: 4, column: 1 }],
    ['table.pageDown', { row: 9, column: 1 }],
    ['table.pageUp', { row: 0, column: 1 }],
    ['table.right', { row: 5, column: 2 }],
    ['table.left', { row: 5, column: 0 }],
    ['table.first', { row: 5, column: 0 }],
    ['table.last', { row: 5, column: 3 }],
    ['table.top', { row: 0, column: 0 }],
    ['table.bottom', { row: 9, column: 3 }],
  ] as const)('%s leads from a cell to another one', (command, target) => {
    expect(gridKeyTarget(command, { row: 5, column: 1 }, size)).toEqual(target);
  });

  it('leads from the row to its cells, and from the first of them back', () => {
    const [row, first] = [
      { row: 5, column: undefined },
      { row: 5, column: 0 },
    ];
    expect(gridKeyTarget('table.right', row, size)).toEqual(first);
    expect(gridKeyTarget('table.left', first, size)).toEqual(row);
    expect(gridKeyTarget('table.left', row, size)).toBeUndefined();
  });

  it('stays inside the grid', () => {
    expect(gridKeyTarget('table.previous', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(gridKeyTarget('table.next', { row: 9, column: 0 }, size)).toEqual({ row: 9, column: 0 });
    expect(gridKeyTarget('table.right', { row: 9, column: 3 }, size)).toEqual({ row: 9, column: 3 });
    expect(gridKeyTarget('table.next', { row: 0, column: undefined }, { ...size, rows: 0 })).toBeUndefined();
  });

  it('leads nowhere by what does not move there', () => {
    for (const command of ['table.open', 'table.top', 'table.bottom', 'table.selectAll'] as const)
      expect(gridKeyTarget(command, { row: 5, column: undefined }, size)).toBeUndefined();
  });
});
