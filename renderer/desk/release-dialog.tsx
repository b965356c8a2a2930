import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';

/** Orders leave again once the trader has typed a word: no key that was hit by mistake does that. */
export function ReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const client = useClient();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [typed, setTyped] = useState('');
  const { busy, failed, make } = useCall();
  const word = say('order.releaseWord');
  const matches = typed.trim().toLocaleUpperCase() === word;

  return (
    <Dialog opened onClose={onClose} title={say('command.orders.killSwitch')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!matches || !connected) return;
          run(
            make({
              action: say('action.releaseKillSwitch'),
              call: () => client.call('killSwitch.release', {}),
              onClose,
            }),
          );
        }}
      >
        <Stack gap="md">
          <Text>{say('order.releaseMeaning')}</Text>
          <TextInput
            label={say('order.releaseTyped', { word })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {failed !== undefined && <FailureNote {...failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {busy ? say('common.close') : say('order.keepSwitch')}
            </Button>
            <Button type="submit" color="red" loading={busy} disabled={!matches || !connected}>
              {say('order.release')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
