/** What rows have in common by a column, and in which order the groups stand. */
import { createDays } from '#src/domain/days.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { GroupTally } from '#src/domain/group-tally.ts';
import type { GroupBy } from '#src/domain/groupings.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Format } from '#renderer/format/format.ts';
import type { Say } from '#renderer/words/say.ts';
import type { GridColumn } from './column.ts';
import { groupId, GroupItem, type ShownSums } from './group-item.ts';
import type { GridSort } from './sort-rows.ts';

/** Of a core or of the rows that are here. */
export type FoundGroup = {
  readonly key?: string | undefined;
  readonly until?: number | undefined;
  readonly count: number;
  readonly sums: ShownSums;
};
export type FoundGroups = { readonly groups: readonly FoundGroup[]; readonly total: FoundGroup };

export type Grouping<Row> = {
  readonly column: GridColumn<Row>;
  readonly by: GroupBy;
  readonly keyOf: (row: Row) => string | undefined;
  readonly untilOf: (key: string | undefined) => number | undefined;
};

/** Undefined where the view groups by no column that is there. `zone` tells where days begin. */
export function groupingOf<Row>(
  columns: readonly GridColumn<Row>[],
  groupBy: string | undefined,
  zone: string,
): Grouping<Row> | undefined {
  const column = columns.find(({ id }) => id === groupBy);
  const group = column?.group;
  if (column === undefined || group === undefined) return undefined;
  if (column.kind === 'time') {
    const dayOf = createDays({ zone, hour: 0 });
    return {
      column,
      by: group.by,
      keyOf(row) {
        const time = column.value(row);
        return time === undefined ? undefined : String(dayOf(time).from);
      },
      untilOf: (key) => (key === undefined ? undefined : dayOf(Number(key)).to),
    };
  }
  return { column, by: group.by, keyOf: group.keyOf ?? column.value, untilOf: () => undefined };
}

/** Of the rows that are here. */
export function tallyRows<Row>(
  rows: readonly Row[],
  grouping: Grouping<Row>,
  columns: readonly GridColumn<Row>[],
): FoundGroups {
  const sums = columns.flatMap(({ sum }) => sum ?? []);
  const tally = new GroupTally(new Map(sums.map(({ name, kind }) => [name, kind])));
  for (const row of rows) {
    const group = tally.count(grouping.keyOf(row));
    for (const { name, of } of sums)
      for (const { unit, amount } of of(row))
        group.add(name, unit, amount === undefined ? undefined : Decimal.parse(amount));
  }
  const { groups, total } = tally.result();
  return {
    groups: groups.map((group) => ({ ...inText(group), until: grouping.untilOf(group.key) })),
    total: inText(total),
  };
}

export type GroupWords = { readonly say: Say; readonly format: Format };

/** The groups in the order of the sort, as far as it says something of groups; if not, in that of what they are of. */
export function groupItems<Row>(
  found: FoundGroups,
  {
    grouping,
    columns,
    sort,
    opened,
    isPart,
  }: {
    readonly grouping: Grouping<Row>;
    readonly columns: readonly GridColumn<Row>[];
    readonly sort: GridSort;
    readonly opened: ReadonlySet<string>;
    readonly isPart: boolean;
  },
  { say, format }: GroupWords,
): readonly GroupItem[] {
  const items = found.groups.map(
    ({ key, until, count, sums }) =>
      new GroupItem({
        kind: 'group',
        key,
        until,
        label: labelOf(key, grouping.column, say, format),
        count,
        isPart,
        sums: isPart ? {} : sums,
        isOpen: opened.has(groupId(key)),
      }),
  );
  const summed = columns.find(({ id }) => id === sort.id)?.sum;
  const isOwn = sort.id === grouping.column.id;
  const isTime = grouping.column.kind === 'time';
  // Of days the last one comes first, unless they are sorted otherwise.
  const direction = (isOwn || summed !== undefined ? sort.descending : isTime) ? -1 : 1;
  const named = (one: GroupItem, other: GroupItem): number =>
    isTime ? Number(one.key) - Number(other.key) : compareNames(one.label, other.label);
  return items.toSorted((one, other) => {
    const unnamed = Number(one.key === undefined) - Number(other.key === undefined);
    if (summed === undefined) return unnamed || named(one, other) * direction;
    const [left, right] = [onlyAmount(one, summed.name), onlyAmount(other, summed.name)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined) || named(one, other);
    return (
      compareNames(left.unit, right.unit) ||
      left.amount.compare(right.amount) * direction ||
      named(one, other)
    );
  });
}

export function totalItem(found: FoundGroup | undefined, isPart: boolean, { say }: GroupWords): GroupItem {
  return new GroupItem({
    kind: 'total',
    key: undefined,
    until: undefined,
    label: say('grid.total'),
    count: found?.count,
    isPart,
    sums: isPart ? {} : (found?.sums ?? {}),
    isOpen: false,
  });
}

function labelOf<Row>(key: string | undefined, column: GridColumn<Row>, say: Say, format: Format): string {
  if (key === undefined) return say('grid.groupNone', { column: column.header });
  if (column.kind === 'time') return format.date(Number(key));
  if (column.group?.labelOf !== undefined) return column.group.labelOf(key);
  const choice = column.kind === 'choice' && column.choices.find(({ value }) => value === key);
  return choice ? choice.label : key;
}

function onlyAmount(
  { sums }: GroupItem,
  name: string,
): { readonly unit: string; readonly amount: Decimal } | undefined {
  const [only, ...others] = sums[name] ?? [];
  if (only === undefined || others.length > 0) return undefined;
  return { unit: only.unit, amount: Decimal.from(only.amount) };
}

function compareNames(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
