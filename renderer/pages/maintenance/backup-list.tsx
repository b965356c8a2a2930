import { Button } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type BackupListProps = {
  readonly backups: readonly BackupInfo[];
  /** None can be restored at the moment. */
  readonly disabled: boolean;
  readonly onRestore: (backup: BackupInfo) => void;
};

/** Newest first. What is listed was verified: a copy that is not sound never becomes a backup. */
export function BackupList({ backups, disabled, onRestore }: BackupListProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-label={say('maintenance.backups')}>
      <h3 className={classes['heading']}>{say('maintenance.backups')}</h3>
      {backups.length === 0 ? (
        <span className={classes['dim']}>{say('maintenance.noBackup')}</span>
      ) : (
        <DataTable
          label={say('maintenance.backupList')}
          rows={backups}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'madeAt',
              head: say('maintenance.made'),
              kind: 'digits',
              render: ({ madeAt }) => (
                <>
                  <span className={classes['good']}>✓</span> {format.dateTime(madeAt)}
                </>
              ),
            },
            {
              id: 'reason',
              head: say('maintenance.why'),
              render: ({ reason }) => say(`maintenance.reason_${reason}`),
            },
            {
              id: 'orders',
              head: say('maintenance.orders'),
              kind: 'figure',
              render: ({ orders }) => format.count(orders),
            },
            {
              id: 'fills',
              head: say('maintenance.fills'),
              kind: 'figure',
              render: ({ fills }) => format.count(fills),
            },
            {
              id: 'bytes',
              head: say('maintenance.size'),
              kind: 'figure',
              render: ({ bytes }) => format.bytes(bytes),
            },
            {
              id: 'restore',
              head: say('maintenance.restore'),
              kind: 'actions',
              render: (backup) => (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  disabled={disabled}
                  aria-label={say('maintenance.restoreOf', { time: format.dateTime(backup.madeAt) })}
                  onClick={() => onRestore(backup)}
                >
                  {say('maintenance.restore')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
