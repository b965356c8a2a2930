import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { askRates } from '#renderer/desk/links/asked-rates.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { MovementDialog } from './movement-dialog.tsx';
import { PurchaseGroup, CostGroup, FeeGroup } from './settle-movements.tsx';
import { noneRefused, refusedTransfers, TransferGroup } from './settle-transfers.tsx';
import { EntryGroup, FlowGroup, LegGroup, PositionGroup } from './settle-rates.tsx';
import type { SettlingStep } from './settling-step.ts';
import { TradesDialog } from './trades-dialog.tsx';
import classes from './activity.module.css';

type SettleDialogProps = { readonly portfolio: PortfolioInfo; readonly onClose: () => void };

/** What makes figures of a portfolio unknown, each with its ways out. */
export function SettleDialog({ portfolio, onClose }: SettleDialogProps) {
  const say = useSay();
  const valuation = useLiveStore((state) => state.valuations[portfolio.id]);
  const [settled, setSettled] = useState(0);
  const [step, setStep] = useState<SettlingStep>();
  const { value: refused, change: refuse } = useSavedState(
    'transfers.refused',
    refusedTransfers,
    noneRefused,
  );
  const again = JSON.stringify([valuation?.missing, valuation?.halfImported, settled]);
  const answer = useAnswer(
    'portfolio.unsettled',
    { portfolioId: portfolio.id, refused: [...refused] },
    again,
  );
  const told = answer?.ok === true && answer.value.isWhole ? answer.value : undefined;
  const close = () => setStep(undefined);
  const onSettled = () => setSettled((count) => count + 1);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${say('command.portfolio.settle')} · ${portfolio.name}`}
      size={1000}
    >
      <Stack gap="sm">
        {answer === undefined && <NotThereNote />}
        {answer?.ok === false && <FailureNote action={say('settle.loading')} failure={answer.error} />}
        {answer?.ok === true && told === undefined && (
          <p className={classes['lead']}>{say('settle.isHalf')}</p>
        )}
        {told !== undefined && (
          <>
            <p className={classes['lead']}>{say(isEmpty(told) ? 'settle.nothing' : 'settle.lead')}</p>
            <PurchaseGroup of={told.purchases} onStep={setStep} />
            <TransferGroup of={told.transfers} refused={refused} onRefused={refuse} />
            <CostGroup of={told.costs} portfolio={portfolio} onStep={setStep} />
            <FlowGroup of={told.flows} portfolio={portfolio} onSettled={onSettled} />
            <LegGroup of={told.legs} portfolio={portfolio} onSettled={onSettled} />
            <EntryGroup of={told.entries} portfolio={portfolio} onSettled={onSettled} />
            <PositionGroup of={told.positions} time={valuation?.time ?? 0} />
            <FeeGroup of={told.fees} onStep={setStep} />
          </>
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={() => askRates(true)}>
            {say('rates.open')}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.close')}
          </Button>
        </Group>
      </Stack>
      {step?.what === 'enter' && (
        <MovementDialog portfolio={portfolio} filled={step.filled} onClose={close} />
      )}
      {step?.what === 'correct' && (
        <MovementDialog portfolio={portfolio} corrected={step.entry} onClose={close} />
      )}
      {step?.what === 'trades' && <TradesDialog portfolio={portfolio} asked={step.asked} onClose={close} />}
    </Dialog>
  );
}

type Groups = Record<
  'purchases' | 'costs' | 'flows' | 'legs' | 'entries' | 'positions' | 'fees' | 'transfers',
  { readonly total: number }
>;

function isEmpty({ purchases, costs, flows, legs, entries, positions, fees, transfers }: Groups): boolean {
  return [purchases, costs, flows, legs, entries, positions, fees, transfers].every(
    ({ total }) => total === 0,
  );
}
