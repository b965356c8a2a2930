import { notifications } from '@mantine/notifications';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type MouseEvent,
  type RefObject,
  memo,
  useEffect,
  useEffectEvent,
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
import { GridRow, type RowHandlers } from './grid-row.tsx';
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

const overscan = 8;
/** Pages are fetched ahead by so many rows. */
const nearEnd = 20;

/** The rows in view, and the current one wherever it is: the focus would be lost with it. */
export function GridTable<Row>({
  name,
  grid,
  model,
  idOf,
  focus,
  editing,
  actions,
  ...props
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
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: rowHeight * props.headerRows,
    rangeExtractor: (range) => {
      const shown = new Set(defaultRangeExtractor(range));
      for (const index of [focus.index, ...selectedEnds()]) if (index !== -1) shown.add(index);
      return [...shown].toSorted((left, right) => left - right);
    },
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= rows.length - nearEnd) grid.reachEnd();
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  /** The rows in which the selected text begins and ends: without them it would begin elsewhere. */
  function selectedEnds(): readonly number[] {
    const selection = document.getSelection();
    const ids = [selection?.anchorNode, selection?.focusNode].flatMap((node) => {
      const element = node instanceof Element ? node : node?.parentElement;
      const held = element?.closest<HTMLElement>('[data-row]');
      return held?.dataset['row'] !== undefined && scroller.current?.contains(held) === true
        ? [held.dataset['row']]
        : [];
    });
    return ids.map(grid.indexOf);
  }

  function onKeyDown(event: KeyboardEvent, row: Row | undefined, index: number): void {
    const command = tableCommandOf(event.nativeEvent);
    if (command === undefined) return;
    const column = cell === undefined ? undefined : model.visible.findIndex(({ id }) => id === cell);
    const page = Math.max(Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2, 1);
    const size = { rows: rows.length, columns: model.visible.length, page };
    const target = gridKeyTarget(command, { row: index, column }, size);
    if (target !== undefined) {
      focus.moveTo(target.row, target.column === undefined ? undefined : model.visible[target.column]?.id);
      virtualizer.scrollToIndex(target.row);
      const reached = rows[target.row];
      if (reached !== undefined && target.row !== index) actions.onFollow?.(reached);
    } else if (command === 'table.selectAll') {
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
    props.onView === undefined
      ? []
      : virtualizer.getVirtualItems().flatMap(({ index }) => rows.slice(index, index + 1).map(idOf));
  const view = inView.join('\n');
  const tellView = useEffectEvent(() => props.onView?.(inView));
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
    <div ref={scroller} className={classes['scroller']} onCopy={onCopy}>
      <div
        ref={props.gridRef}
        role="grid"
        data-grid={props.gridId}
        tabIndex={-1}
        aria-label={name}
        aria-rowcount={rows.length + props.headerRows}
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
          {props.header}
        </div>
        <div
          ref={body}
          role="rowgroup"
          className={classes['body']}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const id = idOf(row);
            return (
              <MemoRow
                key={id}
                row={row}
                id={id}
                index={item.index}
                start={item.start}
                height={item.size}
                columns={model.visible}
                widths={model.widths}
                tabStop={item.index === Math.max(focus.index, 0)}
                followed={props.followedId === undefined ? undefined : props.followedId === id}
                cell={item.index === focus.index ? cell : undefined}
                headerRows={props.headerRows}
                editing={editing.state?.rowId === id ? editing : undefined}
                handlers={handlers}
              />
            );
          })}
        </div>
      </div>
      {props.empty}
    </div>
  );
}

/** What acts on the row stands in the cell. */
function pressIn(cell: EventTarget): void {
  if (cell instanceof HTMLElement) cell.querySelector('button')?.click();
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
