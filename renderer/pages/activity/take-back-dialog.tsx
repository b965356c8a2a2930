import { Button, Group, Stack } from '@mantine/core';
import type { EntryInfo } from '#src/contract/activity.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { Effects } from './effects.tsx';
import classes from './activity.module.css';

type TakeBackDialogProps = { readonly entry: EntryInfo; readonly onClose: () => void };

export function TakeBackDialog({ entry: { id, fileName }, onClose }: TakeBackDialogProps) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const tried = useAnswer('activity.takeBack', { id, isTrial: true });
  const taking = useCall();

  function takeBack(): Promise<void> {
    return taking.make({
      action: say('activity.takingBack'),
      call: () => client.call('activity.takeBack', { id, isTrial: false }),
      onClose,
    });
  }

  return (
    <Dialog opened onClose={onClose} title={say('activity.takeBackTitle')} size={560}>
      <Stack gap="sm">
        <p className={classes['lead']}>{say('activity.takeBackLead')}</p>
        {fileName !== undefined && (
          <p className={classes['lead']}>{say('activity.importedLead', { file: fileName })}</p>
        )}
        {tried?.ok === true && <Effects effects={tried.value.effects} />}
        {tried?.ok === false && taking.failed === undefined && (
          <FailureNote action={say('activity.trying')} failure={tried.error} />
        )}
        {taking.failed !== undefined && <FailureNote {...taking.failed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('common.cancel')}
          </Button>
          <Button
            loading={taking.busy}
            disabled={!connected || tried?.ok !== true}
            onClick={() => run(takeBack())}
          >
            {say('activity.saveBack')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
