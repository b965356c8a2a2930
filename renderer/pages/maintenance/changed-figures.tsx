import type { FigureChangeInfo } from '#src/contract/maintenance.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import classes from './maintenance.module.css';

/** What the record comes to otherwise since an upgrade, old and new, and why; nothing where none has changed any. */
export function ChangedFigures() {
  const say = useSay();
  const format = useFormat();
  const answer = useAnswer('maintenance.figureChanges', {});
  const upgrade = answer?.ok === true ? answer.value.upgrade : undefined;
  if (upgrade === undefined) return undefined;
  const { time, from, to, reasons, isWhole, changes, total } = upgrade;

  function amount(change: FigureChangeInfo, value: string): string {
    const isCount = change.held === undefined && change.currency === undefined;
    return isCount ? format.decimal(value) : format.ownDecimal(value);
  }

  return (
    <details>
      <summary className={classes['summary']}>{say('maintenance.changedFigures', { count: total })}</summary>
      <p className={classes['advice']}>
        {say('maintenance.changedAt', {
          time: format.dateTime(time),
          from: String(from),
          to: String(to),
        })}
      </p>
      <ul className={classes['list']}>
        {reasons.map((reason) => (
          <li key={reason}>{say(`maintenance.reason_${reason}`)}</li>
        ))}
      </ul>
      {!isWhole && <p className={classes['advice']}>{say('maintenance.changedAccountsOnly')}</p>}
      <DataTable
        label={say('maintenance.changedFigures', { count: total })}
        rows={changes}
        keyOf={({ accountName, name, held, currency }) => JSON.stringify([accountName, name, held, currency])}
        columns={[
          { id: 'account', head: say('maintenance.account'), render: ({ accountName }) => accountName },
          {
            id: 'figure',
            head: say('maintenance.figure'),
            render: ({ name }) => say(`maintenance.figure_${name}`),
          },
          {
            id: 'of',
            head: say('maintenance.of'),
            render: ({ held, currency }) => [held, currency].filter((part) => part !== undefined).join(' · '),
          },
          {
            id: 'before',
            head: say('maintenance.before'),
            kind: 'figure',
            render: (change) => amount(change, change.before),
          },
          {
            id: 'after',
            head: say('maintenance.after'),
            kind: 'figure',
            render: (change) => amount(change, change.after),
          },
        ]}
      />
      {changes.length < total && (
        <p className={classes['advice']}>
          {say('maintenance.changedFirst', { count: format.count(changes.length) })}
        </p>
      )}
    </details>
  );
}
