import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import type { GridColumn } from './column.ts';
import type { GridItem, GroupItem } from './group-item.ts';
import { layItems, type GroupLines } from './group-lines.ts';
import { createGroupPages, type GroupPages, type GroupRules } from './group-pages.ts';
import { groupingOf, groupItems, tallyRows, totalItem, type Grouping } from './grouping.ts';
import type { GridView } from './grid-view.ts';
import { allowanceStep, nearEnd, useGridRows, type GridRows, type GridSource } from './use-grid-rows.ts';
import { useGroupsAnswer } from './use-groups-answer.ts';
import type { TimeZone } from '#renderer/format/time.ts';
import { totalText } from './total-text.ts';

/** The lines of a grid: its rows, or groups with the rows of those that are open, and under them the total. */
export type GridItems<Row> = Omit<GridRows<Row>, 'rows' | 'reach'> & {
  readonly rows: readonly GridItem<Row>[];
  /** Undefined where nothing is grouped. */
  readonly groups: GroupLines<Row> | undefined;
  /** These lines are in view. */
  readonly reach: (from: number, to: number) => void;
};

const noTables: readonly never[] = [];
const nothingRead = createStore<{ readonly read: undefined }>()(() => ({ read: undefined }));

export function useGridItems<Row>(
  source: GridSource<Row>,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  idOf: (row: Row) => string,
): GridItems<Row> {
  const [say, format] = [useSay(), useFormat()];
  const separators = usePreferencesStore((state) => state.separators);
  const zone = zoneNameOf(usePreferencesStore((state) => state.timeZone));
  const grouping = useMemo(() => groupingOf(columns, view.groupBy, zone), [columns, view.groupBy, zone]);
  const flat = useGridRows(source, columns, view, idOf, grouping !== undefined);
  const live = source.kind === 'paged' ? source.live : noTables;
  const ask =
    flat.grouped && grouping !== undefined && source.kind === 'paged'
      ? source.groups?.(flat.query, grouping.by, zone)
      : undefined;
  const { answer, again } = useGroupsAnswer(ask, live);
  const isPart = !flat.grouped && flat.partial !== undefined;
  const opened = useMemo(() => new Set(view.opened), [view.opened]);
  const { grouped, rows: here } = flat;
  const found = useMemo(() => {
    if (grouping === undefined) return undefined;
    if (grouped) return answer?.ok === true ? answer.value : undefined;
    return tallyRows(here, grouping, columns);
  }, [grouping, grouped, answer, here, columns]);
  const groups = useMemo(
    () =>
      found === undefined || grouping === undefined
        ? []
        : groupItems(found, { grouping, columns, sort: view.sort, opened, isPart }, { say, format }),
    [found, grouping, columns, view.sort, opened, isPart, say, format],
  );
  const pages = useGroupPages(source, flat, grouping, ask);
  const { read: readGroup } = useStore<typeof nothingRead | NonNullable<typeof pages>['rowsOf']>(
    pages?.rowsOf ?? nothingRead,
  );
  const rules = useRules(source, flat, grouping, idOf);
  const lines = useMemo(() => {
    if (grouping === undefined) return undefined;
    const total = totalItem(found?.total, isPart, { say, format });
    const rowsOf = readGroup && rules && ((group: GroupItem) => readGroup(group, live, rules));
    return layItems({ groups, total, here, keyOf: grouping.keyOf, idOf, rowsOf });
  }, [grouping, groups, found, isPart, say, format, readGroup, rules, live, here, idOf]);

  const [allowance, setAllowance] = useState(allowanceStep);
  const unread = (lines?.open ?? []).filter(({ read }) => read !== undefined && !read.pages.complete);
  const paused = unread.find(
    ({ read }) => read !== undefined && !read.sorted && read.pages.rows.length >= allowance,
  );
  const wanting = unread.filter(
    ({ read }) =>
      read !== undefined &&
      !read.pages.loading &&
      read.pages.problem === undefined &&
      (read.pages.rows.length === 0 || (!read.sorted && read.pages.rows.length < allowance)),
  );
  const begin = useEffectEvent(() => {
    for (const { group } of wanting) pages?.loadMore(group);
  });
  useEffect(() => begin(), [lines, allowance]);

  if (lines === undefined) {
    return { ...flat, groups: undefined, reach: (_, to) => flat.reach(to) };
  }
  if (!grouped)
    return { ...flat, rows: lines.items, indexOf: lines.indexOf, groups: lines, reach: () => undefined };
  const failed = unread.find(({ read }) => read?.pages.problem !== undefined);
  return {
    ...flat,
    rows: lines.items,
    indexOf: lines.indexOf,
    groups: lines,
    loading: answer === undefined || unread.some(({ read }) => read?.pages.loading === true),
    problem: answer?.ok === false ? answer.error : failed?.read?.pages.problem,
    partial:
      paused?.read &&
      partialOf(paused.read.pages.rows.length, totalText(paused.group.count ?? 0, true, separators)),
    paused: paused !== undefined,
    loadMore() {
      if (answer?.ok === false) again();
      else if (failed !== undefined) pages?.loadMore(failed.group);
      else setAllowance(allowance + allowanceStep);
    },
    reach(from, to) {
      for (const { group, end, read } of unread)
        if (read?.pages.loading === false && end >= from && end <= to + nearEnd) pages?.loadMore(group);
    },
  };
}

function partialOf(fetched: number, total: string): NonNullable<GridRows<unknown>['partial']> {
  return { fetched, total };
}

/** Of the IANA database. */
function zoneNameOf(zone: TimeZone): string {
  return zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** One for as long as the question stays, and until the store behind it may have changed unseen. */
function useGroupPages<Row>(
  source: GridSource<Row>,
  { query }: Pick<GridRows<Row>, 'query'>,
  grouping: Grouping<Row> | undefined,
  ask: object | undefined,
): GroupPages<Row> | undefined {
  const generation = useLiveStore((state) => state.generation);
  const key = JSON.stringify([ask, query.sort, generation]);
  const [held, setHeld] = useState(() => ({ key, pages: make() }));
  if (held.key === key) return held.pages;
  const pages = make();
  setHeld({ key, pages });
  return pages;

  function make(): GroupPages<Row> | undefined {
    if (ask === undefined || grouping === undefined || source.kind !== 'paged') return undefined;
    return createGroupPages(({ key: wanted, until }) =>
      source.plan({ ...query, group: { by: grouping.by, key: wanted, until } }),
    );
  }
}

function useRules<Row>(
  source: GridSource<Row>,
  { filter, order }: Pick<GridRows<Row>, 'filter' | 'order'>,
  grouping: Grouping<Row> | undefined,
  idOf: (row: Row) => string,
): GroupRules<Row> | undefined {
  const updatedAt = source.kind === 'paged' ? source.updatedAt : undefined;
  const { passes } = filter;
  return useMemo(
    () =>
      grouping === undefined || updatedAt === undefined
        ? undefined
        : { idOf, updatedAt, passes, order, keyOf: grouping.keyOf },
    [idOf, updatedAt, passes, order, grouping],
  );
}
