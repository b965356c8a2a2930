import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import type { AccountInfo, VenueInfo } from '#src/contract/workspace.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import classes from './accounts.module.css';
import { KeyForm } from './key-form.tsx';
import { notifyKeyLeft } from './notify-key-left.tsx';
import { useKeyCall } from './use-key-call.tsx';
import { VenueBalances } from './venue-balances.tsx';

type KeyPageProps = { readonly account: AccountInfo; readonly onBack: () => void };

/** The key that reads an account at its venue: what it may, and what the venue says with it. */
export function KeyPage({ account, onBack }: KeyPageProps) {
  const say = useSay();
  const venues = useLiveStore((state) => state.venues);
  const [first, ...others] = venues.filter(({ takesKeys }) => takesKeys === true);
  const [entering, setEntering] = useState(account.key === undefined);
  const [permissions, setPermissions] = useState<CallOutput<'keys.test'>>();
  const [removed, setRemoved] = useState(false);

  function kept(told: CallOutput<'keys.connect'>): void {
    setPermissions(told);
    notifyKeyLeft(told);
    setRemoved(false);
    setEntering(false);
  }

  return (
    <Stack gap="md">
      <p className={classes['lead']}>{say(account.mode === 'live' ? 'keys.signs' : 'keys.lead')}</p>
      {removed && (
        <p className={classes['lead']} role="status">
          {say('keys.removed')}
        </p>
      )}
      {first === undefined && <p>{say('keys.noVenue')}</p>}
      {first !== undefined && (entering || account.key === undefined) && (
        <KeyForm
          account={account}
          venues={[first, ...others]}
          onKept={kept}
          onBack={account.key === undefined ? onBack : () => setEntering(false)}
        />
      )}
      {!entering && account.key !== undefined && (
        <KeptKey
          account={account}
          kept={account.key}
          venues={venues}
          permissions={permissions}
          onTold={setPermissions}
          onReplace={() => setEntering(true)}
          onRemoved={(told) => {
            notifyKeyLeft(told);
            setRemoved(true);
            setEntering(true);
          }}
          onBack={onBack}
        />
      )}
    </Stack>
  );
}

type KeptKeyProps = {
  readonly account: AccountInfo;
  readonly kept: NonNullable<AccountInfo['key']>;
  readonly venues: readonly VenueInfo[];
  readonly permissions: CallOutput<'keys.test'> | undefined;
  readonly onTold: (permissions: CallOutput<'keys.test'>) => void;
  readonly onReplace: () => void;
  readonly onRemoved: (told: CallOutput<'keys.remove'>) => void;
  readonly onBack: () => void;
};

function KeptKey({ account, kept, venues, permissions, onTold, onReplace, onRemoved, onBack }: KeptKeyProps) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const { busy, ask, note } = useKeyCall();
  const venue = venues.find(({ id }) => id === kept.venue)?.label ?? kept.venue;
  const accountId = account.id;

  function test(): Promise<void> {
    return ask({
      action: say('keys.testing'),
      call: () => client.call('keys.test', { accountId }),
      onDone: onTold,
    });
  }

  function remove(): Promise<void> {
    return ask({
      action: say('keys.removing'),
      call: () => client.call('keys.remove', { accountId }),
      onDone: onRemoved,
    });
  }

  return (
    <>
      <p className={classes['lead']}>{say('keys.there', { venue, place: kept.place })}</p>
      {permissions !== undefined && (
        <ul className={classes['facts']} role="status">
          <li>{say('keys.works')}</li>
          {account.mode === 'live' ? (
            <li className={permissions.mayTrade ? undefined : classes['warn']}>
              {say(permissions.mayTrade ? 'keys.maySign' : 'keys.mayNotSign')}
            </li>
          ) : (
            permissions.mayTrade && <li>{say('keys.mayTrade')}</li>
          )}
          {permissions.fromAnywhere !== false && (
            <li className={classes['warn']}>
              {say(permissions.fromAnywhere === true ? 'keys.fromAnywhere' : 'keys.addressNotTold')}
            </li>
          )}
        </ul>
      )}
      <Group gap="xs">
        <Button size="xs" variant="default" loading={busy} disabled={!connected} onClick={() => run(test())}>
          {say('keys.test')}
        </Button>
        <Button size="xs" variant="default" disabled={!connected || busy} onClick={onReplace}>
          {say('keys.replace')}
        </Button>
        <Button size="xs" variant="default" disabled={!connected || busy} onClick={() => run(remove())}>
          {say('keys.remove')}
        </Button>
      </Group>
      {note}
      <VenueBalances accountId={accountId} venue={venue} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          {say('common.back')}
        </Button>
      </Group>
    </>
  );
}
