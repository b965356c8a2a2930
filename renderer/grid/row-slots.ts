/** Which element shows which row, by the row's id, of some of all rows. */
export type RowSlots<Row> = (ids: readonly string[], rows: readonly Row[]) => ReadonlyMap<string, number>;

/**
 * A row that is scrolled out of view hands its element on to one that comes into view, which is far cheaper than another
 * element. A row that goes otherwise takes its element along, with the focus that may be in it.
 */
export function createRowSlots<Row>(): RowSlots<Row> {
  let seen: readonly Row[] = [];
  let held: ReadonlyMap<string, number> = new Map();
  let made = 0;
  return (ids, rows) => {
    const scrolled = rows === seen;
    seen = rows;
    const wanted = new Set(ids);
    const free = scrolled ? [...held].flatMap(([id, slot]) => (wanted.has(id) ? [] : [slot])) : [];
    const next = new Map<string, number>();
    for (const id of ids) {
      const slot = held.get(id) ?? free.shift();
      if (slot === undefined) made += 1;
      next.set(id, slot ?? made);
    }
    held = next;
    return next;
  };
}

/**
 * The elements of the rows in the order in which they are seen, as a screen reader reads and a selection takes them. One
 * that has the focus, or an end of the selected text, would lose it if it were moved: the others are moved around it.
 */
export function putInOrder(body: HTMLElement): void {
  const staying = [document.activeElement, ...(isTextSelected() ? selectionEnds() : [])];
  const rows = [...body.children].toSorted((one, other) => indexOf(other) - indexOf(one));
  let behind: Element | null = null;
  for (const row of rows) {
    const isPlaced = row.nextElementSibling === behind;
    if (!isPlaced && !staying.some((node) => row.contains(node))) body.insertBefore(row, behind);
    behind = row;
  }
}

/** Where the selected text begins and ends, or would, from the caret on. */
export function selectionEnds(): readonly Node[] {
  const selection = document.getSelection();
  return [selection?.anchorNode, selection?.focusNode].flatMap((node) => node ?? []);
}

/** Asked by its ends: `isCollapsed` has the page laid out. */
export function isTextSelected(): boolean {
  const selection = document.getSelection();
  if (selection?.anchorNode === selection?.focusNode)
    return selection?.anchorOffset !== selection?.focusOffset;
  return true;
}

function indexOf(row: Element): number {
  return row instanceof HTMLElement ? Number(row.dataset['index']) : -1;
}
