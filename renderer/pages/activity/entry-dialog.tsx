import { Button, Group, Stack } from '@mantine/core';
import { Fragment } from 'react';
import type { ActivityInfo } from '#src/contract/activity.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { unknownText } from '#renderer/format/number.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { kindOf, stateOf } from './activity-columns.tsx';
import { useFacts } from './use-facts.ts';
import classes from './activity.module.css';

type EntryDialogProps = {
  readonly portfolio: PortfolioInfo;
  readonly row: ActivityInfo;
  readonly onClose: () => void;
};

/** One trade or movement, with all that is recorded of it. */
export function EntryDialog({ portfolio, row, onClose }: EntryDialogProps) {
  const say = useSay();
  const facts = useFacts(row, portfolio.baseCurrency);
  return (
    <Dialog opened onClose={onClose} title={say(`activity.kind_${kindOf(row)}`)} size={720}>
      <Stack gap="md">
        <dl className={classes['facts']}>
          {facts.map(({ name, text }) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </Fragment>
          ))}
        </dl>
        {row.kind === 'entry' && (row.corrects !== undefined || row.correctedBy !== undefined) && (
          <Corrections portfolioId={portfolio.id} id={row.id} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Corrections({ portfolioId, id }: { readonly portfolioId: string; readonly id: string }) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const version = useLiveStore((state) => state.generation);
  const answer = useAnswer('activity.corrections', { portfolioId, id }, version);
  if (answer === undefined) return null;
  if (!answer.ok) return <FailureNote action={say('activity.loadingEntry')} failure={answer.error} />;
  return (
    <section aria-label={say('activity.history')}>
      <p className={classes['lead']}>{say('activity.historyLead')}</p>
      <DataTable
        label={say('activity.history')}
        rows={answer.value.entries}
        keyOf={(row) => row.id}
        columns={[
          {
            id: 'time',
            head: say('activity.time'),
            kind: 'digits',
            render: ({ time }) => format.dateTime(time),
          },
          { id: 'kind', head: say('activity.kind'), render: (row) => say(`activity.kind_${kindOf(row)}`) },
          {
            id: 'amount',
            head: say('activity.amount'),
            kind: 'figure',
            render: ({ amount, asset }) => (asset === undefined ? unknownText : assets.amount(amount, asset)),
          },
          {
            id: 'asset',
            head: say('activity.asset'),
            render: ({ asset }) => (asset === undefined ? unknownText : assets.nameOf(asset)),
          },
          {
            id: 'state',
            head: say('activity.state'),
            render: (row) => say('activity.stateOf', { state: stateOf(row) }),
          },
        ]}
      />
    </section>
  );
}
