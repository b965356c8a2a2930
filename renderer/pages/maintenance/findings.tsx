import type { VerificationInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import list from '#renderer/controls/list-table.module.css';

/** What is wrong with the record, row by row, and what to do about it. */
export function Findings({ verification }: { readonly verification: VerificationInfo }) {
  const format = useFormat();
  const { findings, finishedAt, more } = verification;
  const things = findings.length === 1 ? '1 thing was' : `${findings.length} things were`;
  return (
    <section aria-label="What was found">
      <h3 className={`${classes['heading']} ${classes['wrong']}`}>
        The record is not sound: {more ? 'more than ' : ''}
        {things} found at {format.dateTime(finishedAt)}
        {more && '. The first stand here'}
      </h3>
      <p className={classes['advice']}>
        Nothing was changed. Restore a backup from before the damage; what came after it is then missing, so
        compare with the venues. Without such a backup, export the workspace before you go on.
      </p>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Findings">
        <table className={list['table']}>
          <thead>
            <tr>
              <th>File</th>
              <th>Table</th>
              <th>Row</th>
              <th>What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ file, table, row, problem }) => (
              <tr key={`${file} ${table} ${row} ${problem}`}>
                <td>{file === 'record' ? 'Record' : 'Market data'}</td>
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
