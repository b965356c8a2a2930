import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { TaskLine } from '#renderer/controls/task-line.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { keepTask, useTaskStore } from '#renderer/core/task-store.ts';
import classes from './accounts.module.css';

/** What the account traded before it was added: in which markets, and since when. */
export function BringInHistory({ accountId }: { readonly accountId: AccountInfo['id'] }) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const started = useTaskStore(({ tasks }) =>
    tasks.find((task) => task.type === 'history' && task.accountId === accountId),
  );
  const [symbols, setSymbols] = useState('');
  const [day, setDay] = useState('');
  const [bringsAlike, setBringsAlike] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, failed, make } = useCall();
  const named = symbols
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((symbol) => symbol !== '');

  // One that this page did not begin, or lost sight of.
  useEffect(() => {
    let isLatest = true;
    async function look(): Promise<void> {
      const listed = await client.call('tasks.list', {});
      if (!isLatest || !listed.ok) return;
      for (const { task, work } of listed.value)
        if (work.code === 'BRING_IN_HISTORY' && work.accountId === accountId)
          keepTask({ type: 'history', task, accountId, workspaceId: undefined });
    }
    run(look());
    return () => {
      isLatest = false;
    };
  }, [client, accountId]);

  async function begin(): Promise<void> {
    setTried(true);
    if (named.length === 0 || day === '') return;
    const since = Date.parse(`${day}T00:00:00Z`);
    await make({
      action: say('action.bringInHistory'),
      call: () => client.call('accounts.bringIn', { accountId, symbols: named, since, bringsAlike }),
      onClose: () => setTried(false),
      onDone: ({ task }) => keepTask({ type: 'history', task, accountId, workspaceId: undefined }),
    });
  }

  return (
    <form
      aria-label={say('compare.history')}
      onSubmit={(event) => {
        event.preventDefault();
        run(begin());
      }}
    >
      <Stack gap="xs">
        <p className={classes['lead']}>{say('compare.historyLead')}</p>
        <Group align="flex-start" gap="sm">
          <TextInput
            size="xs"
            label={say('compare.symbols')}
            description={say('compare.symbolsHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={symbols}
            error={tried && named.length === 0 ? say('compare.symbolsMissing') : undefined}
            onChange={(event) => setSymbols(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="date"
            label={say('compare.since')}
            description={say('compare.sinceHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={day}
            error={tried && day === '' ? say('compare.sinceMissing') : undefined}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        </Group>
        <Checkbox
          size="xs"
          label={say('compare.bringsAlike')}
          checked={bringsAlike}
          onChange={(event) => setBringsAlike(event.currentTarget.checked)}
        />
        {failed !== undefined && <FailureNote {...failed} />}
        {started !== undefined && <TaskLine started={started} />}
        <Group>
          <Button type="submit" size="xs" variant="default" loading={busy} disabled={!connected}>
            {say('compare.bringIn')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
