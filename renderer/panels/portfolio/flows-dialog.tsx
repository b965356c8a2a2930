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
import { FieldForm } from '#renderer/controls/field-form.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { unknownText } from '#renderer/format/number.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './portfolio.module.css';

type FlowsDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

/** What was paid in and out in other currencies, each at its worth of then; what has none can be given one. */
export function FlowsDialog({ portfolio: { id, baseCurrency }, onClose }: FlowsDialogProps) {
  const say = useSay();
  const format = useFormat();
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
            flow={flow}
            portfolioId={id}
            currency={baseCurrency}
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
          render: ({ type }) => say('portfolio.flowKind', { type }),
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
          render: ({ source, pricedBy }) =>
            source === 'trader' ? say('portfolio.flowByTrader') : (pricedBy ?? unknownText),
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

type RateFormProps = {
  readonly flow: FlowInfo;
  readonly portfolioId: string;
  readonly currency: string;
  readonly onDone: () => void;
  readonly onLeave: () => void;
};

function RateForm({ flow, portfolioId, currency, onDone, onLeave }: RateFormProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const field = useId();
  const rating = useCall();
  const read = parseNumber(typed, separators, { step: undefined, unit: currency });

  async function save(): Promise<void> {
    setTried(true);
    if (!read.ok || !read.value.isPositive()) return;
    const rate = read.value.toString();
    await rating.make({
      action: say('portfolio.setRate'),
      call: () =>
        client.call('portfolio.rateFlow', { portfolioId, movementId: flow.id, seen: flow.rate, rate }),
      onClose: onDone,
    });
  }

  return (
    <FieldForm
      field={field}
      call={rating}
      keep={say('portfolio.keepRate')}
      leave={say('portfolio.leaveRate')}
      onKeep={save}
      onLeave={onLeave}
    >
      <NumberField
        id={field}
        label={say('portfolio.rateOf', {
          of: flow.currency,
          into: currency,
          time: format.dateTime(flow.time),
        })}
        description={say('portfolio.rateHint')}
        unit={currency}
        step={undefined}
        value={typed}
        problem={problemOf()}
        onChange={setTyped}
      />
    </FieldForm>
  );

  function problemOf() {
    if (!tried) return undefined;
    if (typed.trim() === '') return { message: say('portfolio.rateMissing'), fills: [] };
    // The field itself says why it cannot be read.
    if (!read.ok) return { message: '', fills: [] };
    if (read.value.isPositive()) return undefined;
    return { message: say('portfolio.rateProblem', { problem: 'NOT_POSITIVE' }), fills: [] };
  }
}
