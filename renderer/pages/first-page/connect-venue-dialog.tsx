import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '#renderer/core/client-context.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { LotMethodField, MarketField, PaperCashFields } from '#renderer/trading/paper-fields.tsx';
import {
  initialPaperForm,
  type PaperForm,
  paperFormProblems,
  paperWorkspaceOf,
  withFormSeparators,
} from '#renderer/trading/paper-form.ts';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type ConnectVenueDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** A paper account on a market's public data: its own workspace, where no real money can move. */
export function ConnectVenueDialog({ opened, onClose }: ConnectVenueDialogProps) {
  const say = useSay();
  const client = useClient();
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setForm] = useState(initialPaperForm);
  const form = withFormSeparators(typed, separators);
  const [tried, setTried] = useState(false);
  const { busy, failed, make } = useCall(opened);
  const problems = tried ? paperFormProblems(form) : {};

  function change(part: Partial<PaperForm>): void {
    setForm({ ...form, ...part });
  }

  async function create(): Promise<void> {
    setTried(true);
    const workspace = paperWorkspaceOf(form);
    if (workspace === undefined) return;
    await make({
      action: say('accounts.creating'),
      call: () => client.call('workspaces.createPaper', workspace),
      onClose,
    });
  }

  return (
    <Dialog opened={opened} onClose={onClose} title={say('firstPage.connect')} size={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(create());
        }}
      >
        <Stack gap="md">
          <MarketField form={form} onChange={change} />
          <TextInput
            label={say('accounts.workspaceName')}
            data-autofocus
            maxLength={60}
            value={form.name}
            error={problems.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <PaperCashFields form={form} problems={problems} onChange={change} />
          <LotMethodField form={form} onChange={change} />
          {failed !== undefined && <FailureNote {...failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say('common.back')}
            </Button>
            <Button type="submit" loading={busy}>
              {say('accounts.createPaper')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
