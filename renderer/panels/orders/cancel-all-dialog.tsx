import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '#renderer/client-context.tsx';
import type { CallOutput } from '#src/contract/contract.ts';
import type { Failure } from '#renderer/errors/explain.ts';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import classes from './orders.module.css';

export function CancelAllDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const count = useLiveStore((state) => Object.values(state.orders).filter((order) => order.active).length);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [failed, setFailed] = useState<CallOutput<'orders.cancelAll'>['failed']>([]);
  const what = count === 1 ? 'the one active order' : `all ${count} active orders`;

  async function cancelAll(): Promise<void> {
    setBusy(true);
    const answer = await client.call('orders.cancelAll', {});
    setBusy(false);
    if (!answer.ok) setFailure(answer.error);
    else if (answer.value.failed.length > 0) setFailed(answer.value.failed);
    else onClose();
  }

  return (
    <Modal opened onClose={onClose} title="Cancel all orders?" size="sm">
      <p className={classes['note']}>
        This cancels {what}, on every account and symbol. Positions stay as they are.
      </p>
      {failed.length > 0 && (
        <ul role="alert" className={classes['failed']}>
          {failed.map(({ orderId, message }) => (
            <li key={orderId}>
              {orderId}: {message}
            </li>
          ))}
        </ul>
      )}
      {failure !== undefined && <FailureNote action="Cancelling all orders" failure={failure} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep orders
        </Button>
        <Button color="red" loading={busy} disabled={count === 0} onClick={() => void cancelAll()}>
          Cancel all orders
        </Button>
      </Group>
    </Modal>
  );
}
