import { Decimal } from '#src/domain/decimal.ts';
import type { GridColumn } from './column.ts';

export type GridSort = { readonly id: string; readonly descending: boolean };

type SortKey = Decimal | number | string | undefined;

type Keyed<Row> = { readonly row: Row; readonly id: string; readonly key: SortKey };

export type RowOrder<Row> = {
  readonly sorted: (rows: readonly Row[]) => readonly Row[];
  /** Never zero between two ids. */
  readonly compare: (left: Row, right: Row) => number;
};

/** By one column: unknown values last in either direction, equal ones by id. */
export function createRowOrder<Row>(
  column: GridColumn<Row>,
  descending: boolean,
  idOf: (row: Row) => string,
): RowOrder<Row> {
  const direction = descending ? -1 : 1;
  const keyed = (row: Row): Keyed<Row> => ({ row, id: idOf(row), key: sortKey(column, row) });
  const compare = (left: Keyed<Row>, right: Keyed<Row>): number =>
    compareKeys(left.key, right.key, direction) || compareKeys(left.id, right.id, direction);
  return {
    // Each key is parsed once, not once a comparison.
    sorted: (rows) =>
      rows
        .map(keyed)
        .toSorted(compare)
        .map(({ row }) => row),
    compare: (left, right) => compare(keyed(left), keyed(right)),
  };
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
