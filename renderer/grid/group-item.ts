import type { GroupAmount } from '#src/domain/group-tally.ts';
import type { InText } from '#src/domain/in-text.ts';

export type ShownSums = Partial<Readonly<Record<string, readonly InText<GroupAmount>[]>>>;

/** What stands above the rows that have something in common, or under all of them: what they come to. */
export class GroupItem {
  readonly kind: 'group' | 'total';
  readonly id: string;
  /** What its rows have in common; undefined where they have none. Of a day when it begins. */
  readonly key: string | undefined;
  /** Of a day. */
  readonly until: number | undefined;
  readonly label: string;
  /** Undefined until it is known. */
  readonly count: number | undefined;
  /** There may be more: not every row has been looked at. Its sums are unknown then. */
  readonly isPart: boolean;
  readonly sums: ShownSums;
  readonly isOpen: boolean;

  constructor(parts: Omit<GroupItem, 'id'>) {
    this.kind = parts.kind;
    this.id = parts.kind === 'total' ? 'total' : groupId(parts.key);
    this.key = parts.key;
    this.until = parts.until;
    this.label = parts.label;
    this.count = parts.count;
    this.isPart = parts.isPart;
    this.sums = parts.sums;
    this.isOpen = parts.isOpen;
  }
}

/** What stands in a line of the grid. */
export type GridItem<Row> = Row | GroupItem;

/** No id of a row: those of records have no such sign. */
export function groupId(key: string | undefined): string {
  return key === undefined ? 'group' : `group=${key}`;
}

export function rowIn<Row>(item: GridItem<Row> | undefined): Row | undefined {
  return item instanceof GroupItem ? undefined : item;
}
