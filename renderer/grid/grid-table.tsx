import { notifications } from '@mantine/notifications';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type MouseEvent,
  type RefObject,
  memo,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { TableCommandId } from '#renderer/commands/definitions.ts';
import { tableCommandOf } from '#renderer/commands/table-key.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { type GridColumn, inPrivacy } from './column.ts';
import { copiedText } from './copy-selection.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { cellsOf, GridRow, type RowHandlers } from './grid-row.tsx';
import { createRowSlots, isTextSelected, putInOrder, selectionEnds } from './row-slots.ts';
import { useRowWindow } from './use-row-window.ts';
import { gridKeyTarget } from './grid-place.ts';
import { spreadsheetText } from './spreadsheet-text.ts';
import type { CellEditing } from './use-cell-editing.ts';
import type { ColumnModel } from './use-column-model.ts';
import type { GridRows } from './use-grid-rows.ts';
import type { RowFocus } from './use-row-focus.ts';
import classes from './data-grid.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** What keys and clicks do to a row. */
export type RowActions<Row> = {
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onDoubleClick: ((row: Row) => void) | undefined;
  readonly onDelete: ((row: Row, chosen: boolean) => void) | undefined;
  readonly onFollow: ((row: Row) => void) | undefined;
  /** Of this column, or of the first one that can be written where the row as a whole has the focus. */
  readonly onEdit: (row: Row, column: GridColumn<Row> | undefined) => void;
};

type GridTableProps<Row> = {
  readonly name: string;
  readonly grid: GridRows<Row>;
  readonly model: ColumnModel<Row>;
  readonly idOf: (row: Row) => string;
  readonly focus: RowFocus<Row>;
  readonly editing: CellEditing<Row>;
  readonly actions: RowActions<Row>;
  readonly followedId: string | undefined;
  readonly onView: ((ids: readonly string[]) => void) | undefined;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  /** Tells it from another grid of the same name. */
  readonly gridId: string;
  /** The header's rows, and how many they are. */
  readonly header: ReactNode;
  readonly headerRows: number;
  /** Stands in for the rows where there are none. */
  readonly empty: ReactNode;
};

/** Pages are fetched ahead by so many rows. */
const nearEnd = 20;
/** Milliseconds after which nobody scrolls any more. */
const restAfter = 100;

/** The rows in view, and the current one wherever it is: the focus would be lost with it. */
export function GridTable<Row>({
  name,
  grid,
  model,
  idOf,
  focus,
  editing,
  actions,
  followedId,
  onView,
  gridRef,
  gridId,
  header,
  headerRows,
  empty,
}: GridTableProps<Row>) {
  const say = useSay();
  const { rows } = grid;
  const rowHeight = usePreferencesStore((state) => state.density);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const separators = usePreferencesStore((state) => state.separators);
  const privacy = usePreferencesStore((state) => state.privacy);
  /** A double click is one on the same row twice: live changes may put another one under the pointer in between. */
  const clicked = useRef<string>(undefined);
  const [MemoRow] = useState(() => memo(GridRow<Row>));
  // The cell of a column that was put away is none.
  const cell = model.visible.some(({ id }) => id === focus.column) ? focus.column : undefined;
  const { from, to, page, bringIntoView } = useRowWindow(scroller, rows.length, {
    rowHeight,
    headerRows,
  });
  const reachEnd = useEffectEvent(() => {
    if (to > rows.length - nearEnd) grid.reachEnd();
  });
  useEffect(() => reachEnd(), [to]);
  const cells = useMemo(() => cellsOf(model.visible, model.widths), [model.visible, model.widths]);
  const [slotsOf] = useState(createRowSlots<Row>);
  const there = new Set(
    [...range(from, to), focus.index, ...selectedEnds()].filter((index) => index in rows),
  );
  const items = [...there].flatMap((index) => {
    const row = rows[index];
    return row === undefined ? [] : [{ index, row, id: idOf(row) }];
  });
  const slots = slotsOf(
    items.map(({ id }) => id),
    rows,
  );
  const settle = useSettledOrder(body, rows);

  /** The rows in which the selected text begins and ends: without them it would begin elsewhere. */
  function selectedEnds(): readonly number[] {
    return selectionEnds().flatMap((node) => {
      const element = node instanceof Element ? node : node.parentElement;
      const held = element?.closest<HTMLElement>('[data-row]');
      const isHere = held?.closest<HTMLElement>('[data-grid]')?.dataset['grid'] === gridId;
      return held?.dataset['row'] !== undefined && isHere ? [grid.indexOf(held.dataset['row'])] : [];
    });
  }

  function onKeyDown(event: KeyboardEvent, row: Row | undefined, index: number): void {
    const command = tableCommandOf(event.nativeEvent);
    if (command === undefined) return;
    const column = cell === undefined ? undefined : model.visible.findIndex(({ id }) => id === cell);
    const size = { rows: rows.length, columns: model.visible.length, page };
    const target = gridKeyTarget(command, { row: index, column }, size);
    if (target !== undefined) {
      focus.moveTo(target.row, target.column === undefined ? undefined : model.visible[target.column]?.id);
      bringIntoView(target.row);
      const reached = rows[target.row];
      if (reached !== undefined && target.row !== index) actions.onFollow?.(reached);
    } else if (command === 'table.selectAll') {
      settle();
      if (body.current !== null) document.getSelection()?.selectAllChildren(body.current);
    } else if (row === undefined || !act(command, event, row)) return;
    event.preventDefault();
  }

  /** A key that is held down acts once. */
  function act(command: TableCommandId, { repeat, target }: KeyboardEvent, row: Row): boolean {
    if (command !== 'table.open' && command !== 'table.remove' && command !== 'table.edit') return false;
    if (repeat) return true;
    const column = model.visible.find(({ id }) => id === cell);
    if (command === 'table.remove') actions.onDelete?.(row, focus.chosen);
    else if (command === 'table.edit' || column?.edit?.allowed(row) === true) actions.onEdit(row, column);
    else if (column?.kind === 'action') pressIn(target);
    else actions.onOpen?.(row);
    return true;
  }

  function onCopy(event: ClipboardEvent<HTMLDivElement>): void {
    if (event.target instanceof HTMLInputElement) return;
    const columns = model.visible.filter(({ kind }) => kind !== 'action');
    const text = copiedText(event.currentTarget, document.getSelection(), separators, {
      count: rows.length,
      columns: columns.map(({ id }) => id),
      textOf: (index, id) => {
        const [row, column] = [rows[index], columns.find((one) => one.id === id)];
        if (row === undefined || column === undefined) return '';
        return spreadsheetText(privacy ? inPrivacy(column) : column, row);
      },
    });
    if (text === undefined) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    if (grid.partial === undefined || text.split('\n').length < rows.length) return;
    notifications.show({
      title: say('grid.copiedSome', { count: format.count(rows.length), total: grid.partial.total }),
      message: say('grid.copiedSomeMeaning'),
      role: 'status',
    });
  }

  const inView =
    onView === undefined ? [] : items.toSorted((one, other) => one.index - other.index).map(({ id }) => id);
  const view = inView.join('\n');
  const tellView = useEffectEvent(() => onView?.(inView));
  useEffect(() => tellView(), [view]);

  const handlers = useSteady<Row>({
    onStartEdit: editing.start,
    onFocus: focus.hold,
    onPointerDown: focus.choose,
    onClick: ({ detail }: MouseEvent, row) => {
      if (detail === 1) clicked.current = idOf(row);
      actions.onFollow?.(row);
    },
    onDoubleClick: (row) => {
      if (clicked.current === idOf(row)) actions.onDoubleClick?.(row);
    },
    onKeyDown,
  });

  return (
    <div ref={scroller} className={classes['scroller']} onCopy={onCopy} onPointerDownCapture={settle}>
      <div
        ref={gridRef}
        role="grid"
        data-grid={gridId}
        tabIndex={-1}
        aria-label={name}
        aria-rowcount={rows.length + headerRows}
        aria-colcount={model.visible.length}
        aria-busy={grid.loading}
        style={{ width: model.totalWidth }}
        className={classes['table']}
        onKeyDown={(event) => {
          // The grid itself has the focus where its last row has gone: from here the keys lead to the rows again.
          if (event.target === event.currentTarget) onKeyDown(event, rows[focus.index], focus.index);
        }}
      >
        <div role="rowgroup" className={classes['head']}>
          {header}
        </div>
        <div
          ref={body}
          role="rowgroup"
          className={classes['body']}
          style={{ height: rows.length * rowHeight }}
        >
          {items
            .toSorted((one, other) => slotIn(slots, one.id) - slotIn(slots, other.id))
            .map(({ index, row, id }) => (
              <MemoRow
                key={slotIn(slots, id)}
                row={row}
                id={id}
                index={index}
                height={rowHeight}
                cells={cells}
                tabStop={index === Math.max(focus.index, 0)}
                followed={followedId === undefined ? undefined : followedId === id}
                cell={index === focus.index ? cell : undefined}
                headerRows={headerRows}
                editing={editing.state?.rowId === id ? editing : undefined}
                handlers={handlers}
              />
            ))}
        </div>
      </div>
      {empty}
    </div>
  );
}

/** What acts on the row stands in the cell. */
function pressIn(cell: EventTarget): void {
  if (cell instanceof HTMLElement) cell.querySelector('button')?.click();
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, at) => from + at);
}

function slotIn(slots: ReadonlyMap<string, number>, id: string): number {
  return slots.get(id) ?? 0;
}

/**
 * While it is scrolled the elements stand in the order of their slots. They are put in that of the rows once that rests, at
 * once where anything but the scroll changed them, or text is selected. What is returned does not wait for it.
 */
function useSettledOrder(body: RefObject<HTMLElement | null>, rows: unknown): () => void {
  const settled = useRef(rows);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback((): void => {
    clearTimeout(rest.current);
    if (body.current !== null) putInOrder(body.current);
  }, [body]);
  useLayoutEffect(() => {
    const scrolled = settled.current === rows && !isTextSelected();
    settled.current = rows;
    clearTimeout(rest.current);
    if (scrolled) rest.current = setTimeout(settle, restAfter);
    else settle();
  });
  useEffect(() => () => clearTimeout(rest.current), []);
  return settle;
}

/** Functions that stay the same between renders and do what the newest ones do. */
function useSteady<Row>(newest: RowHandlers<Row>): RowHandlers<Row> {
  const onStartEdit = useLatest(newest.onStartEdit);
  const onFocus = useLatest(newest.onFocus);
  const onPointerDown = useLatest(newest.onPointerDown);
  const onClick = useLatest(newest.onClick);
  const onDoubleClick = useLatest(newest.onDoubleClick);
  const onKeyDown = useLatest(newest.onKeyDown);
  return useMemo(
    () => ({ onStartEdit, onFocus, onPointerDown, onClick, onDoubleClick, onKeyDown }),
    [onStartEdit, onFocus, onPointerDown, onClick, onDoubleClick, onKeyDown],
  );
}
