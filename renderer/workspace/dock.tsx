import 'dockview-react/dist/styles/dockview.css';

import {
  type DockviewApi,
  DockviewReact,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelHeaderProps,
} from 'dockview-react';
import { useMemo, useRef } from 'react';
import { useCommands } from '#renderer/commands/command-store.ts';
import { FaultBoundary } from '#renderer/errors/fault-boundary.tsx';
import { focusInto } from '#renderer/focus/focus-home.ts';
import { useSavedState } from '#renderer/stores/saved-state.ts';
import { addDefaultLayout, keepUsable } from '#renderer/workspace/default-layout.ts';
import classes from '#renderer/workspace/dock.module.css';
import { type PanelId, panelIds, panels } from '#renderer/workspace/panels.tsx';
import { layoutKey, layoutSchema } from '#renderer/workspace/saved-layout.ts';

const theme: DockviewTheme = { name: 'tapedeck', className: 'dockview-theme-tapedeck', gap: 4 };

const components = Object.fromEntries(panelIds.map((id) => [id, () => <PanelBody id={id} />]));

/** The docked panels: arranged by the trader, kept with the workspace. */
export function Dock() {
  const layout = useSavedState(layoutKey, layoutSchema, null);
  const api = useRef<DockviewApi>(undefined);

  useCommands(
    useMemo(
      () => [
        ...panelIds.map((id) => ({
          id: `panels.show.${id}`,
          title: `Go to ${panels[id].title}`,
          group: 'Panels' as const,
          key: panels[id].key,
          run: () => focusPanel(api.current, id),
        })),
        {
          id: 'view.resetLayout',
          title: 'Reset layout',
          group: 'View' as const,
          key: 'Mod+Shift+0',
          run: () => api.current !== undefined && addDefaultLayout(api.current),
        },
      ],
      [],
    ),
  );

  function start(event: DockviewReadyEvent): void {
    api.current = event.api;
    restore(event.api);
    keepUsable(event.api);
    event.api.onDidAddGroup(() => keepUsable(event.api));
    event.api.onDidLayoutChange(() => layout.set(event.api.toJSON()));
  }

  function restore(dock: DockviewApi): void {
    if (layout.value === null) {
      addDefaultLayout(dock);
      return;
    }
    try {
      dock.fromJSON(layout.value);
    } catch {
      // Written by another version of the dock: its throw is the only way it says so.
      addDefaultLayout(dock);
    }
  }

  if (!layout.loaded) return null;
  return (
    <DockviewReact
      className={classes['dock'] ?? ''}
      theme={theme}
      components={components}
      defaultTabComponent={PanelTab}
      disableFloatingGroups
      onReady={start}
    />
  );
}

function PanelTab({ api }: IDockviewPanelHeaderProps) {
  return <span className={classes['tab']}>{api.title}</span>;
}

/** The dock's group around it is the region, by the name of the panel it shows. */
function PanelBody({ id }: { readonly id: PanelId }) {
  const { title, component: Panel } = panels[id];
  return (
    <div tabIndex={-1} className={classes['panel']} data-panel={id}>
      <FaultBoundary name={title}>
        <Panel />
      </FaultBoundary>
    </div>
  );
}

function focusPanel(api: DockviewApi | undefined, id: PanelId): void {
  api?.getPanel(id)?.api.setActive();
  const region = document.querySelector<HTMLElement>(`[data-panel="${id}"]`);
  if (region !== null) focusInto(region);
}
