import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type Header,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { GridColumn } from './column.ts';
import { type ChangeView, type GridView, orderOf, visibilityOf, withMoved } from './grid-view.ts';
import type { ContentWidths } from './use-content-widths.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});

const narrowest = 44;
/** The rows are virtual and paged: the table model holds the columns alone. */
const noRows: never[] = [];

export type ColumnHeader = Header<typeof features, never>;

export type ColumnModel<Row> = {
  readonly visible: readonly GridColumn<Row>[];
  /** All of them, in the user's order. */
  readonly ordered: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly totalWidth: number;
  readonly headers: readonly ColumnHeader[];
  readonly isVisible: (id: string) => boolean;
  readonly setVisible: (id: string, visible: boolean) => void;
  readonly move: (moved: string, target: string) => void;
  readonly resize: (id: string, width: number) => void;
  /** Back to the width of its content. */
  readonly fit: (id: string) => void;
};

/**
 * Which columns stand where and how wide: the table model over the view that is kept with the workspace.
 * The user's width counts as far as the content fits into it.
 */
export function useColumnModel<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  change: ChangeView,
  content: ContentWidths,
): ColumnModel<Row> {
  const definitions = useMemo(
    () => columns.map(({ id, header, width }) => ({ id, header, size: width, minSize: narrowest })),
    [columns],
  );
  const columnOrder = useMemo(() => orderOf(columns, view.order), [columns, view.order]);
  const widths = useMemo(
    () =>
      Object.fromEntries(
        columns.map(({ id, width }) => [id, Math.max(view.widths[id] ?? width, content[id] ?? 0)]),
      ),
    [columns, view.widths, content],
  );
  const columnVisibility = useMemo(() => visibilityOf(columns, view.visibility), [columns, view.visibility]);
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    state: { columnOrder, columnVisibility, columnSizing: widths },
    columnResizeMode: 'onChange',
    onColumnSizingChange: (update: Updater<Record<string, number>>) =>
      change((kept) => ({ widths: typeof update === 'function' ? update(kept.widths) : update })),
  });

  const visibleIds = table.getVisibleLeafColumns().map((column) => column.id);
  const shown = visibleIds.join('\n');
  const visible = useMemo(() => pick(columns, shown.split('\n')), [columns, shown]);
  return {
    visible,
    ordered: pick(columns, columnOrder),
    widths,
    totalWidth: table.getTotalSize(),
    headers: table.getHeaderGroups()[0]?.headers ?? [],
    isVisible: (id) => columnVisibility[id] ?? true,
    setVisible: (id, isVisible) =>
      change(({ visibility }) => ({ visibility: { ...visibility, [id]: isVisible } })),
    move: (moved, target) =>
      change(({ order }) => ({ order: withMoved(orderOf(columns, order), moved, target) })),
    resize: (id, width) =>
      change(({ widths: kept }) => ({ widths: { ...kept, [id]: Math.max(width, narrowest) } })),
    fit: (id) =>
      change(({ widths: kept }) => ({
        widths: Object.fromEntries(Object.entries(kept).filter(([other]) => other !== id)),
      })),
  };
}

function pick<Row>(columns: readonly GridColumn<Row>[], ids: readonly string[]): readonly GridColumn<Row>[] {
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}
