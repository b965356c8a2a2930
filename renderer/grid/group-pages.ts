import { createStore, type StoreApi } from 'zustand';
import { run } from '#renderer/core/run.ts';
import type { Table } from '#renderer/core/table.ts';
import type { GroupItem } from './group-item.ts';
import { createPageLoader, type FetchPage, type LoadedPages } from './page-loader.ts';
import { createShownRows, type RowSources, type ShownRows } from './shown-rows.ts';
import type { RowOrder } from './sort-rows.ts';
import { largestPage } from './use-grid-rows.ts';

export type GroupPlan<Row> = {
  readonly fetchPage: FetchPage<Row>;
  /** Whether pages come in the order of the rows. */
  readonly sorted: boolean;
};

export type GroupRules<Row> = {
  readonly idOf: (row: Row) => string;
  readonly updatedAt: (row: Row) => number;
  readonly passes: (row: Row) => boolean;
  readonly order: RowOrder<Row> | undefined;
  readonly keyOf: (row: Row) => string | undefined;
};

export type GroupRows<Row> = ShownRows<Row> & {
  readonly pages: LoadedPages<Row>;
  readonly sorted: boolean;
};

/** The rows of the groups that are open, each group's read in pages of its own. */
export type GroupPages<Row> = {
  /** Another function with each page that comes. */
  readonly rowsOf: StoreApi<{ readonly read: ReadGroup<Row> }>;
  /** The next page, unless one is on its way or there is none. */
  readonly loadMore: (group: GroupItem) => void;
};

export type ReadGroup<Row> = (
  group: GroupItem,
  live: readonly Table<Row>[],
  rules: GroupRules<Row>,
) => GroupRows<Row>;

const firstPage = 100;

type Held<Row> = {
  readonly plan: GroupPlan<Row>;
  readonly loader: ReturnType<typeof createPageLoader<Row>>;
  rules: GroupRules<Row> | undefined;
  shownOf: ((sources: RowSources<Row>) => ShownRows<Row>) | undefined;
};

/** Of one question, as long as it stays: what the groups are, and how their rows are narrowed and sorted. */
export function createGroupPages<Row>(planOf: (group: GroupItem) => GroupPlan<Row>): GroupPages<Row> {
  const rowsOf = createStore<{ readonly read: ReadGroup<Row> }>()(() => ({ read }));
  const groups = new Map<string, Held<Row>>();

  function heldOf(group: GroupItem): Held<Row> {
    const known = groups.get(group.id);
    if (known !== undefined) return known;
    const plan = planOf(group);
    const loader = createPageLoader(plan.fetchPage);
    loader.store.subscribe(() => rowsOf.setState({ read: (...asked) => read(...asked) }));
    const held = { plan, loader, rules: undefined, shownOf: undefined };
    groups.set(group.id, held);
    return held;
  }

  function shownBy(
    held: Held<Row>,
    group: GroupItem,
    rules: GroupRules<Row>,
  ): NonNullable<Held<Row>['shownOf']> {
    if (held.rules === rules && held.shownOf !== undefined) return held.shownOf;
    const { keyOf, passes, ...others } = rules;
    const isOfGroup = (row: Row): boolean => keyOf(row) === group.key && passes(row);
    held.rules = rules;
    held.shownOf = createShownRows({ ...others, passes: isOfGroup });
    return held.shownOf;
  }

  function read(...[group, live, rules]: Parameters<ReadGroup<Row>>): GroupRows<Row> {
    const held = heldOf(group);
    const { sorted } = held.plan;
    const pages = held.loader.store.getState();
    const shownOf = shownBy(held, group, rules);
    return { ...shownOf({ fetched: pages.rows, live, whole: pages.complete || !sorted }), pages, sorted };
  }

  return {
    rowsOf,
    loadMore(group) {
      const { loader } = heldOf(group);
      run(loader.loadMore(loader.store.getState().rows.length === 0 ? firstPage : largestPage));
    },
  };
}
