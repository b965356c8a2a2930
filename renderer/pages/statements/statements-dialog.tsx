import { Button, Group, Stack } from '@mantine/core';
import { useId, useState } from 'react';
import type { BalanceInfo } from '#src/contract/balances.ts';
import type { CallOutput } from '#src/contract/contract.ts';
import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { AroseList } from './arose-list.tsx';
import { BalanceTable } from './balance-table.tsx';
import { CorrectBalance } from './correct-balance.tsx';
import { MovedList } from './moved-list.tsx';
import { StatementForm } from './statement-form.tsx';
import classes from './statements.module.css';

type StatementsDialogProps = {
  readonly portfolio: PortfolioInfo;
  /** The balance whose movements are shown at first. */
  readonly asked?: string | undefined;
  readonly onClose: () => void;
};

/** What statements say that the accounts of a portfolio held, beside what the record says. */
export function StatementsDialog({ portfolio: { id }, asked, onClose }: StatementsDialogProps) {
  const say = useSay();
  const version = useLiveStore((state) => state.valuations[id]?.statements?.version);
  const answer = useAnswer('balances.list', { portfolioId: id }, String(version));
  const [told, setTold] = useState<CallOutput<'balances.list'>>();
  // What was told stays while it is asked for again.
  if (answer?.ok === true && answer.value !== told) setTold(answer.value);
  const accounts = useLiveStore((state) => state.accounts);
  const own = accounts.filter(({ portfolioId }) => portfolioId === id);
  const [looked, setLooked] = useState(asked);
  const [correcting, setCorrecting] = useState<string>();
  const prefix = useId();
  const buttonOf = ({ accountId, asset, until }: BalanceInfo): string =>
    [prefix, accountId, ...Object.values(asset), until].join(' ');
  const balances = told?.balances ?? [];
  const corrected = balances.find((balance) => balance.id === correcting);
  const shown = balances.find((balance) => balance.id === looked && balance.arose !== undefined);
  return (
    <Dialog opened onClose={onClose} title={say('command.portfolio.statements')} size={920}>
      <Stack gap="md">
        <p className={classes['lead']}>{say('balance.lead')}</p>
        {told === undefined && answer === undefined && <NotThereNote />}
        {answer?.ok === false && <FailureNote action={say('balance.loading')} failure={answer.error} />}
        {told !== undefined && (
          <>
            <AroseList
              differing={balances.filter(({ arose }) => arose !== undefined)}
              shown={shown?.id}
              onShow={setLooked}
            />
            {shown !== undefined && <MovedList key={shown.id} balance={shown} version={version} />}
            {own.length > 0 && <StatementForm key={told.zone} accounts={own} zone={told.zone} />}
            {told.isChecking && balances.length > 0 && (
              <p className={classes['dim']} role="status">
                {say('balance.checking')}
              </p>
            )}
            {balances.length === 0 ? (
              <p className={classes['lead']}>{say('balance.none')}</p>
            ) : (
              <BalanceTable balances={balances} onCorrect={setCorrecting} buttonOf={buttonOf} />
            )}
            {corrected !== undefined && (
              <CorrectBalance key={corrected.id} balance={corrected} onLeave={() => leave(corrected)} />
            )}
          </>
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
  function leave(balance: BalanceInfo): void {
    setCorrecting(undefined);
    document.getElementById(buttonOf(balance))?.focus();
  }
}
