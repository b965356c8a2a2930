import type { ImportRowError } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import list from '#renderer/controls/list-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type ErrorRowsProps = { readonly errors: readonly ImportRowError[]; readonly invalid: number };

export function ErrorRows({ errors, invalid }: ErrorRowsProps) {
  const say = useSay();
  const format = useFormat();
  const listed = new Set(errors.map(({ line }) => line)).size;
  return (
    <section aria-label={say('imports.errorRows')}>
      <h3 className={classes['heading']}>
        {listed < invalid
          ? say('imports.errorCountListed', { count: invalid, listed })
          : say('imports.errorCount', { count: invalid })}
      </h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('imports.errors')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>{say('imports.line')}</th>
              <th>{say('imports.column')}</th>
              <th className={classes['wide']}>{say('imports.wrong')}</th>
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
