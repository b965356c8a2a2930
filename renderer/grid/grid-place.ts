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
 * whole are its cells; from there Home and End are of the row, and with Ctrl (⌘ on a Mac) of all rows.
 */
export function gridKeyTarget(key: string, at: GridPlace, size: GridSize): GridPlace | undefined {
  const target = destination(key, at, size);
  if (target === undefined || size.rows === 0) return undefined;
  const column = target.column === undefined ? undefined : clamped(target.column, size.columns);
  return { row: clamped(target.row, size.rows), column };
}

function clamped(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}

function destination(key: string, { row, column }: GridPlace, size: GridSize): GridPlace | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'PageDown':
      return { row: row + size.page, column };
    case 'PageUp':
      return { row: row - size.page, column };
    case 'ArrowRight':
      return { row, column: column === undefined ? 0 : column + 1 };
    case 'ArrowLeft':
      // From the first cell back to its row; there the key scrolls.
      if (column === undefined) return undefined;
      return { row, column: column === 0 ? undefined : column - 1 };
    case 'Home':
      return column === undefined ? { row: 0, column } : { row, column: 0 };
    case 'End':
      return column === undefined ? { row: size.rows - 1, column } : { row, column: size.columns - 1 };
    case 'Mod+Home':
      return column === undefined ? undefined : { row: 0, column: 0 };
    case 'Mod+End':
      return column === undefined ? undefined : { row: size.rows - 1, column: size.columns - 1 };
    default:
      return undefined;
  }
}
