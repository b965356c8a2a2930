import { Menu } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { useSavedState } from '#renderer/stores/saved-state.ts';
import { copiedText } from '#renderer/table/copy-selection.ts';
import type { GridColumn } from '#renderer/table/column.ts';
import { FilterRow } from '#renderer/table/filter-row.tsx';
import { GridFooter } from '#renderer/table/grid-footer.tsx';
import { HeaderRow } from '#renderer/table/header-row.tsx';
import { GridRow } from '#renderer/table/grid-row.tsx';
import { GridToolbar } from '#renderer/table/grid-toolbar.tsx';
import { type GridView, gridViewSchema, withSeparators } from '#renderer/table/grid-view.ts';
import { rowKeyTarget } from '#renderer/table/row-keys.ts';
import { useCellEditing } from '#renderer/table/use-cell-editing.ts';
import { useColumnModel } from '#renderer/table/use-column-model.ts';
import { useContentWidths } from '#renderer/table/use-content-widths.ts';
import { type GridSource, useGridRows } from '#renderer/table/use-grid-rows.ts';
import classes from './data-grid.module.css';

export type DataGridProps<Row> = {
  /** Its accessible name, as in "Open orders". */
  readonly name: string;
  /** Under this its columns, sort and filters are kept with the workspace. */
  readonly viewKey: string;
  readonly initialView: GridView;
  readonly columns: readonly GridColumn<Row>[];
  /** A function of the module: it must not change. */
  readonly idOf: (row: Row) => string;
  readonly source: GridSource<Row>;
  /** What fills an empty grid, in words and with the button that does it. */
  readonly empty: ReactNode;
  readonly toolbar?: ReactNode;
  /** Menu items of the row under the pointer. */
  readonly renderMenu?: (row: Row, startEdit: () => void) => ReactNode;
  readonly onOpen?: (row: Row) => void;
  readonly onDoubleClick?: (row: Row) => void;
  readonly onDelete?: (row: Row) => void;
};

const overscan = 8;
/** Pages are fetched ahead by so many rows. */
const nearEnd = 20;

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, idOf, source, name } = props;
  const saved = useSavedState(`grid.${props.viewKey}`, gridViewSchema, props.initialView);
  const separators = usePreferencesStore((state) => state.separators);
  const view = useMemo(
    () => withSeparators(saved.value, columns, separators),
    [saved.value, columns, separators],
  );
  const change = (part: Partial<GridView>): void => saved.set({ ...view, ...part });
  const grid = useGridRows(source, columns, view, idOf);
  const [focusedId, setFocusedId] = useState<string>();
  const [menuRow, setMenuRow] = useState<Row>();
  /** Its edit waits for the menu to be gone, which gives the focus back to the row. */
  const [rowToEdit, setRowToEdit] = useState<Row>();
  const editing = useCellEditing(idOf);
  const rowHeight = usePreferencesStore((state) => state.density);
  const privacy = usePreferencesStore((state) => state.privacy);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useContentWidths(scroller, [rowHeight, separators, privacy].join(' '));
  const model = useColumnModel(columns, view, change, content);

  const { rows } = grid;
  const focusedIndex = useMemo(
    () => rows.findIndex((row) => idOf(row) === focusedId),
    [rows, idOf, focusedId],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: rowHeight * (view.filtersShown ? 2 : 1),
    // The focused row stays in the document, or the focus would be lost by scrolling.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focusedIndex === -1 || shown.includes(focusedIndex)
        ? shown
        : [...shown, focusedIndex].toSorted((left, right) => left - right);
    },
    onChange: ({ range }) => {
      if (range !== null && range.endIndex >= rows.length - nearEnd) grid.reachEnd();
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  function focusRow(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    setFocusedId(idOf(row));
    virtualizer.scrollToIndex(index);
    // By then the row is in the document, and what was to take the focus instead has it.
    requestAnimationFrame(() => {
      const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
      const held = document.activeElement;
      if (held === document.body || held?.matches('[data-row]') === true) element?.focus();
    });
  }

  function startEdit(row: Row): void {
    const editable = model.visible.find((column) => column.edit?.allowed(row) === true);
    if (editable !== undefined) editing.start(row, editable);
  }

  function afterMenu(): void {
    if (rowToEdit !== undefined) startEdit(rowToEdit);
    setRowToEdit(undefined);
  }

  function onCopy(event: ClipboardEvent<HTMLDivElement>): void {
    if (event.target instanceof HTMLInputElement) return;
    const text = copiedText(event.currentTarget, document.getSelection(), separators);
    if (text === undefined) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  }

  const table = (
    <div ref={scroller} className={classes['scroller']} onCopy={onCopy}>
      <div
        role="table"
        aria-label={name}
        aria-rowcount={rows.length + 1}
        aria-colcount={model.visible.length}
        aria-busy={grid.loading}
        style={{ width: model.totalWidth }}
        className={classes['table']}
      >
        <div role="rowgroup" className={classes['head']}>
          <HeaderRow model={model} sort={view.sort} onSort={(sort) => change({ sort })} />
          {view.filtersShown && (
            <FilterRow
              columns={model.visible}
              widths={model.widths}
              filters={view.filters}
              unreadable={grid.filter.unreadable}
              onChange={(filters) => change({ filters })}
            />
          )}
        </div>
        <div role="rowgroup" className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const id = idOf(row);
            return (
              <GridRow
                key={id}
                row={row}
                id={id}
                index={item.index}
                start={item.start}
                height={item.size}
                columns={model.visible}
                widths={model.widths}
                tabStop={focusedIndex === -1 ? item.index === 0 : item.index === focusedIndex}
                editing={editing.state?.rowId === id ? editing : undefined}
                onStartEdit={editing.start}
                onFocus={() => setFocusedId(id)}
                onMenu={() => setMenuRow(row)}
                onDoubleClick={() => props.onDoubleClick?.(row)}
                onKeyDown={(event) => {
                  if (!isPlain(event.nativeEvent)) return;
                  const page = Math.max(Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2, 1);
                  const target = rowKeyTarget(event.key, item.index, rows.length, page);
                  if (target !== undefined) focusRow(target);
                  else if (event.key === 'Enter') props.onOpen?.(row);
                  else if (event.key === 'Delete') props.onDelete?.(row);
                  else if (event.key === 'F2') startEdit(row);
                  else return;
                  event.preventDefault();
                }}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && !grid.loading && grid.problem === undefined && grid.partial === undefined && (
        <div className={classes['empty']}>
          {grid.filter.active ? (
            <>
              <p>No row passes the filters.</p>
              <button type="button" className={classes['textButton']} onClick={() => change({ filters: {} })}>
                Clear filters
              </button>
            </>
          ) : (
            props.empty
          )}
        </div>
      )}
    </div>
  );

  return (
    <div className={classes['grid']}>
      <GridToolbar
        model={model}
        view={view}
        grid={grid}
        fileName={props.viewKey}
        onChange={change}
        onReset={() =>
          saved.set({ ...props.initialView, filters: view.filters, filtersShown: view.filtersShown })
        }
      >
        {props.toolbar}
      </GridToolbar>
      {props.renderMenu === undefined ? (
        table
      ) : (
        <Menu withinPortal onClose={() => focusRow(focusedIndex)} onExitTransitionEnd={afterMenu}>
          <Menu.ContextMenu>{table}</Menu.ContextMenu>
          <Menu.Dropdown>
            {menuRow === undefined ? null : props.renderMenu(menuRow, () => setRowToEdit(menuRow))}
          </Menu.Dropdown>
        </Menu>
      )}
      <GridFooter name={name} grid={grid} />
    </div>
  );
}
