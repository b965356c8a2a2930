import { Checkbox, Stack } from '@mantine/core';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import classes from './accounts.module.css';

/** Whether the venue cancels what works on an account once it does not hear of this program any more, where it can. */
export function DeadMansSwitch({ account }: { readonly account: AccountInfo }) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const venue = useLiveStore((state) => state.venues.find(({ id }) => id === account.venue));
  const { busy, failed, make } = useCall();
  if (venue === undefined) return null;
  const { label, deadMansSwitch: kind } = venue;
  if (kind === undefined)
    return <p className={classes['lead']}>{say('compare.noSwitch', { venue: label })}</p>;

  function set(on: boolean): Promise<void> {
    return make({
      action: say('compare.settingSwitch'),
      call: () => client.call('accounts.setDeadMansSwitch', { accountId: account.id, on }),
      onClose: () => undefined,
    });
  }

  return (
    <Stack gap="xs">
      <Checkbox
        label={say('compare.switch')}
        description={say(`compare.switch_${kind}`, { venue: label })}
        checked={account.deadMansSwitch === true}
        disabled={!connected || busy}
        onChange={(event) => run(set(event.currentTarget.checked))}
      />
      {failed !== undefined && <FailureNote {...failed} />}
    </Stack>
  );
}
