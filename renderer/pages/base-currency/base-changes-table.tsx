import { DataTable } from '#renderer/controls/data-table.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { BaseChangeInfo } from '#src/contract/base-currency.ts';
import { headlines } from '#src/domain/base-change.ts';

/** The last change of what a portfolio is measured in: each figure before and after, as the audit trail has it. */
export function BaseChangesTable({ changes }: { readonly changes: readonly BaseChangeInfo[] }) {
  const say = useSay();
  const format = useFormat();
  const last = changes.findLast(({ madeAt }) => madeAt !== undefined);
  if (last?.madeAt === undefined) return undefined;
  const { from, to, madeAt, before, after } = last;
  return (
    <section aria-label={say('base.last')}>
      <p>{say('base.changedAt', { from, to, time: format.dateTime(madeAt) })}</p>
      {after === undefined ? (
        <p role="status">{say('base.awaited', { to })}</p>
      ) : (
        <DataTable
          label={say('base.last')}
          rows={headlines}
          keyOf={(name) => name}
          columns={[
            { id: 'figure', head: say('base.figure'), render: (name) => say(`portfolio.${name}`) },
            {
              id: 'before',
              head: from,
              kind: 'figure',
              render: (name) => format.amount(before?.[name], from),
            },
            { id: 'after', head: to, kind: 'figure', render: (name) => format.amount(after[name], to) },
          ]}
        />
      )}
    </section>
  );
}
