import { runCommand } from '#renderer/commands/handlers.ts';
import {
  aimedPanel,
  type PanelInstance,
  type PanelPlace,
  type PanelType,
  uncover,
  usePanelStore,
} from './panel-store.ts';

/** The panel that `here` speaks to, before others one that suits, in sight: where none of its type is open one is opened. */
export function reachPanel(
  type: PanelType,
  here: PanelPlace,
  suits?: (panel: PanelInstance) => boolean,
): PanelPlace {
  const isOpen = Object.values(usePanelStore.getState().open).some((panel) => panel.type === type);
  if (!isOpen) runCommand(`panels.show.${type}`);
  const panel = aimedPanel(type, here, suits);
  uncover(panel);
  return panel;
}
