import type { ReactNode } from 'react';
import { Decimal } from '#src/domain/decimal.ts';

/** A cell that can be written in place. `submit` answers with what is wrong, in words, or nothing once it is taken. */
export type CellEdit<Row> = {
  readonly allowed: (row: Row) => boolean;
  readonly submit: (row: Row, text: string) => Promise<string | undefined>;
};

/** `value` is the plain value that is sorted, filtered, copied and exported; `cell` is what the eye gets. */
type ColumnValue<Row> =
  | { readonly kind: 'text'; readonly value: (row: Row) => string | undefined }
  | {
      readonly kind: 'choice';
      readonly value: (row: Row) => string | undefined;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  /** Canonical decimal text. */
  | { readonly kind: 'number'; readonly value: (row: Row) => string | undefined }
  /** Epoch milliseconds. */
  | { readonly kind: 'time'; readonly value: (row: Row) => number | undefined };

export type GridColumn<Row> = ColumnValue<Row> & {
  readonly id: string;
  readonly header: string;
  readonly width: number;
  readonly cell: (row: Row) => ReactNode;
  /** Not shown until the user asks for it. */
  readonly offByDefault?: boolean;
  /** An amount: blurred in privacy mode. */
  readonly private?: boolean;
  readonly edit?: CellEdit<Row>;
};

export function isRightAligned(column: { readonly kind: GridColumn<never>['kind'] }): boolean {
  return column.kind === 'number';
}

/** The plain text of a cell: canonical decimals, ISO times, nothing where the value is unknown. */
export function plainText<Row>(column: GridColumn<Row>, row: Row): string {
  if (column.kind === 'time') {
    const time = column.value(row);
    return time === undefined ? '' : new Date(time).toISOString();
  }
  return column.value(row) ?? '';
}

/** Sorted by one column; unknown values last in either direction, equal ones in the order of their ids. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: GridColumn<Row>,
  descending: boolean,
  idOf: (row: Row) => string,
): readonly Row[] {
  const compare = keyComparison(column);
  const keyed = rows.map((row) => ({ row, compare: compare(row) }));
  const direction = descending ? -1 : 1;
  keyed.sort(
    (left, right) =>
      left.compare(right.row, right.compare.key, direction) || compareTexts(idOf(left.row), idOf(right.row)) * direction,
  );
  return keyed.map(({ row }) => row);
}
