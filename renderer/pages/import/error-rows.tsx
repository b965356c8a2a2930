import type { ImportRowError } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { rowEndWords } from '#renderer/words/row-words.ts';
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
      <DataTable
        label={say('imports.errors')}
        rows={errors}
        keyOf={({ line, column, problem }) => `${line}/${column}/${problem.code}`}
        columns={[
          { id: 'line', head: say('imports.line'), kind: 'figure', render: ({ line }) => format.count(line) },
          { id: 'column', head: say('imports.column'), render: ({ column }) => column },
          {
            id: 'problem',
            head: say('imports.wrong'),
            className: classes['wide'],
            render: ({ problem }) => (
              <span className={classes['problem']}>{rowEndWords(problem, format)}</span>
            ),
          },
        ]}
      />
    </section>
  );
}
