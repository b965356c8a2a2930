import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  memo,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { GroupItem, type GridItem } from './group-item.ts';
import { GroupRow } from './group-row.tsx';
import { cellsOf, GridRow } from './grid-row.tsx';
import { createRowSlots, selectionEnds } from './row-slots.ts';
import { useRowWindow } from './use-row-window.ts';
import type { CellEditing } from './use-cell-editing.ts';
import type { ColumnModel } from './use-column-model.ts';
import { useGridCopy } from './use-grid-copy.ts';
import type { GridItems } from './use-grid-items.ts';
import { pressOnLine, type RowActions } from './grid-keys.ts';
import type { RowFocus } from './use-row-focus.ts';
import { useSettledOrder } from './use-settled-order.ts';
import { useSteadyHandlers } from './use-steady-handlers.ts';
import headClasses from './grid-header.module.css';
import groupClasses from './group-row.module.css';
import classes from './grid-rows.module.css';

type GridTableProps<Row> = {
  readonly name: string;
  readonly grid: GridItems<Row>;
  readonly model: ColumnModel<Row>;
  readonly idOf: (row: Row) => string;
  readonly focus: RowFocus<GridItem<Row>>;
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
  const { rows, groups } = grid;
  const rowHeight = usePreferencesStore((state) => state.density);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  /** A double click is one on the same row twice: live changes may put another one under the pointer in between. */
  const clicked = useRef<string>(undefined);
  const [MemoRow] = useState(() => memo(GridRow<Row>));
  const [MemoGroup] = useState(() => memo(GroupRow<Row>));
  // The total stands under the rows.
  const footRows = groups === undefined ? 0 : 1;
  const inBody = rows.length - footRows;
  // The cell of a column that was put away is none.
  const cell = model.visible.some(({ id }) => id === focus.column) ? focus.column : undefined;
  const { top, from, to, page, bringIntoView } = useRowWindow(scroller, inBody, {
    rowHeight,
    headerRows,
    footRows,
  });
  // The row to which Tab leads: one that is there.
  const tabbed = focus.index === -1 ? top : focus.index;
  const reach = useEffectEvent(() => grid.reach(from, to));
  useEffect(() => reach(), [from, to, inBody]);
  const cells = useMemo(() => cellsOf(model.visible, model.widths), [model.visible, model.widths]);
  const [slotsOf] = useState(createRowSlots<GridItem<Row>>);
  const there = new Set(
    [...range(from, to), focus.index, ...selectedEnds()].filter((index) => index >= 0 && index < inBody),
  );
  const items = [...there].flatMap((index) => {
    const row = rows[index];
    return row === undefined ? [] : [{ index, row, id: row instanceof GroupItem ? row.id : idOf(row) }];
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

  function onKeyDown(event: KeyboardEvent, item: GridItem<Row> | undefined, index: number): void {
    const lines = { rows, visible: model.visible, cell, page, focus, actions, bringIntoView, selectAll };
    pressOnLine(lines, event, item, index);
  }

  function selectAll(): void {
    settle();
    if (body.current !== null) document.getSelection()?.selectAllChildren(body.current);
  }

  const onCopy = useGridCopy(grid, model.visible);

  const inView =
    onView === undefined
      ? []
      : items
          .toSorted((one, other) => one.index - other.index)
          .flatMap(({ id, row }) => (row instanceof GroupItem ? [] : [id]));
  const view = inView.join('\n');
  const tellView = useEffectEvent(() => onView?.(inView));
  useEffect(() => tellView(), [view]);

  const groupHandlers = useSteadyHandlers<GroupItem>({
    onStartEdit: () => undefined,
    onFocus: focus.hold,
    onPointerDown: focus.choose,
    onClick: () => undefined,
    onDoubleClick: () => undefined,
    onKeyDown,
  });
  const onToggle = useLatest(actions.onToggle);
  const handlers = useSteadyHandlers<Row>({
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

  function groupProps(item: GroupItem, index: number) {
    return {
      item,
      index,
      height: rowHeight,
      columns: model.visible,
      widths: model.widths,
      tabStop: index === tabbed,
      cell: index === focus.index ? cell : undefined,
      headerRows,
      handlers: groupHandlers,
      onToggle,
    };
  }

  return (
    <div ref={scroller} className={classes['scroller']} onCopy={onCopy} onPointerDownCapture={settle}>
      <div
        ref={gridRef}
        role="grid"
        {...(groups !== undefined && { role: 'treegrid' })}
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
        <div role="rowgroup" className={headClasses['head']}>
          {header}
        </div>
        <div ref={body} role="rowgroup" className={classes['body']} style={{ height: inBody * rowHeight }}>
          {items
            .toSorted((one, other) => slotIn(slots, one.id) - slotIn(slots, other.id))
            .map(({ index, row, id }) =>
              row instanceof GroupItem ? (
                <MemoGroup key={slotIn(slots, id)} {...groupProps(row, index)} />
              ) : (
                <MemoRow
                  key={slotIn(slots, id)}
                  row={row}
                  id={id}
                  index={index}
                  height={rowHeight}
                  cells={cells}
                  level={groups === undefined ? undefined : 2}
                  tabStop={index === tabbed}
                  followed={followedId === undefined ? undefined : followedId === id}
                  cell={index === focus.index ? cell : undefined}
                  headerRows={headerRows}
                  editing={editing.state?.rowId === id ? editing : undefined}
                  handlers={handlers}
                />
              ),
            )}
        </div>
        {groups !== undefined && (
          <div role="rowgroup" className={groupClasses['foot']}>
            <MemoGroup {...groupProps(groups.total, inBody)} />
          </div>
        )}
      </div>
      {empty}
    </div>
  );
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, at) => from + at);
}

function slotIn(slots: ReadonlyMap<string, number>, id: string): number {
  return slots.get(id) ?? 0;
}
