import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { FactList, useOrderFacts } from '#renderer/panels/orders/order-facts.tsx';
import classes from './orders.module.css';

export function CancelDialog({
  order,
  onClose,
}: {
  readonly order: OrderInfo;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const facts = useOrderFacts(order);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function cancel(): Promise<void> {
    setBusy(true);
    const answer = await client.call('orders.cancel', { orderId: order.id });
    setBusy(false);
    if (answer.ok) onClose();
    else setFailure(answer.error);
  }

  return (
    <Modal opened onClose={onClose} title="Cancel this order?" size="sm">
      <FactList facts={facts} />
      <p className={classes['note']}>
        What has filled stays filled. A fill may still arrive before the cancel does.
      </p>
      {failure !== undefined && <FailureNote action="Cancelling the order" failure={failure} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep order
        </Button>
        <Button color="red" loading={busy} onClick={() => void cancel()}>
          Cancel order
        </Button>
      </Group>
    </Modal>
  );
}
