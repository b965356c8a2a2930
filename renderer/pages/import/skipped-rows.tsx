import type { ImportPreview } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import list from '#renderer/controls/list-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type SkippedRowsProps = { readonly rows: ImportPreview['skippedRows']; readonly skipped: number };

export function SkippedRows({ rows, skipped }: SkippedRowsProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-label={say('imports.rowsPassed')}>
      <h3 className={classes['heading']}>
        {rows.length < skipped
          ? say('imports.skippedListed', { count: skipped, listed: rows.length })
          : say('imports.skipped', { count: skipped })}
      </h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('imports.passedOver')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>{say('imports.line')}</th>
              <th className={classes['wide']}>{say('imports.why')}</th>
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
