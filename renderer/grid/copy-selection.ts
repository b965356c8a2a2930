import type { Separators } from '#renderer/format/number.ts';
import { respell } from '#renderer/format/parse-number.ts';
import { plainNumber } from './plain-number.ts';
import { withoutFormula } from './spreadsheet-text.ts';

/** All rows of a grid, of which the page holds those in view. */
export type CopiedRows = {
  readonly count: number;
  /** Ids of the columns that are copied, in order. */
  readonly columns: readonly string[];
  /** The plain text of a cell. */
  readonly textOf: (index: number, column: string) => string;
};

/**
 * What a copy takes from the grid: the plain texts of the cells that the selection touches (tabs between cells,
 * lines between rows), within one cell the selected part of it, and without a selection the focused row. Between its
 * first and its last row the selection has every row, also those that are not on the page.
 */
export function copiedText(
  grid: HTMLElement,
  selection: Selection | null,
  separators: Separators,
  rows: CopiedRows,
): string | undefined {
  const wholeLine = (index: number): string =>
    lineOf(rows.columns.map((column) => rows.textOf(index, column)));
  if (selection === null || selection.isCollapsed) {
    const focused = grid.ownerDocument.activeElement;
    const index = focused === null ? undefined : rowAt(grid, focused);
    return index === undefined ? undefined : wholeLine(index);
  }
  const touched = [...grid.querySelectorAll<HTMLElement>('[data-row] [data-column]')].filter(
    (cell) => rows.columns.includes(columnOf(cell)) && selection.containsNode(cell, true),
  );
  if (touched.length === 1) return partOf(selection.toString(), separators);
  const range = selection.getRangeAt(0);
  const first = rowAt(grid, range.startContainer) ?? 0;
  const last = rowAt(grid, range.endContainer) ?? rows.count - 1;
  if (touched.length === 0) return undefined;
  const lines: string[] = [];
  for (let index = first; index <= last; index += 1) {
    const cut = index === first || index === last;
    const cells = touched.filter((cell) => cut && indexOf(cell) === index);
    const texts = cells.map((cell) => rows.textOf(index, columnOf(cell)));
    lines.push(texts.length === 0 ? wholeLine(index) : lineOf(texts));
  }
  return lines.join('\n');
}

/** The place of the row that a selection begins or ends in; nothing where it begins above or ends below all of them. */
function rowAt(grid: HTMLElement, node: Node): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element !== null && grid.contains(element) ? indexOf(element) : undefined;
}

function indexOf(element: Element): number | undefined {
  const index = element.closest<HTMLElement>('[data-row]')?.dataset['index'];
  return index === undefined ? undefined : Number(index);
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

function columnOf(cell: HTMLElement): string {
  return cell.dataset['column'] ?? '';
}

function lineOf(cells: readonly string[]): string {
  // What parts cells and lines in a copy must not come out of a cell.
  return cells.map((cell) => cell.replaceAll(/[\t\r\n]+/gu, ' ')).join('\t');
}
