import { z } from 'zod';
import type { Separators } from '#renderer/format/number.ts';
import { preferencesSchema } from '#renderer/saved/preferences-store.ts';
import type { GridColumn } from './column.ts';
import { respellNumberFilter } from './number-filter.ts';
import type { GridSort } from './sort-rows.ts';

/** How the user left the grid: kept with the workspace. */
export const gridViewSchema = z.object({
  order: z.array(z.string()),
  visibility: z.record(z.string(), z.boolean()),
  widths: z.record(z.string(), z.number().min(1).max(2000)),
  sort: z.object({ id: z.string(), descending: z.boolean() }),
  filters: z.record(z.string(), z.string().max(200)),
  /** How the numbers in the filters are written. */
  filterSeparators: preferencesSchema.shape.separators.unwrap().optional(),
  filtersShown: z.boolean(),
  /** The column by which rows are grouped. */
  groupBy: z.string().optional(),
  /** Which groups are open. */
  opened: z.array(z.string()).max(500).optional(),
});
export type GridView = z.infer<typeof gridViewSchema>;

/** What the user changes about the view, made of the one that is kept. */
export type ChangeView = (change: (view: GridView) => Partial<GridView>) => void;

export function initialView(sort: GridSort): GridView {
  return { order: [], visibility: {}, widths: {}, sort, filters: {}, filtersShown: false };
}

type Identified = Pick<GridColumn<never>, 'id' | 'offByDefault'>;

/** The stored order with columns that it does not know yet behind their neighbours, and without those that are gone. */
export function orderOf(columns: readonly Identified[], stored: readonly string[]): string[] {
  const known = new Set(columns.map((column) => column.id));
  const order = stored.filter((id) => known.has(id));
  for (const [index, { id }] of columns.entries()) {
    if (order.includes(id)) continue;
    const before = columns[index - 1]?.id;
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}

export function visibilityOf(
  columns: readonly Identified[],
  stored: Readonly<Record<string, boolean>>,
): Record<string, boolean> {
  return Object.fromEntries(columns.map(({ id, offByDefault }) => [id, stored[id] ?? offByDefault !== true]));
}

/** `moved` to the place that `target` has. */
export function withMoved(order: readonly string[], moved: string, target: string): string[] {
  const to = order.indexOf(target);
  if (to === -1 || !order.includes(moved)) return [...order];
  return order.filter((id) => id !== moved).toSpliced(to, 0, moved);
}

/** The view of columns that are there: what is kept of another narrows and sorts nothing, until it is there again. */
export function withoutGone(view: GridView, columns: readonly Identified[], initial: GridSort): GridView {
  const known = new Set(columns.map(({ id }) => id));
  const filters = Object.fromEntries(Object.entries(view.filters).filter(([id]) => known.has(id)));
  return { ...view, filters, sort: known.has(view.sort.id) ? view.sort : initial };
}

/** The view with its filters meaning the same under other separators than they were typed with. */
export function withSeparators(
  view: GridView,
  columns: readonly Pick<GridColumn<never>, 'id' | 'kind'>[],
  separators: Separators,
): GridView {
  const { filterSeparators = separators } = view;
  if (filterSeparators === separators) return { ...view, filterSeparators };
  const filters = { ...view.filters };
  for (const { id, kind } of columns) {
    const text = filters[id];
    if (kind === 'number' && text !== undefined)
      filters[id] = respellNumberFilter(text, filterSeparators, separators);
  }
  return { ...view, filters, filterSeparators: separators };
}
