import type { VerificationInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { findingWords } from '#renderer/words/finding-words.ts';
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
      <DataTable
        label={say('maintenance.findings')}
        rows={findings}
        keyOf={({ file, table, row, problem }) => `${file} ${table} ${row} ${JSON.stringify(problem)}`}
        columns={[
          {
            id: 'file',
            head: say('maintenance.file'),
            render: ({ file }) => say(file === 'record' ? 'maintenance.record' : 'maintenance.market'),
          },
          {
            id: 'table',
            head: say('maintenance.table'),
            render: ({ table }) => table?.replaceAll('_', ' ') ?? '–',
          },
          { id: 'row', head: say('maintenance.row'), kind: 'digits', render: ({ row }) => row ?? '–' },
          {
            id: 'problem',
            head: say('maintenance.wrong'),
            className: classes['problem'],
            render: ({ problem }) => findingWords(problem, format),
          },
        ]}
      />
    </section>
  );
}
