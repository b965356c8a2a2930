import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type LeaveDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onLeave: () => void;
};

/** A paper venue works in the open workspace alone: whoever leaves it leaves a stop that protects nothing. */
export function LeaveDialog({ opened, onClose, onLeave }: LeaveDialogProps) {
  const say = useSay();
  const count = useLiveStore((state) => state.orders.size);
  return (
    <Dialog opened={opened} onClose={onClose} title={say('leaving.title')}>
      <Stack gap="md">
        <Text>{say('leaving.meaning', { count })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('leaving.stay')}
          </Button>
          <Button
            onClick={() => {
              onClose();
              onLeave();
            }}
          >
            {say('desk.leave')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
