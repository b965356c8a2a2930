import { Button } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import list from '#renderer/controls/list-table.module.css';
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
        <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('maintenance.backupList')}>
          <table className={list['table']}>
            <thead>
              <tr>
                <th>{say('maintenance.made')}</th>
                <th>{say('maintenance.why')}</th>
                <th className={list['right']}>{say('maintenance.orders')}</th>
                <th className={list['right']}>{say('maintenance.fills')}</th>
                <th className={list['right']}>{say('maintenance.size')}</th>
                <th aria-label={say('maintenance.restore')} />
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.id}>
                  <td className="td-number">
                    <span className={classes['good']}>✓</span> {format.dateTime(backup.madeAt)}
                  </td>
                  <td>{say(`maintenance.reason_${backup.reason}`)}</td>
                  <td className={`td-number ${list['right']}`}>{format.count(backup.orders)}</td>
                  <td className={`td-number ${list['right']}`}>{format.count(backup.fills)}</td>
                  <td className={`td-number ${list['right']}`}>{format.bytes(backup.bytes)}</td>
                  <td className={list['right']}>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      disabled={disabled}
                      aria-label={say('maintenance.restoreOf', { time: format.dateTime(backup.madeAt) })}
                      onClick={() => onRestore(backup)}
                    >
                      {say('maintenance.restore')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
