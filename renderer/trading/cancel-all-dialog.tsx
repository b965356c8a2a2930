import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CallOutput } from '#src/contract/contract.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { NotCancelledNote } from '#renderer/controls/stale-mark.tsx';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { explain } from '#renderer/words/explain.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

type CancelAllDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** Asks the venues to cancel every active order of every account. It can be asked again: a cancel does no harm twice. */
export function CancelAllDialog({ opened, onClose }: CancelAllDialogProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const count = useLiveStore((state) => state.orders.size);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const { busy, failed, make } = useCall(opened);

  function cancelAll(): Promise<void> {
    return make({
      action: say('action.cancelAll'),
      call: () => client.call('orders.cancelAll', {}),
      onClose,
      onDone: (answer) => report(say, answer, format),
    });
  }

  return (
    <Dialog opened={opened} onClose={onClose} title={say('order.cancelAllTitle')}>
      <Stack gap="md">
        <Text>{count === 0 ? say('order.cancelAllNone') : say('order.cancelAllSome', { count })}</Text>
        {failed !== undefined && <FailureNote {...failed} />}
        <NotCancelledNote />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {busy ? say('common.close') : say('order.keepOrders')}
          </Button>
          <Button
            color="red"
            data-autofocus
            loading={busy}
            disabled={!connected}
            onClick={() => run(cancelAll())}
          >
            {say('order.cancelCount', { count })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function report(say: Say, { requested, failed }: CallOutput<'orders.cancelAll'>, format: Format): void {
  if (failed.length === 0) {
    const message = requested === 0 ? say('order.noneWasActive') : say('order.eachAsConfirmed');
    notifications.show({ title: say('order.askedToCancel', { count: requested }), message });
    return;
  }
  notifications.show({
    title: say('order.notCancelled', { failed: failed.length, requested }),
    message: say('order.notCancelledMeaning', {
      reasons: format.prose(failed.map(({ error }) => whyNot(say, error)).join(' ')),
    }),
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}

function whyNot(say: Say, error: CallOutput<'orders.cancelAll'>['failed'][number]['error']): string {
  const { separators } = usePreferencesStore.getState();
  const { title, remedy } = explain(say('action.cancelOrder'), error, separators);
  return say('failure.whole', { title, remedy });
}
