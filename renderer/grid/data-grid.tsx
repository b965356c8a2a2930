import { type ReactNode, useCallback, useId, useMemo, useRef } from 'react';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import type { GridColumn } from './column.ts';
import { FilterRow } from './filter-row.tsx';
import { GridFooter } from './grid-footer.tsx';
import { GridTable } from './grid-table.tsx';
import { GridToolbar } from './grid-toolbar.tsx';
import { type ChangeView, type GridView, gridViewSchema, withoutGone, withSeparators } from './grid-view.ts';
import { HeaderRow } from './header-row.tsx';
import { RowMenu } from './row-menu.tsx';
import { useCellEditing } from './use-cell-editing.ts';
import { useColumnModel } from './use-column-model.ts';
import { useContentWidths } from './use-content-widths.ts';
import type { GridSource } from './use-grid-rows.ts';
import { useGridItems } from './use-grid-items.ts';
import { GroupItem, rowIn, type GridItem } from './group-item.ts';
import { groupedBy } from './group-menu.tsx';
import { useRowFocus } from './use-row-focus.ts';
import classes from './data-grid.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

export type DataGridProps<Row> = {
  /** Its accessible name, as in "Open orders". */
  readonly name: string;
  /** Under this its columns, sort and filters are kept with the workspace. */
  readonly viewKey: string;
  readonly initialView: GridView;
  readonly columns: readonly GridColumn<Row>[];
  /** A function of the module: it must not change. */
  readonly idOf: (row: Row) => string;
  /** Tells a row from the others, as in "BTC-USDT Buy 0.01 @ 10,000". */
  readonly nameOf: (row: Row) => string;
  readonly source: GridSource<Row>;
  /** What fills an empty grid, in words and with the button that does it. */
  readonly empty: ReactNode;
  readonly toolbar?: ReactNode;
  /** Menu items of a row. */
  readonly renderMenu?: (row: Row, startEdit: () => void) => ReactNode;
  readonly onOpen?: (row: Row) => void;
  readonly onDoubleClick?: (row: Row) => void;
  /** The row that the screen is about, whoever chose it: it is marked, and the keys go on from it. */
  readonly followedId?: string | undefined;
  /** The trader went to this row, by a click or a key. */
  readonly onFollow?: (row: Row) => void;
  /** The rows in view are others. */
  readonly onView?: (ids: readonly string[]) => void;
  /** `chosen`: the trader went to this row; if not, the focus fell on it when another row went. */
  readonly onDelete?: (row: Row, chosen: boolean) => void;
};

/** So many groups are kept as open. */
const mostKept = 500;

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { columns, idOf, nameOf, source, name, initialView, renderMenu } = props;
  const saved = useSavedState(`grid.${props.viewKey}`, gridViewSchema, initialView);
  const separators = usePreferencesStore((state) => state.separators);
  const view = useMemo(
    () => withoutGone(withSeparators(saved.value, columns, separators), columns, initialView.sort),
    [saved.value, columns, separators, initialView],
  );
  const change: ChangeView = (part) =>
    saved.change((held) => {
      const kept = withSeparators(held, columns, separators);
      return { ...kept, ...part(kept) };
    });
  const grid = useGridItems(source, columns, view, idOf);
  const editing = useCellEditing(idOf);
  const privacy = usePreferencesStore((state) => state.privacy);
  const gridRef = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const least = useOwnWidths(columns, view);
  const content = useContentWidths(gridRef, [separators, privacy].join(' '), least);
  const model = useColumnModel(columns, view, change, content);
  const { rows, loading } = grid;
  const itemId = useCallback(
    (item: GridItem<Row>) => (item instanceof GroupItem ? item.id : idOf(item)),
    [idOf],
  );
  const focus = useRowFocus<GridItem<Row>>(gridRef, {
    rows,
    indexOf: grid.indexOf,
    loading,
    idOf: itemId,
    nameOf: (item) => (item instanceof GroupItem ? item.label : nameOf(item)),
    listName: name,
    gridId,
    followedId: props.followedId,
  });
  const isEmpty =
    rows.length === (grid.groups === undefined ? 0 : 1) &&
    !loading &&
    grid.problem === undefined &&
    grid.partial === undefined;

  function startEdit(row: Row, column?: GridColumn<Row>): void {
    const columnsThere = column === undefined ? model.visible : [column];
    const editable = columnsThere.find(({ edit }) => edit?.allowed(row) === true);
    if (editable !== undefined) editing.start(row, editable, false);
  }

  const table = (
    <GridTable
      name={name}
      grid={grid}
      model={model}
      idOf={idOf}
      focus={focus}
      editing={editing}
      actions={{
        onOpen: props.onOpen,
        onDoubleClick: props.onDoubleClick,
        onDelete: props.onDelete,
        onFollow: props.onFollow,
        onEdit: startEdit,
        onToggle: ({ id }) =>
          change(({ opened = [] }) => ({
            opened: opened.includes(id)
              ? opened.filter((one) => one !== id)
              : [...opened, id].slice(-mostKept),
          })),
        onGroup: ({ id }) => change(({ groupBy }) => groupedBy(groupBy === id ? undefined : id)),
      }}
      followedId={props.followedId}
      onView={props.onView}
      gridRef={gridRef}
      gridId={gridId}
      headerRows={view.filtersShown ? 2 : 1}
      header={
        <>
          <HeaderRow
            model={model}
            sort={view.sort}
            ownOrder={columns.some(({ id }) => id === initialView.sort.id) ? undefined : initialView.sort}
            onSort={(sort) => change(() => ({ sort }))}
          />
          {view.filtersShown && (
            <FilterRow
              columns={model.visible}
              widths={model.widths}
              filters={view.filters}
              unreadable={grid.filter.unreadable}
              onChange={(id, text) => change(({ filters }) => ({ filters: { ...filters, [id]: text } }))}
            />
          )}
        </>
      }
      empty={
        isEmpty && (
          <div className={classes['empty']}>
            {grid.filter.active ? (
              <NothingPasses onClear={() => change(() => ({ filters: {} }))} />
            ) : (
              props.empty
            )}
          </div>
        )
      }
    />
  );

  return (
    <div className={classes['grid']}>
      <GridToolbar
        model={model}
        view={view}
        grid={grid}
        name={name}
        fileName={props.viewKey}
        onChange={change}
        onReset={() => change(({ filters, filtersShown }) => ({ ...initialView, filters, filtersShown }))}
      >
        {props.toolbar}
      </GridToolbar>
      {renderMenu === undefined ? (
        table
      ) : (
        <RowMenu
          findRow={(id) => rowIn(rows[grid.indexOf(id)])}
          nameOf={nameOf}
          renderItems={(row) => renderMenu(row, () => startEdit(row))}
        >
          {table}
        </RowMenu>
      )}
      <GridFooter name={name} grid={grid} notice={focus.notice} />
    </div>
  );
}

/** What the columns are wide at least, but for those that the trader has made as wide as he likes. */
function useOwnWidths<Row>(
  columns: readonly GridColumn<Row>[],
  { widths }: GridView,
): Readonly<Record<string, number>> {
  const chosen = Object.keys(widths).join('\n');
  return useMemo(() => {
    const ids = new Set(chosen.split('\n'));
    return Object.fromEntries(columns.map(({ id, width }) => [id, ids.has(id) ? 0 : width]));
  }, [columns, chosen]);
}

function NothingPasses({ onClear }: { readonly onClear: () => void }) {
  const say = useSay();
  return (
    <>
      <p>{say('grid.nothingPasses')}</p>
      <button type="button" className={classes['textButton']} onClick={onClear}>
        {say('grid.clearFilters')}
      </button>
    </>
  );
}
