import { fromDecimalComma } from '#src/infrastructure/importing/csv/csv-decimals.ts';
import { fromThousands } from '#src/infrastructure/importing/csv/csv-prices.ts';
import { neededColumns, readFill } from './plain-fills.ts';
import type { Format } from './format.ts';
import type { CsvHeader } from '#src/infrastructure/importing/csv/csv-header.ts';
import type { FileMapping } from '#src/ports/import-files.ts';
import type { FillColumn } from '#src/ports/import-files.ts';

/** The columns of ours that a mapping leaves out and must not. */
export function missingColumns({ columns }: Pick<FileMapping, 'columns'>): readonly FillColumn[] {
  const isTold = (column: FillColumn) =>
    columns[column] !== undefined || (column === 'price' && columns.total !== undefined);
  return neededColumns.filter((column) => !isTold(column));
}

/** A format as the trader mapped it. Its rows are read under our own columns. */
export function mappedFills({ times, decimal }: FileMapping): Format {
  const toNumber = decimal === '.' ? fromThousands : fromDecimalComma;
  return {
    id: 'mapped',
    name: 'mapped',
    variants: [],
    read: (row, rows) => readFill(row, rows, times, toNumber),
  };
}

/** Under our own names, so that a mapped file is read as ours is. */
export function mappedHeader({ header, columns }: FileMapping): CsvHeader {
  return {
    names: header,
    places: new Map(
      Object.entries(columns).flatMap(([key, place]) => (place === undefined ? [] : [[key, place]])),
    ),
  };
}
