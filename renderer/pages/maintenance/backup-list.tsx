import { Button } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './maintenance.module.css';
import list from '#renderer/controls/list-table.module.css';

const reasons: Readonly<Record<BackupInfo['reason'], string>> = {
  manual: 'by hand',
  daily: 'daily',
  migration: 'before a migration',
};

type BackupListProps = {
  readonly backups: readonly BackupInfo[];
  /** None can be restored at the moment. */
  readonly disabled: boolean;
  readonly onRestore: (backup: BackupInfo) => void;
};

/** Newest first. What is listed was verified: a copy that is not sound never becomes a backup. */
export function BackupList({ backups, disabled, onRestore }: BackupListProps) {
  const format = useFormat();
  return (
    <section aria-label="Backups">
      <h3 className={classes['heading']}>Backups</h3>
      {backups.length === 0 ? (
        <span className={classes['dim']}>None yet. One is made every day, or now by Back up now.</span>
      ) : (
        <div className={list['scroll']} tabIndex={0} role="group" aria-label="List of backups">
          <table className={list['table']}>
            <thead>
              <tr>
                <th>Made and verified</th>
                <th>Why</th>
                <th className={list['right']}>Orders</th>
                <th className={list['right']}>Fills</th>
                <th className={list['right']}>Size</th>
                <th aria-label="Restore" />
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.id}>
                  <td className="td-number">
                    <span className={classes['good']}>✓</span> {format.dateTime(backup.madeAt)}
                  </td>
                  <td>{reasons[backup.reason]}</td>
                  <td className={`td-number ${list['right']}`}>{format.count(backup.orders)}</td>
                  <td className={`td-number ${list['right']}`}>{format.count(backup.fills)}</td>
                  <td className={`td-number ${list['right']}`}>{format.bytes(backup.bytes)}</td>
                  <td className={list['right']}>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      disabled={disabled}
                      aria-label={`Restore the backup of ${format.dateTime(backup.madeAt)}`}
                      onClick={() => onRestore(backup)}
                    >
                      Restore
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
