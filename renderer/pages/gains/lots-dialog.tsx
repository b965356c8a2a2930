import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import type { DisposalInfo, SaleLotsInfo } from '#src/contract/gains.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { unknownText } from '#renderer/format/number.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { MethodTrial } from './method-trial.tsx';

type Asked = CallInput<'portfolio.gains'>;
type Choice = CallInput<'portfolio.chooseLots'>['choice'];

type LotsDialogProps = {
  readonly asked: Asked;
  readonly disposal: DisposalInfo;
  readonly onChosen: () => void;
  readonly onClose: () => void;
};

/** Which lots a sale took: those that it could take, how much of each, and what another choice changes. */
export function LotsDialog({ asked, disposal, onChosen, onClose }: LotsDialogProps) {
  const say = useSay();
  const { accountId, held, closedBy: saleId, closedDay } = disposal;
  const sale = { accountId, held, saleId };
  const answer = useAnswer('portfolio.gains', { ...asked, sale, most: 1 });
  const told = answer?.ok === true ? answer.value.sale : undefined;
  return (
    <Dialog opened onClose={onClose} title={say('gains.lotsOf', { asset: held, day: closedDay })} size={720}>
      {answer === undefined && <p role="status">{say('gains.working')}</p>}
      {answer?.ok === false && <FailureNote action={say('gains.loading')} failure={answer.error} />}
      {told !== undefined && (
        <LotsForm asked={asked} sale={sale} told={told} onChosen={onChosen} onClose={onClose} />
      )}
    </Dialog>
  );
}

type LotsFormProps = {
  readonly asked: Asked;
  readonly sale: Omit<Choice, 'lots'>;
  readonly told: SaleLotsInfo;
  readonly onChosen: () => void;
  readonly onClose: () => void;
};

function LotsForm({ asked, sale, told, onChosen, onClose }: LotsFormProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState<Choice>();
  const { failed, make } = useCall();
  const { lots, quantity, isNamed } = told;

  function textOf({ openedBy, taken }: SaleLotsInfo['lots'][number]): string {
    return typed[openedBy] ?? (Decimal.from(taken).isZero() ? '' : format.ownDecimal(taken));
  }

  function amountOf(lot: SaleLotsInfo['lots'][number]): Decimal | undefined {
    if (typed[lot.openedBy] === undefined) return Decimal.from(lot.taken);
    const text = textOf(lot);
    if (text.trim() === '') return Decimal.zero;
    const read = parseNumber(text, separators, { step: undefined, unit: undefined });
    return read.ok ? read.value : undefined;
  }

  const amounts = lots.map((lot) => ({ openedBy: lot.openedBy, amount: amountOf(lot) }));
  const sum = Decimal.sum(amounts.map(({ amount }) => amount ?? Decimal.zero));
  const isReadable = amounts.every(({ amount }) => amount !== undefined && !amount.isNegative());
  const isAll = sum.equals(Decimal.from(quantity));

  function choiceOf(): Choice {
    const named = amounts.flatMap(({ openedBy, amount }) =>
      amount?.isPositive() === true ? [{ openedBy, quantity: amount.toString() }] : [],
    );
    return { ...sale, lots: named };
  }

  function use(choice: Choice): void {
    run(
      make({
        action: say('gains.choosing'),
        call: () =>
          client.call('portfolio.chooseLots', {
            portfolioId: asked.portfolioId,
            methods: asked.methods,
            choice,
          }),
        onClose,
        onDone: onChosen,
      }),
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReadable && isAll) setTried(choiceOf());
      }}
    >
      <Stack gap="md">
        <p>{say('gains.lotsLead', { quantity: format.ownDecimal(quantity) })}</p>
        <DataTable
          label={say('gains.lots')}
          rows={lots}
          keyOf={({ openedBy }) => openedBy}
          columns={[
            { id: 'opened', head: say('gains.opened'), render: ({ openedDay }) => openedDay },
            { id: 'by', head: say('gains.openedBy'), render: ({ openedBy }) => openedBy },
            {
              id: 'held',
              head: say('gains.heldThen'),
              kind: 'figure',
              render: (lot) => format.ownDecimal(lot.quantity),
            },
            {
              id: 'cost',
              head: say('gains.cost'),
              kind: 'figure',
              render: ({ cost }) =>
                cost === undefined
                  ? unknownText
                  : format.money(
                      Decimal.from(cost.value).plus(Decimal.from(cost.fees)).toString(),
                      cost.currency,
                    ),
            },
            {
              id: 'taken',
              head: say('gains.sold'),
              render: (lot) => (
                <NumberField
                  label={say('gains.soldOf', { day: lot.openedDay })}
                  unit={undefined}
                  step={undefined}
                  amount
                  value={textOf(lot)}
                  problem={undefined}
                  onChange={(text) => {
                    setTyped((before) => ({ ...before, [lot.openedBy]: text }));
                    setTried(undefined);
                  }}
                />
              ),
            },
          ]}
        />
        <p role="status">
          {say(isAll ? 'gains.lotsWhole' : 'gains.lotsLeft', {
            sum: format.ownDecimal(sum.toString()),
            quantity: format.ownDecimal(quantity),
          })}
        </p>
        {tried !== undefined && (
          <MethodTrial
            method={say(tried.lots.length === 0 ? 'gains.byMethod' : 'gains.namedLots')}
            now={asked}
            then={{ ...asked, tried, sale }}
            onUse={() => use(tried)}
            onLeave={() => setTried(undefined)}
          />
        )}
        {failed !== undefined && <FailureNote {...failed} />}
        <Group justify="flex-end">
          {isNamed && (
            <Button variant="default" onClick={() => setTried({ ...sale, lots: [] })}>
              {say('gains.byMethod')}
            </Button>
          )}
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
          <Button type="submit" disabled={!isReadable || !isAll}>
            {say('gains.tryLots')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
