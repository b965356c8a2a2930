import 'dockview-react/dist/styles/dockview.css';

import {
  type DockviewApi,
  DockviewReact,
  type DockviewReadyEvent,
  type DockviewTheme,
  type SerializedDockview,
  type IDockviewPanelHeaderProps,
} from 'dockview-react';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { notifications } from '@mantine/notifications';
import { definePanelCommands } from '#renderer/commands/definitions.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { focusIntoPanel } from '#renderer/controls/focus-home.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { addDefaultLayout, addMissing, isPanelId, keepUsable } from './default-layout.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { fitLayout, sizesDiffer } from './fit-layout.ts';
import classes from './dock.module.css';
import { type PanelId, panelIds, panels } from './panels.tsx';
import { layoutKey, readLayout } from './saved-layout.ts';
import { offerTakeBack, withdrawTakeBack } from '#renderer/controls/take-back.tsx';
import { findInTab, keepInTab } from '#renderer/saved/tab-state.ts';
import { panelTitle } from './panel-title.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

const theme: DockviewTheme = { name: 'tapedeck', className: 'dockview-theme-tapedeck', gap: 4 };

const layoutReset = 'layout-reset';

/** Read where it is used: a layout of another version keeps what it can. */
const anything = z.unknown();

const components = Object.fromEntries(panelIds.map((id) => [id, () => <PanelBody id={id} />]));

// With this code, which is fetched after the first paint.
definePanelCommands(panelIds.map((type) => ({ type, key: panels[type].key, title: () => panelTitle(type) })));

/** The docked panels: arranged by the trader, in each tab by itself, kept with the workspace. */
export function Dock() {
  const say = useSay();
  const layout = useSavedState(layoutKey, anything, undefined);
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const api = useRef<DockviewApi>(undefined);
  const room = useRef<HTMLDivElement>(null);
  /** As it last was on a window of its size: loaded, fitted or changed. */
  const last = useRef<SerializedDockview>(undefined);
  /** As the trader left it. Each other size of the window is fitted from this, so that coming back changes nothing. */
  const arranged = useRef<SerializedDockview>(undefined);
  /** Since the last fit: on a small window the dock makes room for the least sizes by itself, a moment later. */
  const touched = useRef(false);
  const resizes = useRef<ResizeObserver>(undefined);

  useCommandHandlers({
    ...Object.fromEntries(panelIds.map((id) => [`panels.show.${id}`, () => focusPanel(api.current, id)])),
    'view.resetLayout': resetLayout,
  });

  function resetLayout(): void {
    const dock = api.current;
    if (dock === undefined) return;
    const before = dock.toJSON();
    touched.current = true;
    addDefaultLayout(dock);
    // An arrangement is an hour's work, and the key that resets it is beside the one that resets the zoom.
    offerTakeBack(layoutReset, say('panel.arrangedAsAtFirst'), () => {
      touched.current = true;
      if (show(dock, before)) fitLayout(dock, before);
    });
  }

  function start(event: DockviewReadyEvent): void {
    api.current = event.api;
    const used = restore(event.api);
    keepUsable(event.api);
    makeRoom(event.api);
    if (!used) {
      tellUnusable(say);
      keep(event.api);
    }
    event.api.onDidAddGroup(() => keepUsable(event.api));
    last.current = event.api.toJSON();
    arranged.current = last.current;
    event.api.onDidLayoutChange(() => {
      makeRoom(event.api);
      change(event.api);
    });
    if (room.current === null) return;
    // Made after the dock's own, which scales the panels in a frame: in the same one they are fitted.
    resizes.current = new ResizeObserver(() => requestAnimationFrame(fit));
    resizes.current.observe(room.current);
  }

  function fit(): void {
    if (api.current === undefined || arranged.current === undefined || hasLastSize(api.current)) return;
    touched.current = false;
    fitLayout(api.current, arranged.current);
    keep(api.current);
  }

  /** On a window with less than the panels need at least, as one that is magnified, they are scrolled to. */
  function makeRoom({ minimumWidth, minimumHeight }: DockviewApi): void {
    if (room.current === null) return;
    room.current.style.minWidth = `${minimumWidth}px`;
    room.current.style.minHeight = `${minimumHeight}px`;
  }

  function touch(): void {
    touched.current = true;
  }

  function hasLastSize({ width, height }: DockviewApi): boolean {
    return last.current?.grid.width === width && last.current.grid.height === height;
  }

  function change(dock: DockviewApi): void {
    // The dock has scaled all alike for another window: that is fitted in this frame, and then kept.
    if (last.current === undefined || !hasLastSize(dock)) return;
    const before = last.current;
    keep(dock);
    if (touched.current && sizesDiffer(before, last.current)) arranged.current = last.current;
  }

  function keep(dock: DockviewApi): void {
    last.current = dock.toJSON();
    if (workspaceId !== undefined) keepInTab(layoutKey, workspaceId, last.current);
    layout.set(last.current);
  }

  /** This tab's own, else the last of any. False where there is one and it cannot be used. */
  function restore(dock: DockviewApi): boolean {
    const own = workspaceId === undefined ? undefined : findInTab(layoutKey, workspaceId);
    const read = readLayout(own ?? layout.value, isPanelId);
    if (read !== 'none' && read !== 'unusable' && show(dock, read)) {
      fitLayout(dock, read);
      addMissing(dock);
      return true;
    }
    addDefaultLayout(dock);
    return read === 'none';
  }

  const leave = useLatest(() => {
    if (api.current !== undefined) layout.set(api.current.toJSON());
  });
  useEffect(() => {
    // The last tab that was closed is how a new one begins.
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      withdrawTakeBack(layoutReset);
      resizes.current?.disconnect();
    };
  }, [leave]);

  if (!layout.loaded) return null;
  return (
    <div className={classes['window']}>
      <div ref={room} className={classes['dock']} onPointerDownCapture={touch}>
        <DockviewReact
          className={classes['dock'] ?? ''}
          theme={theme}
          components={components}
          defaultTabComponent={PanelTab}
          disableFloatingGroups
          onReady={start}
        />
      </div>
    </div>
  );
}

function show(dock: DockviewApi, layout: SerializedDockview): boolean {
  try {
    dock.fromJSON(layout);
    return true;
  } catch {
    // Written by another version of the dock: its throw is the only way it says so.
    return false;
  }
}

function tellUnusable(say: Say): void {
  notifications.show({
    title: say('panel.layoutUnusable'),
    message: say('panel.layoutUnusableMeaning'),
    autoClose: false,
    role: 'alert',
  });
}

/** Its title is kept with the layout, in the language of then; the dock names the panel's region by it. */
function PanelTab({ api }: IDockviewPanelHeaderProps) {
  const say = useSay();
  const title = isPanelId(api.id) ? say(`panel.${api.id}`) : '';
  useEffect(() => api.setTitle(title), [api, title]);
  return <span className={classes['tab']}>{title}</span>;
}

/** The dock's group around it is the region, by the name of the panel it shows. */
function PanelBody({ id }: { readonly id: PanelId }) {
  const say = useSay();
  const { component: Panel } = panels[id];
  return (
    <div tabIndex={-1} className={classes['panel']} data-panel={id}>
      <FaultBoundary name={say(`panel.${id}`)}>
        <Panel />
      </FaultBoundary>
    </div>
  );
}

function focusPanel(api: DockviewApi | undefined, id: PanelId): void {
  api?.getPanel(id)?.api.setActive();
  const region = document.querySelector<HTMLElement>(`[data-panel="${id}"]`);
  if (region !== null) focusIntoPanel(region);
}
