import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { AccountInfo, WorkspaceInfo } from '#src/contract/workspace.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFailure } from '#renderer/controls/use-failure.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { AccountRow } from './account-row.tsx';
import { ComparePage } from './compare-page.tsx';
import { KeyPage } from './key-page.tsx';
import { FeeScheduleDialog } from './fee-schedule-dialog.tsx';
import { AddAccountForm } from './add-account-form.tsx';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import classes from './accounts.module.css';
import type { Renamed } from './rename-account.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import list from '#renderer/controls/data-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

type AccountsDialogProps = { readonly workspace: WorkspaceInfo; readonly onClose: () => void };

/** The accounts of the open workspace: what trades there, with whose money, and whether it may. */
export function AccountsDialog({ workspace, onClose }: AccountsDialogProps) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const [keyed, setKeyed] = useState<string>();
  const [compared, setCompared] = useState<string>();
  const pair = useLiveStore((state) => state.accounts.find(({ id }) => id === compared));
  const account = useLiveStore((state) => state.accounts.find(({ id }) => id === keyed));
  if (pair !== undefined) {
    return (
      <Dialog opened onClose={onClose} title={say('compare.title', { name: pair.name })} size={960}>
        <ComparePage account={pair} onBack={() => setCompared(undefined)} />
      </Dialog>
    );
  }
  if (account !== undefined) {
    return (
      <Dialog opened onClose={onClose} title={say('keys.title', { name: account.name })} size={720}>
        <KeyPage account={account} onBack={() => setKeyed(undefined)} />
      </Dialog>
    );
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={adding ? say('accounts.addTitle') : say('accounts.title')}
      size={adding ? 560 : 1200}
    >
      {adding ? (
        <AddAccountForm workspace={workspace} onDone={() => setAdding(false)} />
      ) : (
        <AccountList
          onClose={onClose}
          onAdd={() => setAdding(true)}
          onKey={setKeyed}
          onCompare={setCompared}
        />
      )}
    </Dialog>
  );
}

type AccountListProps = {
  readonly onClose: () => void;
  readonly onAdd: () => void;
  /** Of the account. */
  readonly onKey: (id: string) => void;
  readonly onCompare: (id: string) => void;
};

function AccountList({ onClose, onAdd, onKey, onCompare }: AccountListProps) {
  const say = useSay();
  const client = useClient();
  const accounts = useLiveStore((state) => state.accounts);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const addButton = useFocusAtStart<HTMLButtonElement>();
  const { failed, tell, forget } = useFailure();
  const [charged, setCharged] = useState<AccountInfo>();

  async function rename(accountId: string, name: string): Promise<Renamed> {
    forget();
    const answer = await client.call('accounts.rename', { accountId, name });
    if (answer.ok) return { done: true };
    if (answer.error.code === 'BAD_VALUE')
      return { done: false, problem: say(`problem.${answer.error.problem}`) };
    tell(say('accounts.renaming'), answer.error);
    return { done: false };
  }

  async function setDisabled(accountId: string, disabled: boolean): Promise<void> {
    forget();
    const answer = await client.call(disabled ? 'accounts.disable' : 'accounts.enable', { accountId });
    if (!answer.ok) tell(disabled ? say('accounts.disabling') : say('accounts.enabling'), answer.error);
  }

  async function borrow(accountId: string, allowed: boolean): Promise<void> {
    forget();
    const answer = await client.call('accounts.borrow', { accountId, allowed });
    if (!answer.ok) tell(say('accounts.borrowing'), answer.error);
  }

  return (
    <Stack gap="md">
      <p className={classes['lead']}>{say('accounts.lead')}</p>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('accounts.list')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th>{say('accounts.name')}</th>
              <th>{say('accounts.venue')}</th>
              <th>{say('accounts.trades')}</th>
              <th>{say('accounts.portfolio')}</th>
              <th className={list['right']}>{say('accounts.working')}</th>
              <th>{say('accounts.state')}</th>
              <th aria-label={say('accounts.change')} />
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                connected={connected}
                onRename={(name) => rename(account.id, name)}
                onDisable={(disabled) => setDisabled(account.id, disabled)}
                onBorrow={(allowed) => borrow(account.id, allowed)}
                onKey={() => onKey(account.id)}
                onCompare={() => onCompare(account.id)}
                onFees={() => setCharged(account)}
              />
            ))}
          </tbody>
        </table>
        {accounts.length === 0 && <p className={classes['lead']}>{say('common.noneYet')}</p>}
      </div>
      {failed !== undefined && <FailureNote {...failed} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {say('common.close')}
        </Button>
        <Button disabled={!connected} data-autofocus ref={addButton} onClick={onAdd}>
          {say('accounts.add')}
        </Button>
      </Group>
      {charged !== undefined && <FeeScheduleDialog account={charged} onClose={() => setCharged(undefined)} />}
    </Stack>
  );
}
