import { Button, Group, Stack } from '@mantine/core';
import { useId, useState } from 'react';
import type { FlowInfo } from '#src/contract/flows.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { unknownText } from '#renderer/format/number.ts';
import { RateForm } from '#renderer/trading/rate-form.tsx';
import classes from './portfolio.module.css';

type FlowsDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

/** What was paid in and out in other currencies, each at its worth of then; what has none can be given one. */
export function FlowsDialog({ portfolio: { id, baseCurrency }, onClose }: FlowsDialogProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const valuation = useLiveStore((state) => state.valuations[id]);
  const [set, setSet] = useState(0);
  const again = JSON.stringify([valuation?.deposited, set]);
  const answer = useAnswer('portfolio.flows', { portfolioId: id }, again);
  const [asked, setAsked] = useState<string>();
  const flows = answer?.ok === true ? answer.value.flows : [];
  const prefix = useId();
  const buttonOf = (flowId: string): string => `${prefix} ${flowId}`;
  const flow = flows.find((one) => one.id === asked);
  return (
    <Dialog opened onClose={onClose} title={say('portfolio.flows')} size={860}>
      <Stack gap="md">
        {answer === undefined && <NotThereNote />}
        {answer?.ok === false && <FailureNote action={say('portfolio.loadFlows')} failure={answer.error} />}
        {answer?.ok === true && (
          <>
            <p className={classes['lead']}>
              {say('portfolio.flowsLead', {
                currency: baseCurrency,
                amount: format.money(answer.value.inBase, baseCurrency),
              })}
            </p>
            {flows.length === 0 ? (
              <p className={classes['lead']}>{say('portfolio.noFlows')}</p>
            ) : (
              <FlowTable flows={flows} currency={baseCurrency} onAsk={setAsked} buttonOf={buttonOf} />
            )}
            {answer.value.total > flows.length && (
              <p className={classes['lead']}>
                {say('portfolio.moreFlows', {
                  shown: format.count(flows.length),
                  total: format.count(answer.value.total),
                })}
              </p>
            )}
          </>
        )}
        {flow !== undefined && (
          <RateForm
            key={`${flow.id} ${flow.rate ?? ''}`}
            of={flow.currency}
            into={baseCurrency}
            time={flow.time}
            send={(rate) =>
              client.call('portfolio.rateFlow', {
                portfolioId: id,
                movementId: flow.id,
                seen: flow.rate,
                rate,
              })
            }
            onDone={() => {
              leave(flow.id);
              setSet((count) => count + 1);
            }}
            onLeave={() => leave(flow.id)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );

  /** The field goes; the focus goes back to where it was asked for. */
  function leave(flowId: string): void {
    setAsked(undefined);
    document.getElementById(buttonOf(flowId))?.focus();
  }
}

type FlowTableProps = {
  readonly flows: readonly FlowInfo[];
  readonly currency: string;
  readonly onAsk: (id: string) => void;
  /** Its id in the document. */
  readonly buttonOf: (id: string) => string;
};

function FlowTable({ flows, currency, onAsk, buttonOf }: FlowTableProps) {
  const say = useSay();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  return (
    <DataTable
      label={say('portfolio.flows')}
      rows={flows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'time',
          head: say('portfolio.flowTime'),
          kind: 'digits',
          render: ({ time }) => format.dateTime(time),
        },
        {
          id: 'type',
          head: say('portfolio.flowType'),
          render: ({ type }) => say(`activity.kind_${type}`),
        },
        {
          id: 'account',
          head: say('portfolio.flowAccount'),
          render: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.name ?? accountId,
        },
        {
          id: 'amount',
          head: say('portfolio.flowAmount'),
          kind: 'figure',
          render: ({ amount, currency: of }) => format.feeMoney(amount, of),
        },
        {
          id: 'rate',
          head: say('portfolio.flowRate'),
          kind: 'figure',
          render: ({ rate }) => (rate === undefined ? unknownText : format.decimal(rate)),
        },
        {
          id: 'worth',
          head: say('portfolio.flowWorth', { currency }),
          kind: 'figure',
          render: ({ worth }) => format.amount(worth, currency),
        },
        {
          id: 'source',
          head: say('portfolio.flowSource'),
          render: ({ source, pricedBy, publishedOn, time, through = '' }) => {
            if (source === 'trader') return say('portfolio.flowByTrader');
            if (source === 'file' && publishedOn !== undefined)
              return say('portfolio.flowPublished', {
                day: new Date(publishedOn).toISOString().slice(0, 10),
                isEarlier: String(publishedOn + 86_400_000 <= time),
              });
            if (source === 'crossed') return say('portfolio.flowCrossed', { through });
            return pricedBy ?? unknownText;
          },
        },
        {
          id: 'actions',
          head: say('portfolio.flowActions'),
          kind: 'actions',
          render: ({ id, rate, currency: of, time }) => (
            <Button
              id={buttonOf(id)}
              size="compact-xs"
              variant={rate === undefined ? 'light' : 'subtle'}
              aria-label={say(rate === undefined ? 'portfolio.giveRateOf' : 'portfolio.changeRateOf', {
                currency: of,
                time: format.dateTime(time),
              })}
              onClick={() => onAsk(id)}
            >
              {say(rate === undefined ? 'portfolio.giveRate' : 'portfolio.changeRate')}
            </Button>
          ),
        },
      ]}
    />
  );
}
