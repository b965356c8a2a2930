import { run } from '#renderer/core/run.ts';
import { Button, Group } from '@mantine/core';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { FactList, useOrderFacts } from './order-facts.tsx';
import { orderName } from '#renderer/words/order-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { orderIn } from '#renderer/core/record.ts';
import classes from './orders.module.css';
import { NotCancelledNote } from '#renderer/controls/stale-mark.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

export function CancelDialog({
  order,
  onClose,
}: {
  readonly order: OrderInfo;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const instruments = useLiveStore((state) => state.instruments);
  /** As it is by now: it may end while the dialog is open. One that a new snapshot does not name has ended. */
  const live = useLiveStore((state) => orderIn(state, order.id));
  const now = live ?? order;
  const active = live?.active === true;
  const facts = useOrderFacts(now);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const { busy, failed, make } = useCall();

  function cancel(): Promise<void> {
    return make({
      action: say('action.cancelOrder'),
      call: () => client.call('orders.cancel', { orderId: order.id }),
      onClose,
    });
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('order.cancelTitle', { name: orderName(now, instruments, format) })}
      size="sm"
    >
      <FactList facts={facts} />
      {active ? (
        <p className={classes['note']}>{say('order.filledStays')}</p>
      ) : (
        <p role="alert" className={classes['note']}>
          {live === undefined
            ? say('order.endedMeanwhile')
            : say('order.endedNothingToCancel', { status: now.status })}
        </p>
      )}
      {failed !== undefined && <FailureNote {...failed} />}
      <NotCancelledNote />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {active && !busy ? say('order.keepOrder') : say('common.close')}
        </Button>
        {active && (
          <Button color="red" loading={busy} disabled={!connected} onClick={() => run(cancel())}>
            {say('order.cancelOrder')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
