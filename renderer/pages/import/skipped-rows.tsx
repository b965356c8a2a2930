import type { ImportPreview } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { counted } from '#renderer/words/import-words.ts';
import list from '#renderer/controls/list-table.module.css';

type SkippedRowsProps = { readonly rows: ImportPreview['skippedRows']; readonly skipped: number };

export function SkippedRows({ rows, skipped }: SkippedRowsProps) {
  const format = useFormat();
  return (
    <section aria-label="Rows passed over">
      <h3 className={classes['heading']}>
        {counted(
          skipped,
          'row is no trade and is passed over',
          'rows are no trades and are passed over',
          format,
        )}
        {rows.length < skipped && `, the first ${format.count(rows.length)} are listed`}
      </h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Passed over">
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>Line</th>
              <th className={classes['wide']}>Why</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className={`td-number ${list['right']}`}>{format.count(row.line)}</td>
                <td className={classes['wide']}>{format.prose(row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
