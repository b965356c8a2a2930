import { Button, Group, Stack, Text } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import list from '#renderer/controls/list-table.module.css';

type RestoreDialogProps = {
  readonly backup: BackupInfo;
  readonly onClose: () => void;
  readonly onRestore: () => void;
};

/** Names what the workspace loses. */
export function RestoreDialog({ backup, onClose, onRestore }: RestoreDialogProps) {
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
    <Dialog opened onClose={onClose} title="Restore a backup" size={520}>
      <Stack gap="md">
        <Text>
          The workspace goes back to <strong className="td-number">{madeAt}</strong>. Every order, fill,
          deposit and setting recorded after that is lost from it:
        </Text>
        <table className={list['table']}>
          <thead>
            <tr>
              <th aria-label="What" />
              <th className={list['right']}>Now</th>
              <th className={list['right']}>In the backup</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>Orders</td>
              <td className={`td-number ${list['right']}`}>{total(orders)}</td>
              <td className={`td-number ${list['right']}`}>{format.count(backup.orders)}</td>
            </tr>
            <tr>
              <td>Fills</td>
              <td className={`td-number ${list['right']}`}>{total(fills)}</td>
              <td className={`td-number ${list['right']}`}>{format.count(backup.fills)}</td>
            </tr>
          </tbody>
        </table>
        <Text>
          Nothing is deleted: the files of now are moved aside, and you are told where. The workspace is
          closed meanwhile, so nothing trades in it.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep the workspace as it is
          </Button>
          <Button color="red" onClick={onRestore}>
            Restore
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );

  function total(answer: typeof orders | typeof fills): string {
    return answer?.ok === true ? format.count(answer.value.total) : unknownText;
  }
}
