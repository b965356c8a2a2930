import type { ReactNode } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import list from '#renderer/controls/list-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type RestoreDialogProps = {
  readonly backup: BackupInfo;
  readonly onClose: () => void;
  readonly onRestore: () => void;
};

/** Names what the workspace loses. */
export function RestoreDialog({ backup, onClose, onRestore }: RestoreDialogProps) {
  const say = useSay();
  const format = useFormat();
  const newest = { by: 'time', direction: 'descending' } as const;
  const orders = useAnswer('orders.page', { limit: 1, filter: {}, sort: newest, countAll: true });
  const fills = useAnswer('fills.page', {
    limit: 1,
    filter: {},
    direction: newest.direction,
    countAll: true,
  });
  const madeAt = format.dateTime(backup.madeAt);
  return (
    <Dialog opened onClose={onClose} title={say('maintenance.restoreTitle')} size={520}>
      <Stack gap="md">
        <Text>
          {say.rich('maintenance.goesBack', {
            at: madeAt,
            time: moment,
          })}
        </Text>
        <table className={list['table']}>
          <thead>
            <tr>
              <th aria-label={say('maintenance.what')} />
              <th className={list['right']}>{say('maintenance.now')}</th>
              <th className={list['right']}>{say('maintenance.inBackup')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{say('maintenance.orders')}</td>
              <td className={`td-number ${list['right']}`}>{total(orders)}</td>
              <td className={`td-number ${list['right']}`}>{format.count(backup.orders)}</td>
            </tr>
            <tr>
              <td>{say('maintenance.fills')}</td>
              <td className={`td-number ${list['right']}`}>{total(fills)}</td>
              <td className={`td-number ${list['right']}`}>{format.count(backup.fills)}</td>
            </tr>
          </tbody>
        </table>
        <Text>{say('maintenance.restoreMeaning')}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {say('maintenance.keep')}
          </Button>
          <Button color="red" onClick={onRestore}>
            {say('maintenance.restore')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );

  function total(answer: typeof orders | typeof fills): string {
    return answer?.ok === true ? format.count(answer.value.total) : unknownText;
  }
}

function moment(inside: ReactNode): ReactNode {
  return <strong className="td-number">{inside}</strong>;
}
