import { reasonWords } from '#renderer/words/coded-words.ts';
import { Tooltip } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './orders.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type Status = OrderInfo['status'];

/** Milliseconds until a status that is pointed at is explained. */
const hintDelay = 350;

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
  const shown = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState(false);
  const meaning = say(`order.means_${status}`);
  return (
    <span
      ref={shown}
      className={classes['status']}
      data-status={status}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
    >
      <span className={classes['mark']} aria-hidden="true">
        {marks[status]}
      </span>
      {say(`order.status_${status}`)}
      {pointed && (
        <Hint
          target={shown}
          label={
            reason === undefined
              ? meaning
              : say('order.meansWithReason', { meaning, reason: reasonWords(reason, format) })
          }
        />
      )}
    </span>
  );
}

type HintProps = { readonly target: RefObject<HTMLElement | null>; readonly label: string };

/** It is there only while it is pointed at: in a blotter, one in each row would be most of what a scroll costs. */
function Hint({ target, label }: HintProps) {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOpened(true), hintDelay);
    return () => clearTimeout(timer);
  }, []);
  return <Tooltip target={target} label={label} opened={opened} multiline maw={320} />;
}
