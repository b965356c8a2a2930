import { say, type Say } from '#renderer/words/say.ts';
import type { PanelInstance, PanelType } from './links/panel-store.ts';

/** What a panel of the type is called. */
export function panelTitle(type: PanelType): string {
  return say(`panel.${type}`);
}

/** The panel's tab and the name of its region: of a further one of its type with its number. */
export function titleOf(
  { type, params }: Pick<PanelInstance, 'type' | 'params'>,
  speaking: Say = say,
): string {
  const name = speaking(`panel.${type}`);
  return params.number === 1 ? name : speaking('panel.numbered', { name, number: String(params.number) });
}
