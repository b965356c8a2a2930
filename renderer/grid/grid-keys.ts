import type { KeyboardEvent } from 'react';
import type { TableCommandId } from '#renderer/commands/definitions.ts';
import { tableCommandOf } from '#renderer/commands/table-key.ts';
import type { GridColumn } from './column.ts';
import { GroupItem, rowIn, type GridItem } from './group-item.ts';
import { gridKeyTarget } from './grid-place.ts';
import type { RowFocus } from './use-row-focus.ts';

/** What keys and clicks do to a row. */
export type RowActions<Row> = {
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onDoubleClick: ((row: Row) => void) | undefined;
  readonly onDelete: ((row: Row, chosen: boolean) => void) | undefined;
  readonly onFollow: ((row: Row) => void) | undefined;
  /** Of this column, or of the first one that can be written where the row as a whole has the focus. */
  readonly onEdit: (row: Row, column: GridColumn<Row> | undefined) => void;
  /** Opens a group that is closed, and closes one that is open. */
  readonly onToggle: (group: GroupItem) => void;
  /** Groups by a column, or by none where it is grouped by that already. */
  readonly onGroup: (column: GridColumn<Row>) => void;
};

type Lines<Row> = {
  readonly rows: readonly GridItem<Row>[];
  readonly visible: readonly GridColumn<Row>[];
  /** Of the cell that has the focus; undefined where the row has it as a whole. */
  readonly cell: string | undefined;
  /** So many rows are one page. */
  readonly page: number;
  readonly focus: RowFocus<GridItem<Row>>;
  readonly actions: RowActions<Row>;
  readonly bringIntoView: (index: number) => void;
  readonly selectAll: () => void;
};

/** What a key does that is pressed on a line of the grid. On a group as a whole Right opens it, and Left closes it. */
export function pressOnLine<Row>(
  lines: Lines<Row>,
  event: KeyboardEvent,
  item: GridItem<Row> | undefined,
  index: number,
): void {
  const { rows, visible, cell, page, focus, actions } = lines;
  const command = tableCommandOf(event.nativeEvent);
  if (command === undefined) return;
  const column = cell === undefined ? undefined : visible.findIndex(({ id }) => id === cell);
  const size = { rows: rows.length, columns: visible.length, page };
  const target = gridKeyTarget(command, { row: index, column }, size);
  if (item instanceof GroupItem && togglesGroup(command, item, column)) {
    if (!event.repeat) actions.onToggle(item);
  } else if (target !== undefined) {
    focus.moveTo(target.row, target.column === undefined ? undefined : visible[target.column]?.id);
    lines.bringIntoView(target.row);
    const reached = rowIn(rows[target.row]);
    if (reached !== undefined && target.row !== index) actions.onFollow?.(reached);
  } else if (command === 'table.selectAll') {
    lines.selectAll();
  } else if (command === 'table.group') {
    const grouped = visible.find(({ id, group }) => id === cell && group !== undefined);
    if (grouped === undefined || event.repeat) return;
    actions.onGroup(grouped);
  } else if (item === undefined || item instanceof GroupItem || !act(lines, command, event, item)) return;
  event.preventDefault();
}

/** A key that is held down acts once. */
function act<Row>(
  { visible, cell, focus, actions }: Lines<Row>,
  command: TableCommandId,
  { repeat, target }: KeyboardEvent,
  row: Row,
): boolean {
  if (command !== 'table.open' && command !== 'table.remove' && command !== 'table.edit') return false;
  if (repeat) return true;
  const column = visible.find(({ id }) => id === cell);
  if (command === 'table.remove') actions.onDelete?.(row, focus.chosen);
  else if (command === 'table.edit' || column?.edit?.allowed(row) === true) actions.onEdit(row, column);
  else if (column?.kind === 'action' || column?.explain?.(row) !== undefined) pressIn(target);
  else actions.onOpen?.(row);
  return true;
}

function togglesGroup(command: TableCommandId, group: GroupItem, column: number | undefined): boolean {
  if (group.kind === 'total') return false;
  if (command === 'table.open') return true;
  if (column !== undefined) return false;
  return command === (group.isOpen ? 'table.left' : 'table.right');
}

/** What acts on the row stands in the cell. */
function pressIn(cell: EventTarget): void {
  if (cell instanceof HTMLElement) cell.querySelector('button')?.click();
}
