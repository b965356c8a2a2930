import type { ImportPreview } from '#src/contract/imports.ts';
import classes from '#renderer/import/import.module.css';

type SkippedRowsProps = { readonly rows: ImportPreview['skippedRows']; readonly skipped: number };

export function SkippedRows({ rows, skipped }: SkippedRowsProps) {
  return (
    <section aria-label="Rows passed over">
      <h3 className={classes['heading']}>
        {skipped === 1
          ? '1 row is no trade and is passed over'
          : `${skipped} rows are no trades and are passed over`}
      </h3>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label="Passed over">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th className={classes['right']}>Line</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className={`td-number ${classes['right']}`}>{row.line}</td>
                <td>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
