import { Button, Group, Radio, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NewPaperWorkspace } from '#src/contract/workspace.ts';
import { lotMethod } from '#src/contract/values.ts';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import {
  type PaperForm,
  paperFormProblems,
  paperWorkspaceOf,
  withFormSeparators,
} from '#renderer/first-page/paper-form.ts';
import { Dialog } from '#renderer/focus/dialog.tsx';
import { Prose } from '#renderer/format/prose.tsx';
import { useHiddenField } from '#renderer/format/use-hidden-field.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';

const initialForm: PaperForm = {
  separators: 'none-point',
  name: 'Paper trading',
  venue: 'binance',
  baseCurrency: 'USDT',
  deposit: '10000',
  makerFeePercent: '0.1',
  takerFeePercent: '0.1',
  lotMethod: 'AVERAGE',
};

const lotMethods: { readonly value: NewPaperWorkspace['lotMethod']; readonly label: string }[] = [
  { value: 'AVERAGE', label: 'Average cost' },
  { value: 'FIFO', label: 'First in, first out (FIFO)' },
  { value: 'LIFO', label: 'Last in, first out (LIFO)' },
];

type ConnectVenueDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** A paper account on a market's public data: its own workspace, where no real money can move. */
export function ConnectVenueDialog({ opened, onClose }: ConnectVenueDialogProps) {
  const client = useClient();
  const venues = useLiveStore((state) => state.venues);
  const separators = usePreferencesStore((state) => state.separators);
  const [typed, setForm] = useState(initialForm);
  const form = withFormSeparators(typed, separators);
  const [tried, setTried] = useState(false);
  const [creating, setCreating] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const problems = paperFormProblems(form);
  const deposit = useHiddenField({
    value: form.deposit,
    amount: true,
    onChange: (text) => setForm({ ...form, deposit: text }),
  });

  function field(name: 'name' | 'baseCurrency' | 'makerFeePercent' | 'takerFeePercent') {
    return {
      value: form[name],
      error: tried ? problems[name] : undefined,
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        setForm({ ...form, [name]: event.currentTarget.value }),
    };
  }

  async function create(): Promise<void> {
    setTried(true);
    const workspace = paperWorkspaceOf(form);
    if (workspace === undefined) return;
    setCreating(true);
    setFailure(undefined);
    const answer = await client.call('workspaces.createPaper', workspace);
    setCreating(false);
    if (answer.ok) onClose();
    else setFailure(answer.error);
  }

  return (
    <Dialog opened={opened} onClose={onClose} title="Connect a venue" size={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Stack gap="md">
          <Radio.Group label="Market" value={form.venue} onChange={(venue) => setForm({ ...form, venue })}>
            <SimpleGrid cols={2} mt={6}>
              {venues.map(({ id, label, description }) => (
                <Radio key={id} value={id} label={label} description={description} />
              ))}
            </SimpleGrid>
          </Radio.Group>
          <TextInput label="Workspace name" data-autofocus maxLength={60} {...field('name')} />
          <SimpleGrid cols={2}>
            <TextInput
              {...deposit.props}
              label="Starting cash"
              inputMode="decimal"
              error={tried && problems.deposit !== undefined && <Prose text={problems.deposit} />}
            />
            <TextInput label="Currency" {...field('baseCurrency')} />
            <TextInput label="Maker fee, %" inputMode="decimal" {...field('makerFeePercent')} />
            <TextInput label="Taker fee, %" inputMode="decimal" {...field('takerFeePercent')} />
          </SimpleGrid>
          <Select
            label="Cost of a position"
            description="Which lots a sale closes. It cannot be changed later."
            data={lotMethods}
            value={form.lotMethod}
            allowDeselect={false}
            onChange={(method) => setForm({ ...form, lotMethod: lotMethod.catch('AVERAGE').parse(method) })}
          />
          {failure !== undefined && <FailureNote action="Creating the account" failure={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={creating}>
              Create paper account
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
