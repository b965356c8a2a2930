import type { DockviewApi } from 'dockview-react';
import { useEffect } from 'react';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { offerTakeBack, withdrawTakeBack } from '#renderer/controls/take-back.tsx';
import { say } from '#renderer/words/say.ts';
import { closePanel, openPanel, showPanel } from './dock-panels.ts';
import { panelTypes, usePanelStore } from './links/panel-store.ts';

const layoutReset = 'layout-reset';

type DockCommandsProps = {
  readonly dock: DockviewApi;
  /** Answers with what takes it back. */
  readonly onReset: (dock: DockviewApi) => () => void;
};

/** What can be done with the panels from the keyboard. */
export function DockCommands({ dock, onReset }: DockCommandsProps) {
  useCommandHandlers({
    ...Object.fromEntries(panelTypes.map((type) => [`panels.show.${type}`, () => showPanel(dock, type)])),
    ...Object.fromEntries(panelTypes.map((type) => [`panels.open.${type}`, () => openPanel(dock, type)])),
    'panels.close': () => closePanel(dock, usePanelStore.getState().lastUsed[0] ?? ''),
    // An arrangement is an hour's work, and the key that resets it is beside the one that resets the zoom.
    'view.resetLayout': () => offerTakeBack(layoutReset, say('panel.arrangedAsAtFirst'), onReset(dock)),
  });
  useEffect(() => () => withdrawTakeBack(layoutReset), []);
  return null;
}
