import { Decimal } from '#src/domain/decimal.ts';
import type { GridColumn } from './column.ts';

export type GridSort = { readonly id: string; readonly descending: boolean };

type SortKey = Decimal | number | string | undefined;

/** Sorted by one column: unknown values last in either direction, equal ones by id. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: GridColumn<Row>,
  descending: boolean,
  idOf: (row: Row) => string,
): readonly Row[] {
  const direction = descending ? -1 : 1;
  // Each key is parsed once, not once a comparison.
  return rows
    .map((row) => ({ row, id: idOf(row), key: sortKey(column, row) }))
    .toSorted(
      (left, right) =>
        compareKeys(left.key, right.key, direction) || compareKeys(left.id, right.id, direction),
    )
    .map(({ row }) => row);
}

function sortKey<Row>(column: GridColumn<Row>, row: Row): SortKey {
  if (column.kind === 'number') {
    const text = column.value(row);
    return text === undefined ? undefined : Decimal.parse(text);
  }
  if (column.kind === 'choice') {
    const value = column.value(row);
    return column.choices.find((choice) => choice.value === value)?.label ?? value;
  }
  return column.value(row);
}

function compareKeys(left: SortKey, right: SortKey, direction: 1 | -1): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  if (left instanceof Decimal && right instanceof Decimal) return left.compare(right) * direction;
  if (typeof left === 'number' && typeof right === 'number') return (left - right) * direction;
  const [first, second] = [String(left), String(right)];
  if (first === second) return 0;
  return first < second ? -direction : direction;
}
