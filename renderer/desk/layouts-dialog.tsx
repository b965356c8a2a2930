import { Button, FileButton, Group, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { offerTakeBack } from '#renderer/controls/take-back.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { run } from '#renderer/core/run.ts';
import { download } from '#renderer/grid/download.ts';
import {
  layoutFile,
  layoutFileName,
  leftOutOf,
  longestName,
  mostLayouts,
  type NamedLayout,
  type NamedLayouts,
  readLayoutFile,
  withLayout,
  withLayoutAt,
  withoutLayout,
} from './named-layouts.ts';

type LayoutsDialogProps = {
  readonly layouts: NamedLayouts;
  readonly change: (make: (held: NamedLayouts) => NamedLayouts) => void;
  /** As the panels are now. */
  readonly current: () => object;
  readonly onUse: (kept: NamedLayout) => void;
  readonly onClose: () => void;
};

/** Arrangements with names: kept, used, replaced, deleted, and carried to another desk as files. */
export function LayoutsDialog({ layouts, change, current, onUse, onClose }: LayoutsDialogProps) {
  const say = useSay();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<{ readonly of: 'name' | 'file'; readonly text: string }>();
  const [note, setNote] = useState('');
  const isFull = layouts.length >= mostLayouts;

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    const wanted = name.trim();
    const text = problemOf(wanted);
    setProblem(text === undefined ? undefined : { of: 'name', text });
    if (text !== undefined) return;
    change((held) => withLayout(held, { name: wanted, layout: current() }));
    setName('');
  }

  function problemOf(wanted: string): string | undefined {
    if (wanted === '') return say('common.giveName');
    if (layouts.some((other) => other.name === wanted)) return say('layout.nameTaken', { name: wanted });
    return isFull ? say('layout.tooMany', { count: String(mostLayouts) }) : undefined;
  }

  function replace(kept: NamedLayout): void {
    change((held) => withLayout(held, { name: kept.name, layout: current() }));
    offerTakeBack(`layout ${kept.name}`, say('layout.replaced', { name: kept.name }), () =>
      change((held) => withLayout(held, kept)),
    );
  }

  function remove(kept: NamedLayout): void {
    const index = layouts.indexOf(kept);
    change((held) => withoutLayout(held, kept.name));
    offerTakeBack(`layout ${kept.name}`, say('layout.deleted', { name: kept.name }), () =>
      change((held) => withLayoutAt(held, kept, index)),
    );
  }

  async function take(file: File): Promise<void> {
    setNote('');
    const text = await file.text();
    const read = readLayoutFile(text, layouts);
    if (read !== undefined && !isFull) {
      setProblem(undefined);
      change((held) => withLayout(held, read));
      const panels = leftOutOf(read).join(', ');
      if (panels !== '') setNote(say('layout.leftOut', { name: read.name, panels }));
      return;
    }
    const refused = read === undefined ? say('layout.notALayout', { name: file.name }) : undefined;
    setProblem({ of: 'file', text: refused ?? say('layout.tooMany', { count: String(mostLayouts) }) });
  }

  return (
    <Dialog opened onClose={onClose} title={say('layout.title')} size="lg">
      <Stack gap="md">
        {layouts.length === 0 ? (
          <span>{say('layout.none')}</span>
        ) : (
          <DataTable
            label={say('layout.list')}
            rows={layouts}
            keyOf={(kept) => kept.name}
            columns={[
              { id: 'name', head: say('layout.name'), render: (kept) => kept.name },
              {
                id: 'actions',
                head: say('layout.actions'),
                kind: 'actions',
                render: (kept) => <LayoutActions kept={kept} actions={{ onUse, replace, remove }} />,
              },
            ]}
          />
        )}
        <form onSubmit={save}>
          <Stack gap="md">
            <TextInput
              label={say('layout.saveAs')}
              description={say('layout.saveMeaning')}
              maxLength={longestName}
              value={name}
              error={problem?.of === 'name' && problem.text}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              data-autofocus
            />
            <span role="status">{note}</span>
            <span role="alert">{problem?.of === 'file' && problem.text}</span>
            <Group justify="space-between">
              <FileButton
                accept=".json,application/json"
                onChange={(file) => file !== null && run(take(file))}
              >
                {(button) => (
                  <Button {...button} type="button" variant="default">
                    {say('layout.import')}
                  </Button>
                )}
              </FileButton>
              <Button type="submit">{say('layout.save')}</Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </Dialog>
  );
}

type LayoutActionsProps = {
  readonly kept: NamedLayout;
  readonly actions: {
    readonly onUse: (kept: NamedLayout) => void;
    readonly replace: (kept: NamedLayout) => void;
    readonly remove: (kept: NamedLayout) => void;
  };
};

function LayoutActions({ kept, actions }: LayoutActionsProps) {
  const say = useSay();
  const { name } = kept;
  const small = { size: 'compact-xs', variant: 'subtle' } as const;
  return (
    <>
      <Button {...small} aria-label={say('layout.useOf', { name })} onClick={() => actions.onUse(kept)}>
        {say('layout.use')}
      </Button>
      <Button {...small} aria-label={say('layout.replaceOf', { name })} onClick={() => actions.replace(kept)}>
        {say('layout.replace')}
      </Button>
      <Button
        {...small}
        aria-label={say('layout.exportOf', { name })}
        onClick={() => download(layoutFileName(kept), layoutFile(kept))}
      >
        {say('layout.export')}
      </Button>
      <Button
        {...small}
        color="red"
        aria-label={say('layout.deleteOf', { name })}
        onClick={() => actions.remove(kept)}
      >
        {say('layout.delete')}
      </Button>
    </>
  );
}
