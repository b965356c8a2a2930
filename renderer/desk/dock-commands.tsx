import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { DockviewApi } from 'dockview-react';
import { useEffect } from 'react';
import { defineLayoutCommands } from '#renderer/commands/definitions.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { offerTakeBack, withdrawTakeBack } from '#renderer/controls/take-back.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useProgramState } from '#renderer/saved/saved-state.ts';
import { closePanel, openPanel, showPanel } from './dock-panels.ts';
import { layoutOf } from './kept-panels.ts';
import { panelTypes, usePanelStore } from './links/panel-store.ts';
import { type NamedLayout, namedLayouts, type NamedLayouts } from './named-layouts.ts';
import { openInWindow } from './own-window.ts';

const LayoutsDialog = lazyPart(async () => (await import('./layouts-dialog.tsx')).LayoutsDialog);

const arranged = 'arranged';
const none: NamedLayouts = [];

type DockCommandsProps = {
  readonly dock: DockviewApi;
  /** As it was kept, or as at first. Answers with what takes it back; with nothing where it cannot be used. */
  readonly onArrange: (dock: DockviewApi, kept: unknown) => (() => void) | undefined;
};

/** What can be done with the panels from the keyboard, and their arrangements that have names. */
export function DockCommands({ dock, onArrange }: DockCommandsProps) {
  const say = useSay();
  const [opened, dialog] = useDisclosure(false);
  const { value: layouts, change } = useProgramState('layouts', namedLayouts, none);

  useEffect(() => defineLayoutCommands(layouts.map(({ name }) => name)), [layouts]);
  useEffect(() => () => withdrawTakeBack(arranged), []);

  function use({ name, layout }: NamedLayout): void {
    const takeBack = onArrange(dock, layout);
    if (takeBack !== undefined) offerTakeBack(arranged, say('layout.used', { name }), takeBack);
    else
      notifications.show({
        title: say('layout.unusable', { name }),
        message: say('layout.unusableMeaning'),
        autoClose: false,
        role: 'alert',
      });
  }

  function reset(): void {
    const takeBack = onArrange(dock, undefined);
    // An arrangement is an hour's work, and the key that resets it is beside the one that resets the zoom.
    if (takeBack !== undefined) offerTakeBack(arranged, say('layout.arrangedAsAtFirst'), takeBack);
  }

  useCommandHandlers({
    ...Object.fromEntries(panelTypes.map((type) => [`panels.show.${type}`, () => showPanel(dock, type)])),
    ...Object.fromEntries(panelTypes.map((type) => [`panels.open.${type}`, () => openPanel(dock, type)])),
    ...Object.fromEntries(layouts.map((kept) => [`layouts.use.${kept.name}`, () => use(kept)])),
    'panels.close': () => closePanel(dock, usePanelStore.getState().lastUsed[0] ?? ''),
    'panels.window': openLastUsed,
    'view.layouts': dialog.open,
    'view.resetLayout': reset,
  });
  return (
    <LazyDialog name={say('command.view.layouts')} opened={opened} onClose={dialog.close}>
      {opened && (
        <LayoutsDialog
          layouts={layouts}
          change={change}
          current={() => layoutOf(dock)}
          onUse={(kept) => {
            dialog.close();
            use(kept);
          }}
          onClose={dialog.close}
        />
      )}
    </LazyDialog>
  );
}

function openLastUsed(): void {
  const { open, lastUsed } = usePanelStore.getState();
  const panel = open[lastUsed[0] ?? ''];
  if (panel !== undefined) openInWindow(panel);
}
