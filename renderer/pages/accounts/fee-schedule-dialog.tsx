import { Button, Group, Stack } from '@mantine/core';
import type { CallOutput } from '#src/contract/contract.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import type { Format } from '#renderer/format/format.ts';
import type { Say } from '#renderer/words/say.ts';
import { FeeScheduleForm } from './fee-schedule-form.tsx';
import classes from './accounts.module.css';

type FeeScheduleDialogProps = { readonly account: AccountInfo; readonly onClose: () => void };
export type FeeScheduleInfo = CallOutput<'accounts.feeSchedules'>[number];

/** What an account of history is charged, from which day on. */
export function FeeScheduleDialog({ account, onClose }: FeeScheduleDialogProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const version = useLiveStore((state) => state.generation);
  const { id: accountId, name } = account;
  const answer = useAnswer('accounts.feeSchedules', { accountId }, version);
  const removing = useCall();

  function remove({ since }: FeeScheduleInfo): Promise<void> {
    return removing.make({
      action: say('accounts.feeKeeping'),
      call: () => client.call('accounts.removeFeeSchedule', { accountId, since }),
      onClose: () => undefined,
    });
  }

  const title = say('accounts.feeScheduleNamed', { name });
  return (
    <Dialog opened onClose={onClose} title={title} size={720}>
      <Stack gap="md">
        <p className={classes['lead']}>{say('accounts.feeScheduleLead')}</p>
        {answer === undefined && <NotThereNote />}
        {answer?.ok === false && <FailureNote action={say('accounts.feeLoading')} failure={answer.error} />}
        {answer?.ok === true && answer.value.length === 0 && (
          <p className={classes['lead']}>{say('accounts.feeScheduleNone')}</p>
        )}
        {answer?.ok === true && answer.value.length > 0 && (
          <DataTable
            label={title}
            rows={answer.value}
            keyOf={({ since }) => String(since)}
            columns={[
              {
                id: 'since',
                head: say('accounts.feeSince'),
                kind: 'digits',
                render: ({ since }) => dayText(since),
              },
              {
                id: 'basis',
                head: say('accounts.feeBasis'),
                render: ({ terms }) => say('accounts.feeBasisOf', { basis: terms.basis }),
              },
              {
                id: 'terms',
                head: say('accounts.feeTerms'),
                render: ({ terms }) => termsText(terms, say, format),
              },
              {
                id: 'remove',
                head: '',
                render: (schedule) => (
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!connected || removing.busy}
                    aria-label={`${say('accounts.feeTakeAway')}: ${dayText(schedule.since)}`}
                    onClick={() => run(remove(schedule))}
                  >
                    {say('accounts.feeTakeAway')}
                  </Button>
                ),
              },
            ]}
          />
        )}
        {removing.failed !== undefined && <FailureNote {...removing.failed} />}
        <FeeScheduleForm accountId={accountId} connected={connected} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function termsText(terms: FeeScheduleInfo['terms'], say: Say, format: Format): string {
  const { minimum } = terms;
  if (terms.basis === 'share') {
    const fee = say('accounts.feeShare', {
      maker: format.exactPercent(terms.maker),
      taker: format.exactPercent(terms.taker),
    });
    return minimum === undefined
      ? fee
      : say('accounts.feeAtLeast', { fee, minimum: format.ownDecimal(minimum) });
  }
  const { basis, amount, currency } = terms;
  const money = (of: string): string => `${format.ownDecimal(of)} ${currency}`;
  const fee = say('accounts.feeAmount', { amount: money(amount), basis });
  return minimum === undefined ? fee : say('accounts.feeAtLeast', { fee, minimum: money(minimum) });
}
