import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useActiveOrderCount } from '#renderer/core/active-orders.ts';

type LeaveDialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onLeave: () => void;
};

/** A paper venue works in the open workspace alone: whoever leaves it leaves a stop that protects nothing. */
export function LeaveDialog({ opened, onClose, onLeave }: LeaveDialogProps) {
  const count = useActiveOrderCount();
  return (
    <Dialog opened={opened} onClose={onClose} title="Leave while orders are working?">
      <Stack gap="md">
        <Text>
          {count === 1 ? '1 order is working.' : `${count} orders are working.`} While this workspace is
          closed, which it is on every screen then, no price reaches its orders: none fills, and no stop
          triggers. They stay as they are, and work again when it is opened.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Stay
          </Button>
          <Button
            onClick={() => {
              onClose();
              onLeave();
            }}
          >
            Back to first page
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
