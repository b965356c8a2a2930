import type { ReactNode } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { unknownText } from '#renderer/format/number.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
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
        <DataTable
          label={say('maintenance.what')}
          rows={['orders', 'fills'] as const}
          keyOf={(what) => what}
          columns={[
            { id: 'what', head: say('maintenance.what'), render: (what) => say(`maintenance.${what}`) },
            {
              id: 'now',
              head: say('maintenance.now'),
              kind: 'figure',
              render: (what) => total(what === 'orders' ? orders : fills),
            },
            {
              id: 'backup',
              head: say('maintenance.inBackup'),
              kind: 'figure',
              render: (what) => format.count(backup[what]),
            },
          ]}
        />
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
