import type { ImportPreview } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { rowEndWords } from '#renderer/words/row-words.ts';
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
      <DataTable
        label={say('imports.passedOver')}
        rows={rows}
        keyOf={({ line }) => String(line)}
        columns={[
          { id: 'line', head: say('imports.line'), kind: 'figure', render: ({ line }) => format.count(line) },
          {
            id: 'reason',
            head: say('imports.why'),
            className: classes['wide'],
            render: ({ reason }) => rowEndWords(reason, format),
          },
        ]}
      />
    </section>
  );
}
