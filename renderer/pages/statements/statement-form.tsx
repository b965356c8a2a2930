import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { mostBalances, type BalanceProblemInfo } from '#src/contract/balances.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { dress } from '#renderer/format/number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { balanceProblemWords } from '#renderer/words/balance-problem-words.ts';
import { readBalanceLines } from './balance-lines.ts';
import classes from './statements.module.css';

type StatementFormProps = {
  readonly accounts: readonly AccountInfo[];
  /** By whose clock days end where nothing else is chosen. */
  readonly zone: string;
};

/** What a statement says, one balance a line; several can be pasted. */
export function StatementForm({ accounts, zone }: StatementFormProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [account, setAccount] = useState(accounts[0]?.id ?? '');
  const [day, setDay] = useState('');
  const [ofZone, setOfZone] = useState(zone);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [problems, setProblems] = useState<readonly BalanceProblemInfo[]>([]);
  const [entered, setEntered] = useState<number>();
  const { busy, failed, make } = useCall();
  const sample = `${dress('0.5', separators)} BTC`;
  const { balances, unread } = readBalanceLines(text, separators);
  const words = (field: 'day' | 'lines') =>
    problems
      .filter((problem) => (problem.field === 'day') === (field === 'day'))
      .map((problem) => balanceProblemWords(problem, format))
      .join(' ');
  const dayProblem = day === '' ? (tried ? say('balance.dayMissing') : '') : words('day');
  const linesProblem = linesUnread() ?? words('lines');

  async function enter(): Promise<void> {
    setTried(true);
    setEntered(undefined);
    if (day === '' || linesUnread(true) !== undefined) return;
    await make({
      action: say('balance.entering'),
      call: () =>
        client.call('balances.state', { accountId: account, day, zone: ofZone, balances: [...balances] }),
      onClose: () => {
        setText('');
        setTried(false);
      },
      onDone: ({ added }) => setEntered(added),
      onFailed(failure) {
        if (failure.code !== 'INVALID_BALANCES') return false;
        setProblems(failure.problems);
        return true;
      },
    });
  }

  return (
    <form
      aria-label={say('balance.form')}
      onSubmit={(event) => {
        event.preventDefault();
        run(enter());
      }}
    >
      <Stack gap="xs">
        <Group align="flex-start" gap="sm" className={classes['fields'] ?? ''}>
          <NativeSelect
            size="xs"
            label={say('balance.account')}
            value={account}
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => changed(() => setAccount(event.currentTarget.value))}
          />
          <TextInput
            size="xs"
            type="date"
            label={say('balance.day')}
            description={say('balance.dayHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={day}
            error={dayProblem === '' ? undefined : dayProblem}
            onChange={(event) => changed(() => setDay(event.currentTarget.value))}
          />
          <NativeSelect
            size="xs"
            label={say('balance.zone')}
            value={ofZone}
            data={[...new Set([zone, 'UTC'])]}
            onChange={(event) => changed(() => setOfZone(event.currentTarget.value))}
          />
        </Group>
        <Textarea
          size="xs"
          rows={3}
          spellCheck={false}
          label={say('balance.lines')}
          description={say('balance.linesHint', { sample })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          classNames={{ input: 'td-number' }}
          value={text}
          error={linesProblem === '' ? undefined : linesProblem}
          onChange={(event) => changed(() => setText(event.currentTarget.value))}
        />
        {failed !== undefined && <FailureNote {...failed} />}
        <Group justify="flex-end">
          {entered !== undefined && (
            <span role="status" className={classes['dim']}>
              {say('balance.entered', { count: entered })}
            </span>
          )}
          <Button type="submit" size="xs" loading={busy} disabled={!connected}>
            {say('balance.enter')}
          </Button>
        </Group>
      </Stack>
    </form>
  );

  /** What was refused was what stood there before. */
  function changed(change: () => void): void {
    change();
    setProblems([]);
    setEntered(undefined);
  }

  function linesUnread(now = tried): string | undefined {
    if (!now) return undefined;
    const [first] = unread;
    if (first !== undefined) return say('balance.lineUnread', { line: format.count(first), sample });
    if (balances.length === 0) return say('balance.linesMissing', { sample });
    return balances.length > mostBalances
      ? say('balance.tooManyLines', { most: format.count(mostBalances) })
      : undefined;
  }
}
