import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export type DataColumn<Row> = {
  readonly id: string;
  /** Shown, but for a column of actions: there it is the column's name alone. */
  readonly head: ReactNode;
  /** `figure` stands at the right; `digits` have one width, as in a time; `actions` are buttons. */
  readonly kind?: 'text' | 'digits' | 'figure' | 'actions';
  readonly className?: string | undefined;
  /** In full, where a cell may be cut. */
  readonly titleOf?: (row: Row) => string | undefined;
  readonly render: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  /** What the rows are, for whoever does not see them. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, at: number) => string;
  readonly isFaint?: (row: Row) => boolean;
};

/** A short list with a head that stays, which scrolls by itself. What may be long, sorted or live is a grid. */
export function DataTable<Row>({ label, columns, rows, keyOf, isFaint }: DataTableProps<Row>) {
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={label}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {columns.map(({ id, head, kind, className }) => (
              <th
                key={id}
                className={classesOf(kind, className)}
                {...(kind === 'actions' && typeof head === 'string' ? { 'aria-label': head } : {})}
              >
                {kind !== 'actions' && head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={keyOf(row, at)} data-faint={isFaint?.(row)}>
              {columns.map(({ id, kind, className, titleOf, render }) => (
                <td
                  key={id}
                  className={classesOf(kind, className, kind === 'figure' || kind === 'digits')}
                  title={titleOf?.(row)}
                >
                  {render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classesOf(
  kind: DataColumn<never>['kind'],
  className: string | undefined,
  hasDigits = false,
): string | undefined {
  const isRight = kind === 'figure' || kind === 'actions';
  const own = [hasDigits && 'td-number', isRight && classes['right'], className].filter(Boolean);
  return own.length === 0 ? undefined : own.join(' ');
}
