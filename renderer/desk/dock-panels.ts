import type { DockviewApi } from 'dockview-react';
import { focusIntoPanel } from '#renderer/controls/focus-home.ts';
import { offerTakeBack } from '#renderer/controls/take-back.tsx';
import { say } from '#renderer/words/say.ts';
import { addAtHome, leastSizeOf } from './default-layout.ts';
import { takePanels } from './kept-panels.ts';
import {
  currentPanel,
  type PanelInstance,
  type PanelPlace,
  type PanelType,
  setPanel,
  usePanelStore,
} from './links/panel-store.ts';
import { titleOf } from './panel-title.ts';

/**
 * One more of its type: beside the panel it was asked for in, else beside the one of its type that was used last, where
 * there is room for both, else as a tab before it.
 */
export function openPanel(dock: DockviewApi, type: PanelType, asked?: PanelPlace): PanelInstance {
  const state = usePanelStore.getState();
  const from = currentPanel(state, type);
  const numbers = Object.values(state.open).flatMap((other) =>
    other.type === type ? other.params.number : [],
  );
  const isFirst = state.open[type] === undefined;
  const instanceId = isFirst ? type : `${type}.${crypto.randomUUID().slice(0, 8)}`;
  const params = { ...from?.params, number: lowestFree(numbers) };
  const panel = { instanceId, type, link: from?.link ?? 'window', params } as const;
  setPanel(panel, { link: panel.link, ...params });
  const neighbour = asked ?? from;
  const beside = neighbour && dock.getPanel(neighbour.instanceId);
  if (neighbour === undefined || beside === undefined) addAtHome(dock, type, true);
  else {
    const hasRoom = beside.api.width >= leastSizeOf(neighbour.type).width + leastSizeOf(type).width;
    dock.addPanel({
      id: instanceId,
      component: type,
      title: titleOf(panel),
      position: { referencePanel: beside.id, direction: hasRoom ? 'right' : 'within' },
    });
  }
  return panel;
}

/** The only one, in a window that was opened for it. */
export function addAlone(dock: DockviewApi, panel: PanelInstance): void {
  const { instanceId, type, link, params } = panel;
  setPanel(panel, { link, ...params });
  dock.addPanel({ id: instanceId, component: type, title: titleOf(panel) });
}

/** Not the last one: a desk without any could not be told from one that was not kept. */
export function closePanel(dock: DockviewApi, instanceId: string): void {
  const panel = dock.getPanel(instanceId);
  const held = usePanelStore.getState().open[instanceId];
  if (panel === undefined || held === undefined || dock.panels.length < 2) return;
  const { group } = panel;
  const index = group.panels.indexOf(panel);
  panel.api.close();
  takePanels(dock, 'as-here');
  offerTakeBack(`closed ${instanceId}`, say('panelMenu.closed', { name: titleOf(held) }), () => {
    if (dock.getPanel(instanceId) !== undefined) return;
    setPanel(held, { link: held.link, ...held.params });
    const isThere = dock.groups.some((other) => other === group);
    dock.addPanel({
      id: instanceId,
      component: held.type,
      title: titleOf(held),
      position: isThere ? { referenceGroup: group, index } : { direction: 'right' },
    });
  });
}

/** Leads to the panel of the type that was used last; where none is open it is opened. */
export function showPanel(dock: DockviewApi, type: PanelType): void {
  const held = currentPanel(usePanelStore.getState(), type);
  const { instanceId } = held ?? openPanel(dock, type);
  dock.getPanel(instanceId)?.api.setActive();
  if (held === undefined) requestAnimationFrame(() => focusPanel(instanceId));
  else focusPanel(instanceId);
}

function focusPanel(instanceId: string): void {
  const region = document.querySelector<HTMLElement>(`[data-panel="${CSS.escape(instanceId)}"]`);
  if (region !== null) focusIntoPanel(region);
}

function lowestFree(numbers: readonly number[]): number {
  let free = 1;
  while (numbers.includes(free)) free += 1;
  return free;
}
