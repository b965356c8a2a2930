import type { VerificationInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import list from '#renderer/controls/list-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** What is wrong with the record, row by row, and what to do about it. */
export function Findings({ verification }: { readonly verification: VerificationInfo }) {
  const say = useSay();
  const format = useFormat();
  const { findings, finishedAt, more } = verification;
  return (
    <section aria-label={say('maintenance.found')}>
      <h3 className={`${classes['heading']} ${classes['wrong']}`}>
        {say(more ? 'maintenance.unsoundMore' : 'maintenance.unsound', {
          count: findings.length,
          time: format.dateTime(finishedAt),
        })}
      </h3>
      <p className={classes['advice']}>{say('maintenance.advice')}</p>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('maintenance.findings')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th>{say('maintenance.file')}</th>
              <th>{say('maintenance.table')}</th>
              <th>{say('maintenance.row')}</th>
              <th>{say('maintenance.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ file, table, row, problem }) => (
              <tr key={`${file} ${table} ${row} ${problem}`}>
                <td>{file === 'record' ? say('maintenance.record') : say('maintenance.market')}</td>
                <td>{table.replaceAll('_', ' ')}</td>
                <td className="td-number">{row ?? '–'}</td>
                <td className={classes['problem']}>{format.report(problem)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
