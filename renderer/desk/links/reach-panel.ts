import { runCommand } from '#renderer/commands/handlers.ts';
import { aimedPanel, type PanelPlace, type PanelType, uncover, usePanelStore } from './panel-store.ts';

/** The panel that `here` speaks to, in sight: where none of its type is open one is opened. */
export function reachPanel(type: PanelType, here: PanelPlace): PanelPlace {
  const isOpen = Object.values(usePanelStore.getState().open).some((panel) => panel.type === type);
  if (!isOpen) runCommand(`panels.show.${type}`);
  const panel = aimedPanel(type, here);
  uncover(panel);
  return panel;
}
