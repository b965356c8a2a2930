import { say } from '#renderer/words/say.ts';
import type { PanelId } from './panels.tsx';

/** The panel's tab and the name of its region. */
export function panelTitle(id: PanelId): string {
  return say(`panel.${id}`);
}
