import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TradeInfo } from '#src/contract/activity.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { dress } from '#renderer/format/number.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './activity.module.css';

type FeeDialogProps = { readonly trade: TradeInfo; readonly onClose: () => void };

/** Whether its fee is the trader's to tell: its source told none. */
export function mayTellFee({ fee, isFeeByHand, source }: TradeInfo): boolean {
  return source === 'import' && (fee === undefined || isFeeByHand === true);
}

/** The fee of one trade whose source told none. */
export function FeeDialog({ trade, onClose }: FeeDialogProps) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const separators = usePreferencesStore((state) => state.separators);
  const { id: fillId, accountId, instrumentId, fee: seen, counter, fileName } = trade;
  const settle = useLiveStore((state) => instrumentId && state.instruments[instrumentId]?.settle);
  const [amount, setAmount] = useState(seen === undefined ? '' : dress(seen.amount, separators));
  const [code, setCode] = useState(seen?.currency ?? counter?.currency ?? settle ?? '');
  const [tried, setTried] = useState(false);
  const telling = useCall();
  const read = parseNumber(amount, separators, { step: undefined, unit: undefined });
  const title = say(seen === undefined ? 'activity.tellFee' : 'activity.correctFee');

  async function tell(fee: TradeInfo['fee']): Promise<void> {
    if (instrumentId === undefined) return;
    await telling.make({
      action: say('activity.tellingFee'),
      call: () =>
        client.call('activity.tellFee', {
          accountId,
          instrumentId,
          fillId,
          ...(seen && { seen }),
          ...(fee && { fee }),
        }),
      onClose,
    });
  }

  async function save(): Promise<void> {
    setTried(true);
    const currency = code.trim().toUpperCase();
    if (!read.ok || currency === '') return;
    await tell({ amount: read.value.toString(), currency });
  }

  return (
    <Dialog opened onClose={onClose} title={title} size={520}>
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          run(save());
        }}
      >
        <Stack gap="sm">
          <p className={classes['lead']}>{say('activity.feeLead')}</p>
          {fileName !== undefined && (
            <p className={classes['lead']}>{say('activity.importedLead', { file: fileName })}</p>
          )}
          <Group grow align="flex-start">
            <NumberField
              label={say('activity.feeAmount')}
              unit={undefined}
              step={undefined}
              amount
              value={amount}
              problem={
                tried && amount.trim() === '' ? { message: say('activity.missing'), fills: [] } : undefined
              }
              onChange={setAmount}
            />
            <TextInput
              label={say('activity.feeIn')}
              value={code}
              maxLength={60}
              spellCheck={false}
              error={tried && code.trim() === '' ? say('activity.missing') : undefined}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </Group>
          {telling.failed !== undefined && <FailureNote {...telling.failed} />}
          <Group justify="flex-end">
            {seen !== undefined && (
              <Button
                mr="auto"
                variant="default"
                disabled={!connected || telling.busy}
                onClick={() => run(tell(undefined))}
              >
                {say('activity.takeFeeBack')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {say('common.cancel')}
            </Button>
            <Button type="submit" loading={telling.busy} disabled={!connected}>
              {say('activity.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
