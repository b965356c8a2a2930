import type { DockviewApi } from 'dockview-react';
import {
  isPanelType,
  type PanelInstance,
  panelParams,
  panelTypes,
  usePanelStore,
} from './links/panel-store.ts';
import type { KeptLayout } from './saved-layout.ts';

/** The arrangement with what is kept of each panel in it. */
export function layoutOf(dock: DockviewApi): KeptLayout {
  const { open } = usePanelStore.getState();
  const layout = dock.toJSON();
  const panels = Object.entries(layout.panels).map(([id, panel]) => {
    const held = open[id];
    return [id, held === undefined ? panel : { ...panel, params: { ...held.params, link: held.link } }];
  });
  return { ...layout, panels: Object.fromEntries(panels), known: panelTypes };
}

/** The panels that the dock has by now, each as it is known here or as its layout kept it. */
export function takePanels(dock: DockviewApi, known: 'as-kept' | 'as-here'): void {
  const before = usePanelStore.getState().open;
  const open = dock.panels.flatMap((panel): [string, PanelInstance][] => {
    const { id, api, params } = panel;
    if (!isPanelType(api.component)) return [];
    const { link, ...rest } = panelParams.parse(params ?? {});
    const kept = { instanceId: id, type: api.component, link, params: rest };
    const held = known === 'as-here' ? (before[id] ?? kept) : kept;
    return [[id, held]];
  });
  const isSame =
    open.length === Object.keys(before).length && open.every(([id, held]) => before[id] === held);
  if (!isSame) usePanelStore.setState({ open: Object.fromEntries(open) });
}
