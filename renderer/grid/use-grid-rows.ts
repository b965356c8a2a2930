import { run } from '#renderer/core/run.ts';
import { useEffect, useMemo, useState } from 'react';
import { createStore, useStore } from 'zustand';
import type { GroupBy } from '#src/domain/groupings.ts';
import { ok, type Result } from '#src/domain/result.ts';
import type { Failure } from '#renderer/core/failure.ts';
import type { Separators } from '#renderer/format/number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { Table, tableOf } from '#renderer/core/table.ts';
import type { GridColumn } from './column.ts';
import type { GroupsAsk } from './use-groups-answer.ts';
import type { GridView } from './grid-view.ts';
import {
  createPageLoader,
  type FetchPage,
  fetchAll,
  type LoadedPages,
  type PageLoader,
} from './page-loader.ts';
import { createRowFilter, type RowFilter } from './row-filter.ts';
import { createShownRows, type ShownRows } from './shown-rows.ts';
import { createRowOrder, type GridSort, type RowOrder } from './sort-rows.ts';
import { totalText } from './total-text.ts';

export type GridQuery<Row> = {
  readonly filters: GridView['filters'];
  readonly spans: RowFilter<Row>['spans'];
  readonly sort: GridSort;
  /** Of its rows alone. */
  readonly group?: WantedGroup;
};

/** `key` is undefined for the rows that have none; of a day it is when it begins, and `until` when the next one does. */
export type WantedGroup = {
  readonly by: GroupBy;
  readonly key: string | undefined;
  readonly until: number | undefined;
};

/** A question for pages. `request` tells questions apart: while it stays equal, the pages fetched stay. */
export type PagePlan<Row> = {
  readonly request: object;
  readonly fetchPage: FetchPage<Row>;
  /** Whether the pages come in the order of the query's sort; if not, the grid fetches them all to sort them. */
  readonly sorted: boolean;
  /** The columns whose filters the call applies. */
  readonly covers?: ReadonlySet<string>;
};

/** Rows that are all here, or pages behind a call, narrowed by the call as far as it can, with what is live. */
export type GridSource<Row> =
  | { readonly kind: 'local'; readonly rows: readonly Row[] | Table<Row>; readonly loading: boolean }
  | {
      readonly kind: 'paged';
      readonly plan: (query: GridQuery<Row>) => PagePlan<Row>;
      readonly live: readonly Table<Row>[];
      readonly updatedAt: (row: Row) => number;
      /** What the core is asked for groups of the query's rows, in days of `zone`. */
      readonly groups?: (query: GridQuery<Row>, by: GroupBy, zone: string) => GroupsAsk;
    };

export type GridRows<Row> = ShownRows<Row> & {
  readonly filter: RowFilter<Row>;
  readonly loading: boolean;
  readonly problem: Failure | undefined;
  /** Rows fetched and rows there are, where not everything has been fetched. */
  readonly partial: { readonly fetched: number; readonly total: string } | undefined;
  /** The grid stopped fetching by itself; `loadMore` goes on. */
  readonly paused: boolean;
  readonly loadMore: () => void;
  /** Rows up to this one are in view. */
  readonly reach: (to: number) => void;
  readonly exportRows: () => Promise<Result<readonly Row[], Failure>>;
  /** How they are narrowed and sorted. */
  readonly query: GridQuery<Row>;
  readonly order: RowOrder<Row> | undefined;
  /** Their groups come from the core: none of the rows was fetched. */
  readonly grouped: boolean;
};

/** Pages are fetched ahead by so many rows. */
export const nearEnd = 20;
const firstPage = 100;
export const largestPage = 500;
/** So many rows are searched or sorted on the screen before it asks whether to go on. */
export const allowanceStep = 10_000;

const nothingLoaded = createStore<LoadedPages<never>>()(() => ({
  rows: [],
  total: undefined,
  exact: true,
  complete: true,
  loading: false,
  problem: undefined,
}));

const noRows: readonly never[] = [];

/** Of rows that are all here none is on a page. */
const neverFetched = (): number => 0;

export function useGridRows<Row>(
  source: GridSource<Row>,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  idOf: (row: Row) => string,
  isGrouped: boolean,
): GridRows<Row> {
  const zone = usePreferencesStore((state) => state.timeZone);
  const separators = usePreferencesStore((state) => state.separators);
  const filter = useMemo(
    () => createRowFilter(columns, view.filters, { separators, zone }),
    [columns, view.filters, separators, zone],
  );
  const sortColumn = columns.find((column) => column.id === view.sort.id);
  const query = useMemo(
    () => ({ filters: view.filters, spans: filter.spans, sort: view.sort }),
    [view.filters, filter, view.sort],
  );
  const plan = source.kind === 'paged' ? source.plan(query) : undefined;
  // The core cannot count what only the screen can tell apart: those rows have to be here.
  const isCovered = filter.columns.every((id) => plan?.covers?.has(id) === true);
  const grouped = isGrouped && isCovered && source.kind === 'paged' && source.groups !== undefined;
  const loader = usePageLoader(plan);
  const pages = useStore<typeof nothingLoaded | NonNullable<typeof loader>['store']>(
    loader?.store ?? nothingLoaded,
  );
  const [allowance, setAllowance] = useState(allowanceStep);
  /** So many rows fill the view and what is below it. */
  const [wanted, setWanted] = useState(firstPage);

  const sorted = plan?.sorted ?? false;
  const narrowed = filter.active || !sorted || isGrouped;
  const fetched = pages.rows.length;
  const paused = narrowed && !pages.complete && fetched >= allowance;
  const local = source.kind === 'local' ? source.rows : noRows;
  const here = useMemo(() => [local instanceof Table ? local : tableOf(local, idOf)], [local, idOf]);
  const live = source.kind === 'local' ? here : source.live;
  const updatedAt = source.kind === 'local' ? neverFetched : source.updatedAt;
  const { descending } = view.sort;
  const order = useMemo(
    () => sortColumn && createRowOrder(sortColumn, descending, idOf),
    [sortColumn, descending, idOf],
  );
  const { passes } = filter;
  const shownOf = useMemo(
    () => createShownRows({ idOf, updatedAt, passes, order }),
    [idOf, updatedAt, passes, order],
  );
  const { rows, indexOf } = useMemo(
    () => shownOf({ fetched: pages.rows, live, whole: pages.complete || !sorted }),
    [shownOf, pages.rows, pages.complete, live, sorted],
  );

  // Pages in which few rows or none pass are no end: they are gone through until the view is full.
  // What has just come may fill it by itself: how much there is only a page tells.
  const isUnknown = fetched === 0 && !pages.complete;
  const isShort = !sorted || isGrouped || isUnknown || rows.length < wanted;
  const wantsMore = !grouped && !paused && pages.problem === undefined && isShort;
  useEffect(() => {
    if (wantsMore && loader !== undefined)
      run(loader.loadMore(narrowed && fetched > 0 ? largestPage : firstPage));
  }, [loader, wantsMore, fetched, narrowed]);

  return {
    rows,
    indexOf,
    filter,
    loading: source.kind === 'local' ? source.loading : !grouped && (pages.loading || isUnknown),
    problem: pages.problem,
    partial: partialOf(pages, separators),
    paused,
    loadMore: () => {
      setAllowance(fetched + allowanceStep);
      if (loader !== undefined) run(loader.loadMore(largestPage));
    },
    reach: (to) => {
      if (to > rows.length - nearEnd) setWanted(rows.length + firstPage);
    },
    exportRows: async () => {
      if (plan === undefined || pages.complete) return ok(rows);
      const all = await fetchAll(plan.fetchPage, largestPage);
      if (!all.ok) return all;
      const passing = all.value.filter(filter.passes);
      return ok(order?.sorted(passing) ?? passing);
    },
    query,
    order,
    grouped,
  };
}

function partialOf(
  { rows, total, exact, complete }: LoadedPages<unknown>,
  separators: Separators,
): GridRows<unknown>['partial'] {
  if (complete || total === undefined) return undefined;
  return { fetched: rows.length, total: totalText(Math.max(total, rows.length), exact, separators) };
}

/** One loader for as long as the question stays, and until the store behind it may have changed unseen. */
function usePageLoader<Row>(plan: PagePlan<Row> | undefined): PageLoader<Row> | undefined {
  const generation = useLiveStore((state) => state.generation);
  const key = JSON.stringify([plan?.request, generation]);
  const [held, setHeld] = useState(() => ({ key, loader: plan && createPageLoader(plan.fetchPage) }));
  if (held.key === key) return held.loader;
  const loader = plan && createPageLoader(plan.fetchPage);
  setHeld({ key, loader });
  return loader;
}
