import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { modal } from '#renderer/controls/focus-home.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import classes from './kill-switch.module.css';

const ReleaseDialog = lazyPart(async () => (await import('./release-dialog.tsx')).ReleaseDialog);

/** One press stops all that opens a risk, and asks whether to cancel what works; a word releases it. */
export function KillSwitch({ onCancelAll }: { readonly onCancelAll: () => void }) {
  const say = useSay();
  const client = useClient();
  const engaged = useLiveStore((state) => state.killSwitchAt !== undefined);
  const [releasing, release] = useDisclosure(false);

  async function engage(): Promise<void> {
    const answer = await client.call('killSwitch.engage', {});
    if (!answer.ok) {
      const { notifyFailure } = await import('#renderer/controls/notify-failure.tsx');
      return notifyFailure(say('action.engageKillSwitch'), answer.error);
    }
    if (useLiveStore.getState().orders.size > 0) onCancelAll();
  }

  function press(): void {
    if (!engaged) run(engage());
    // It is engaged over whatever is open, and released over nothing.
    else if (document.querySelector(modal) === null) release.open();
  }

  useCommandHandlers({ 'orders.killSwitch': press });
  return (
    <>
      <Button
        color="red"
        variant={engaged ? 'filled' : 'outline'}
        className={engaged ? undefined : classes['off']}
        aria-pressed={engaged}
        title={say('desk.killSwitchHint')}
        onClick={press}
      >
        {say('desk.killSwitch')}
      </Button>
      <LazyDialog name={say('command.orders.killSwitch')} opened={releasing} onClose={release.close}>
        {releasing && <ReleaseDialog onClose={release.close} />}
      </LazyDialog>
    </>
  );
}
