import { reasonWords } from '#renderer/words/coded-words.ts';
import { Tooltip } from '@mantine/core';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './orders.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type Status = OrderInfo['status'];

/** Beside its word and its meaning: the colour alone says nothing. */
const marks: Readonly<Record<Status, string>> = {
  PENDING: '◔',
  UNCONFIRMED: '?',
  SUBMITTED: '○',
  PARTIALLY_FILLED: '◐',
  FILLED: '●',
  CANCELLED: '⊘',
  REJECTED: '✕',
  EXPIRED: '◌',
};

export function OrderStatus({
  status,
  reason,
}: {
  readonly status: Status;
  readonly reason?: OrderInfo['reason'];
}) {
  const format = useFormat();
  const say = useSay();
  const meaning = say(`order.means_${status}`);
  return (
    <Tooltip
      label={
        reason === undefined
          ? meaning
          : say('order.meansWithReason', { meaning, reason: reasonWords(reason, format) })
      }
      multiline
      maw={320}
    >
      <span className={classes['status']} data-status={status}>
        <span className={classes['mark']} aria-hidden="true">
          {marks[status]}
        </span>
        {say(`order.status_${status}`)}
      </span>
    </Tooltip>
  );
}
