import { useMemo } from 'react';
import type { GridColumn } from './column.ts';
import { type ChangeView, type GridView, orderOf, visibilityOf, withMoved } from './grid-view.ts';
import type { ContentWidths } from './use-content-widths.ts';

const narrowest = 44;

export type ColumnModel<Row> = {
  readonly visible: readonly GridColumn<Row>[];
  /** All of them, in the user's order. */
  readonly ordered: readonly GridColumn<Row>[];
  readonly widths: Readonly<Record<string, number>>;
  readonly totalWidth: number;
  readonly isVisible: (id: string) => boolean;
  readonly setVisible: (id: string, visible: boolean) => void;
  readonly move: (moved: string, target: string) => void;
  readonly resize: (id: string, width: number) => void;
  /** Back to the width of its content. */
  readonly fit: (id: string) => void;
};

/**
 * Which columns stand where and how wide, by the view that is kept with the workspace.
 * The user's width counts as far as the content fits into it.
 */
export function useColumnModel<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  change: ChangeView,
  content: ContentWidths,
): ColumnModel<Row> {
  const columnOrder = useMemo(() => orderOf(columns, view.order), [columns, view.order]);
  const widths = useMemo(
    () =>
      Object.fromEntries(
        columns.map(({ id, width }) => [id, Math.max(view.widths[id] ?? width, content[id] ?? 0)]),
      ),
    [columns, view.widths, content],
  );
  const columnVisibility = useMemo(() => visibilityOf(columns, view.visibility), [columns, view.visibility]);
  const ordered = useMemo(
    () => columnOrder.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [columns, columnOrder],
  );
  const visible = useMemo(
    () => ordered.filter(({ id }) => columnVisibility[id] !== false),
    [ordered, columnVisibility],
  );
  return {
    visible,
    ordered,
    widths,
    totalWidth: visible.reduce((sum, { id }) => sum + (widths[id] ?? 0), 0),
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
