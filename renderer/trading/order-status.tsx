import { Tooltip } from '@mantine/core';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './orders.module.css';

type Status = OrderInfo['status'];

/** Word, mark and meaning: the colour alone says nothing. */
export const orderStatuses: Record<
  Status,
  { readonly word: string; readonly mark: string; readonly meaning: string }
> = {
  PENDING: { word: 'Pending', mark: '◔', meaning: 'Recorded here, not yet sent to the venue.' },
  UNCONFIRMED: {
    word: 'Unconfirmed',
    mark: '?',
    meaning:
      'Sent, but the venue has not said whether it has it. It is never sent twice; the venue is being asked. ' +
      'Count it as working until this changes.',
  },
  SUBMITTED: { word: 'Submitted', mark: '○', meaning: 'Working at the venue, nothing filled yet.' },
  PARTIALLY_FILLED: {
    word: 'Partially filled',
    mark: '◐',
    meaning: 'A part has filled, the rest is working.',
  },
  FILLED: { word: 'Filled', mark: '●', meaning: 'Filled in full.' },
  CANCELLED: { word: 'Cancelled', mark: '⊘', meaning: 'Cancelled; what had filled before stays filled.' },
  REJECTED: { word: 'Rejected', mark: '✕', meaning: 'Refused; nothing was traded.' },
  EXPIRED: { word: 'Expired', mark: '◌', meaning: 'Its time in force ended, or it was never sent.' },
};

export function OrderStatus({
  status,
  reason,
}: {
  readonly status: Status;
  readonly reason?: string | undefined;
}) {
  const format = useFormat();
  const { word, mark, meaning } = orderStatuses[status];
  return (
    <Tooltip
      label={reason === undefined ? meaning : `${meaning} ${format.report(reason)}`}
      multiline
      maw={320}
    >
      <span className={classes['status']} data-status={status}>
        <span className={classes['mark']} aria-hidden="true">
          {mark}
        </span>
        {word}
      </span>
    </Tooltip>
  );
}
