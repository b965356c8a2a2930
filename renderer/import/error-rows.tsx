import type { ImportRowError } from '#src/contract/imports.ts';
import classes from '#renderer/import/import.module.css';

type ErrorRowsProps = { readonly errors: readonly ImportRowError[]; readonly invalid: number };

export function ErrorRows({ errors, invalid }: ErrorRowsProps) {
  return (
    <section aria-label="Rows with errors">
      <h3 className={classes['heading']}>
        {invalid === 1
          ? '1 row has an error and is left out'
          : `${invalid} rows have errors and are left out`}
      </h3>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label="Errors">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th className={classes['right']}>Line</th>
              <th>Column</th>
              <th>What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => (
              <tr key={`${error.line}/${error.column}/${error.message}`}>
                <td className={`td-number ${classes['right']}`}>{error.line}</td>
                <td>{error.column}</td>
                <td className={classes['problem']}>{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
