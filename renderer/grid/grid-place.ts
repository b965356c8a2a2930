import type { TableCommandId } from '#renderer/commands/definitions.ts';

/** Where the focus is in a grid: on a row as a whole, or on one of its cells. */
export type GridPlace = { readonly row: number; readonly column: number | undefined };

type GridSize = {
  readonly rows: number;
  readonly columns: number;
  /** So many rows are one page. */
  readonly page: number;
};

/**
 * The place that a key leads to; undefined where the key does not move, or leads nowhere. To the right of the row as a
 * whole are its cells; from there Home and End are of the row, and those of all rows have keys of their own.
 */
export function gridKeyTarget(command: TableCommandId, at: GridPlace, size: GridSize): GridPlace | undefined {
  const target = destination(command, at, size);
  if (target === undefined || size.rows === 0) return undefined;
  const column = target.column === undefined ? undefined : clamped(target.column, size.columns);
  return { row: clamped(target.row, size.rows), column };
}

function clamped(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}

function destination(
  command: TableCommandId,
  { row, column }: GridPlace,
  size: GridSize,
): GridPlace | undefined {
  switch (command) {
    case 'table.next':
      return { row: row + 1, column };
    case 'table.previous':
      return { row: row - 1, column };
    case 'table.pageDown':
      return { row: row + size.page, column };
    case 'table.pageUp':
      return { row: row - size.page, column };
    case 'table.right':
      return { row, column: column === undefined ? 0 : column + 1 };
    case 'table.left':
      // From the first cell back to its row; there the key scrolls.
      if (column === undefined) return undefined;
      return { row, column: column === 0 ? undefined : column - 1 };
    case 'table.first':
      return column === undefined ? { row: 0, column } : { row, column: 0 };
    case 'table.last':
      return column === undefined ? { row: size.rows - 1, column } : { row, column: size.columns - 1 };
    case 'table.top':
      return column === undefined ? undefined : { row: 0, column: 0 };
    case 'table.bottom':
      return column === undefined ? undefined : { row: size.rows - 1, column: size.columns - 1 };
    default:
      return undefined;
  }
}
