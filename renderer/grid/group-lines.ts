import type { GridItem, GroupItem } from './group-item.ts';
import type { GroupRows } from './group-pages.ts';

/** A group that is open, and its rows; `read` where they come in pages. */
export type OpenGroup<Row> = {
  readonly group: GroupItem;
  readonly rows: readonly Row[];
  readonly read: GroupRows<Row> | undefined;
  /** The line of its first row, and the one behind the last. */
  readonly begin: number;
  readonly end: number;
};

export type GroupLines<Row> = {
  readonly items: readonly GridItem<Row>[];
  readonly indexOf: (id: string) => number;
  readonly open: readonly OpenGroup<Row>[];
  readonly groups: readonly GroupItem[];
  readonly total: GroupItem;
};

/** Each group, under those that are open their rows, and the total at the end. */
export function layItems<Row>({
  groups,
  total,
  here,
  keyOf,
  idOf,
  rowsOf,
}: {
  readonly groups: readonly GroupItem[];
  readonly total: GroupItem;
  /** Where no group's rows are read: all that there are, in their order. */
  readonly here: readonly Row[];
  readonly keyOf: (row: Row) => string | undefined;
  readonly idOf: (row: Row) => string;
  readonly rowsOf: ((group: GroupItem) => GroupRows<Row>) | undefined;
}): GroupLines<Row> {
  const isOpen = groups.some((group) => group.isOpen);
  const byKey = rowsOf === undefined && isOpen ? Map.groupBy(here, keyOf) : undefined;
  const open: OpenGroup<Row>[] = [];
  const places = new Map<string, number>();
  const parts: (readonly GridItem<Row>[])[] = [];
  let at = 0;
  for (const group of groups) {
    places.set(group.id, at);
    parts.push([group]);
    at += 1;
    if (!group.isOpen) continue;
    const read = rowsOf?.(group);
    const rows = read?.rows ?? byKey?.get(group.key) ?? [];
    open.push({ group, rows, read, begin: at, end: at + rows.length });
    parts.push(rows);
    at += rows.length;
  }
  places.set(total.id, at);
  parts.push([total]);
  const items: GridItem<Row>[] = [];
  return {
    items: items.concat(...parts),
    indexOf: (id) => places.get(id) ?? placeIn(open, id, idOf),
    open,
    groups,
    total,
  };
}

function placeIn<Row>(open: readonly OpenGroup<Row>[], id: string, idOf: (row: Row) => string): number {
  for (const { rows, read, begin } of open) {
    const at = read === undefined ? rows.findIndex((row) => idOf(row) === id) : read.indexOf(id);
    if (at !== -1) return begin + at;
  }
  return -1;
}
