import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { reasonWords } from '#renderer/words/coded-words.ts';
import classes from './accounts.module.css';
import { BringInHistory } from './bring-in-history.tsx';
import { DeadMansSwitch } from './dead-mans-switch.tsx';
import { VenueBalances } from './venue-balances.tsx';

type Compared = CallOutput<'accounts.compare'>;
type Difference = Compared['differences'][number];

type ComparePageProps = { readonly account: AccountInfo; readonly onBack: () => void };

/** In what an account and its venue differed, what was done about it, and what its trader may do. */
export function ComparePage({ account, onBack }: ComparePageProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [told, setTold] = useState<Compared>();
  const { busy, failed, make } = useCall();
  const { id, locked, key } = account;
  const venue = useLiveStore((state) => state.venues.find((each) => each.id === key?.venue)?.label);

  const why = locked?.code;
  // What is known already; a lock that comes or goes has been compared since.
  useEffect(() => {
    let isLatest = true;
    async function read(): Promise<void> {
      const answer = await client.call('accounts.compare', { accountId: id, now: false });
      if (isLatest && answer.ok) setTold(answer.value);
    }
    run(read());
    return () => {
      isLatest = false;
    };
  }, [client, id, why]);

  function compare(): Promise<void> {
    return make({
      action: say('compare.comparing'),
      call: () => client.call('accounts.compare', { accountId: id, now: true }),
      onClose: () => undefined,
      onDone: setTold,
    });
  }

  return (
    <Stack gap="md">
      <p className={classes['lead']}>{say('compare.lead')}</p>
      <div role="status">
        {locked === undefined ? (
          <p className={classes['lead']}>{say('compare.unlocked')}</p>
        ) : (
          <>
            <p className={classes['warn']}>
              {told?.lockedSince === undefined
                ? say('compare.locked')
                : say('compare.lockedSince', { since: format.dateTime(told.lockedSince) })}
            </p>
            <p>{reasonWords(locked, format)}</p>
          </>
        )}
        {told !== undefined && (
          <p className={classes['lead']}>
            {told.comparedAt === undefined
              ? say('compare.never')
              : say('compare.comparedAt', { time: format.dateTime(told.comparedAt) })}
          </p>
        )}
      </div>
      {failed !== undefined && <FailureNote {...failed} />}
      {told !== undefined && told.comparedAt !== undefined && told.differences.length === 0 && (
        <p>{say('compare.none')}</p>
      )}
      {told !== undefined && told.differences.length > 0 && (
        <DataTable
          label={say('compare.differences')}
          rows={told.differences}
          keyOf={({ time, order, kind }) => `${time} ${order} ${kind}`}
          columns={[
            {
              id: 'time',
              head: say('compare.time'),
              kind: 'digits',
              render: ({ time }) => format.dateTime(time),
            },
            {
              id: 'order',
              head: say('compare.order'),
              className: classes['name'],
              titleOf: ({ order }) => order,
              render: ({ symbol, order }) => `${symbol} ${order}`,
            },
            { id: 'ours', head: say('compare.ours'), render: ({ ours }) => sideWords(ours) },
            { id: 'theirs', head: say('compare.theirs'), render: theirWords },
            { id: 'done', head: say('compare.done'), render: ({ kind }) => say(`compare.did_${kind}`) },
            { id: 'may', head: say('compare.may'), render: ({ kind }) => say(`compare.may_${kind}`) },
          ]}
        />
      )}
      <DeadMansSwitch account={account} />
      {key !== undefined && (
        <>
          <p className={classes['lead']}>{say('compare.balances')}</p>
          <VenueBalances accountId={id} venue={venue ?? key.venue} />
          <BringInHistory accountId={account.id} />
        </>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {say('common.back')}
        </Button>
        <Button loading={busy} disabled={!connected} data-autofocus onClick={() => run(compare())}>
          {say('compare.now')}
        </Button>
      </Group>
    </Stack>
  );

  function sideWords(side: Difference['ours']): string {
    if (side === undefined) return say('compare.unknownHere');
    return say('compare.side', {
      status: say(`order.status_${side.status}`),
      quantity: format.ownDecimal(side.quantity),
      filled: format.ownDecimal(side.filledQuantity),
    });
  }

  function theirWords({ theirs, kind }: Difference): string {
    if (kind === 'NOT_THERE') return say('compare.unknownThere');
    if (theirs === undefined) return say('compare.notOpenThere');
    return say('compare.openThere', {
      quantity: format.ownDecimal(theirs.quantity),
      filled: format.ownDecimal(theirs.filledQuantity),
    });
  }
}
