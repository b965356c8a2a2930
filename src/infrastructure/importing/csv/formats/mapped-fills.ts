import { fromDecimalComma } from '#src/infrastructure/importing/csv/csv-decimals.ts';
import { fromThousands, isSigned } from '#src/infrastructure/importing/csv/csv-prices.ts';
import { neededColumns, readFill } from './plain-fills.ts';
import type { Format } from './format.ts';
import type { CsvHeader } from '#src/infrastructure/importing/csv/csv-header.ts';
import type { FileMapping, FillColumn } from '#src/ports/import-files.ts';

/** The columns of ours that a mapping leaves out and must not. */
export function missingColumns({
  columns,
  direction,
}: Pick<FileMapping, 'columns' | 'direction'>): readonly FillColumn[] {
  const isTold = (column: FillColumn) =>
    columns[column] !== undefined ||
    (column === 'price' && columns.total !== undefined) ||
    (column === 'side' && direction !== undefined);
  const signed = direction === undefined ? [] : [signedColumn(direction)];
  return [...neededColumns, ...signed].filter((column) => !isTold(column));
}

function signedColumn(direction: NonNullable<FileMapping['direction']>): 'quantity' | 'total' {
  return direction === 'quantity' ? 'quantity' : 'total';
}

/** A format as the trader mapped it, of one file. Its rows are read under our own columns. */
export function mappedFills({ columns, times, decimal, direction }: FileMapping): Format {
  const toNumber = decimal === '.' ? fromThousands : fromDecimalComma;
  const signed = direction === undefined || columns.side !== undefined ? undefined : signedColumn(direction);
  const seen = { rows: 0, example: '', isSigned: false };
  return {
    id: 'mapped',
    name: 'mapped',
    variants: [],
    read: (row, rows) =>
      readFill(
        row,
        {
          ...rows,
          addFill: (fill) => {
            rows.addFill(fill);
            if (signed === undefined) return;
            const text = row.text(signed);
            if (seen.rows === 0) seen.example = text;
            seen.rows += 1;
            seen.isSigned ||= isSigned(text);
          },
        },
        { times, toNumber, direction: signed && direction, asksOfFees: true },
      ),
    // Nothing bought and nothing sold would both become the one or the other.
    question: () =>
      seen.rows === 0 || seen.isSigned
        ? undefined
        : { id: 'direction', about: 'direction', example: seen.example, rows: seen.rows },
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
