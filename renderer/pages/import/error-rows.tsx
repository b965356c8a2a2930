import type { ImportRowError } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { counted } from '#renderer/words/import-words.ts';
import list from '#renderer/controls/list-table.module.css';

type ErrorRowsProps = { readonly errors: readonly ImportRowError[]; readonly invalid: number };

export function ErrorRows({ errors, invalid }: ErrorRowsProps) {
  const format = useFormat();
  const listed = new Set(errors.map(({ line }) => line)).size;
  return (
    <section aria-label="Rows with errors">
      <h3 className={classes['heading']}>
        {counted(invalid, 'row has an error and is left out', 'rows have errors and are left out', format)}
        {listed < invalid && `, the first ${format.count(listed)} are listed`}
      </h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Errors">
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>Line</th>
              <th>Column</th>
              <th className={classes['wide']}>What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => (
              <tr key={`${error.line}/${error.column}/${error.message}`}>
                <td className={`td-number ${list['right']}`}>{format.count(error.line)}</td>
                <td>{error.column}</td>
                <td className={`${classes['wide']} ${classes['problem']}`}>{format.prose(error.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
