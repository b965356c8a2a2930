import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ActivityInfo, TradeInfo } from '#src/contract/activity.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { unknownText } from '#renderer/format/number.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { FeeDialog, mayTellFee } from './fee-dialog.tsx';
import { Way } from './settle-group.tsx';
import classes from './activity.module.css';

export type TradesAsked = {
  readonly title: string;
  readonly filter: Omit<CallInput<'activity.page'>['filter'], 'kind'>;
  /** Those alone whose fee nobody told. */
  readonly lacksFee: boolean;
};
type TradesDialogProps = {
  readonly portfolio: PortfolioInfo;
  readonly asked: TradesAsked;
  readonly onClose: () => void;
};

const most = 500;

/** The trades behind something that is to be settled, the oldest first. */
export function TradesDialog({ portfolio, asked, onClose }: TradesDialogProps) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const version = useLiveStore((state) => state.generation);
  const [told, setTold] = useState<TradeInfo>();
  const answer = useAnswer(
    'activity.page',
    {
      portfolioId: portfolio.id,
      filter: { ...asked.filter, kind: 'trade' },
      direction: 'ascending',
      limit: most,
    },
    version,
  );
  const rows = answer?.ok === true ? answer.value.rows.flatMap(tradeOf) : [];
  return (
    <Dialog opened onClose={onClose} title={asked.title} size={860}>
      <Stack gap="md">
        {answer === undefined && <NotThereNote />}
        {answer?.ok === false && <FailureNote action={say('activity.loading')} failure={answer.error} />}
        {answer?.ok === true && (
          <DataTable
            label={asked.title}
            rows={asked.lacksFee ? rows.filter(({ fee }) => fee === undefined) : rows}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'time',
                head: say('activity.time'),
                kind: 'digits',
                render: ({ time }) => format.dateTime(time),
              },
              {
                id: 'side',
                head: say('activity.kind'),
                render: ({ side }) => say('activity.side', { side }),
              },
              {
                id: 'amount',
                head: say('activity.amount'),
                kind: 'figure',
                render: ({ amount, asset }) => (asset ? assets.amount(amount, asset) : unknownText),
              },
              {
                id: 'asset',
                head: say('activity.asset'),
                render: ({ asset }) => (asset ? assets.nameOf(asset) : unknownText),
              },
              {
                id: 'counter',
                head: say('activity.counter'),
                kind: 'figure',
                render: ({ counter }) =>
                  counter === undefined ? unknownText : format.feeMoney(counter.amount, counter.currency),
              },
              {
                id: 'fee',
                head: say('activity.fee'),
                kind: 'figure',
                render: (trade) => {
                  const { fee, time } = trade;
                  if (fee !== undefined) return format.feeMoney(fee.amount, fee.currency);
                  if (!mayTellFee(trade)) return unknownText;
                  return (
                    <Way
                      words={say('activity.tellFee')}
                      name={format.dateTime(time)}
                      onClick={() => setTold(trade)}
                    />
                  );
                },
              },
            ]}
          />
        )}
        {answer?.ok === true && answer.value.next !== undefined && (
          <p className={classes['lead']}>{say('settle.moreTrades', { count: format.count(most) })}</p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
      {told !== undefined && <FeeDialog trade={told} onClose={() => setTold(undefined)} />}
    </Dialog>
  );
}

function tradeOf(row: ActivityInfo): TradeInfo[] {
  return row.kind === 'trade' ? [row] : [];
}
