import type { Separators } from '#renderer/format/number.ts';
import { respell } from '#renderer/format/parse-number.ts';
import { plainNumber } from '#renderer/table/plain-number.ts';
import { withoutFormula } from '#renderer/table/spreadsheet-text.ts';

/**
 * What a copy takes from the grid: the plain texts of the cells that the selection touches (tabs between cells,
 * lines between rows), within one cell the selected part of it, and without a selection the focused row.
 */
export function copiedText(
  grid: HTMLElement,
  selection: Selection | null,
  separators: Separators,
): string | undefined {
  if (selection === null || selection.isCollapsed) {
    const row = grid.ownerDocument.activeElement?.closest<HTMLElement>('[data-row]');
    return row === null || row === undefined || !grid.contains(row) ? undefined : lineOf(plainCells(row));
  }
  const touched = plainCells(grid).filter((cell) => selection.containsNode(cell, true));
  if (touched.length === 1) return partOf(selection.toString(), separators);
  const lines = new Map<Element | null, HTMLElement[]>();
  for (const cell of touched) {
    const row = cell.closest('[data-row]');
    lines.set(row, [...(lines.get(row) ?? []), cell]);
  }
  return touched.length === 0 ? undefined : [...lines.values()].map(lineOf).join('\n');
}

/**
 * The selected part of one cell. A number keeps the trader's own separators, since it is pasted into a field that reads
 * by them: 2.405 for a shown 2,405 would be thousands there. Any other text may not become a formula.
 */
function partOf(selected: string, separators: Separators): string {
  const plain = plainNumber(selected, separators);
  if (plain === undefined) return withoutFormula(selected.trim());
  return respell(plain, 'none-point', separators).replace('\u2212', '-');
}

function plainCells(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-plain]')];
}

function lineOf(cells: readonly HTMLElement[]): string {
  // What parts cells and lines in a copy must not come out of a cell.
  return cells.map((cell) => (cell.dataset['plain'] ?? '').replaceAll(/[\t\r\n]+/gu, ' ')).join('\t');
}
