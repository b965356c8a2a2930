import 'dockview-react/dist/styles/dockview.css';

import {
  type DockviewApi,
  DockviewReact,
  type DockviewReadyEvent,
  type DockviewTheme,
  type SerializedDockview,
  type IDockviewPanelProps,
} from 'dockview-react';
import { useEffect, useRef, useState } from 'react';
import { notifications } from '@mantine/notifications';
import { definePanelCommands } from '#renderer/commands/definitions.ts';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { addDefaultLayout, addMissing, keepUsable } from './default-layout.ts';
import { addAlone } from './dock-panels.ts';
import { layoutOf, takePanels } from './kept-panels.ts';
import {
  isPanelType,
  markUsed,
  type PanelPlace,
  panelTypes,
  setCovered,
  usePanelStore,
} from './links/panel-store.ts';
import { PanelProvider, usePanelAt } from './links/panel.tsx';
import { PanelActions, PanelTab } from './panel-header.tsx';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { fitLayout, sizesDiffer } from './fit-layout.ts';
import classes from './dock.module.css';
import { panels } from './panels.tsx';
import { useKeptLayout } from './kept-layout.ts';
import { readOwnWindow } from './own-window.ts';
import { type KeptLayout, knownIn, readLayout } from './saved-layout.ts';
import { panelTitle, titleOf } from './panel-title.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

// Not needed for the first paint.
const DockCommands = lazyPart(async () => (await import('./dock-commands.tsx')).DockCommands, <></>);

const theme: DockviewTheme = { name: 'tapedeck', className: 'dockview-theme-tapedeck', gap: 4 };

const components = Object.fromEntries(
  panelTypes.map((type) => [
    type,
    ({ api }: IDockviewPanelProps) => <PanelBody instanceId={api.id} type={type} api={api} />,
  ]),
);

// With this code, which is fetched after the first paint.
definePanelCommands(
  panelTypes.map((type) => ({ type, key: panels[type].key, title: () => panelTitle(type) })),
);

/** The docked panels: arranged by the trader, in each tab by itself, kept with the workspace. */
export function Dock() {
  const say = useSay();
  const layout = useKeptLayout();
  const api = useRef<DockviewApi>(undefined);
  const [started, setStarted] = useState<DockviewApi>();
  const room = useRef<HTMLDivElement>(null);
  /** As it last was on a window of its size: loaded, fitted or changed. */
  const last = useRef<KeptLayout>(undefined);
  /** As the trader left it. Each other size of the window is fitted from this, so that coming back changes nothing. */
  const arranged = useRef<SerializedDockview>(undefined);
  /** Since the last fit: on a small window the dock makes room for the least sizes by itself, a moment later. */
  const touched = useRef(false);
  const resizes = useRef<ResizeObserver>(undefined);

  function start(event: DockviewReadyEvent): void {
    api.current = event.api;
    setStarted(event.api);
    usePanelStore.setState({ window: readOwnWindow()?.id });
    const used = restore(event.api);
    keepUsable(event.api);
    makeRoom(event.api);
    if (!used) {
      tellUnusable(say);
      keep(event.api);
    }
    event.api.onDidAddGroup(() => keepUsable(event.api));
    last.current = layoutOf(event.api);
    arranged.current = last.current;
    event.api.onDidActivePanelChange(({ panel }) => panel && markUsed(panel.id));
    event.api.onDidLayoutChange(() => {
      takePanels(event.api, 'as-here');
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

  /** As it was kept, or as at first. Answers with what takes it back; nothing is changed where it cannot be used. */
  function arrange(dock: DockviewApi, kept: unknown): (() => void) | undefined {
    const before = layoutOf(dock);
    touched.current = true;
    const used = showKept(dock, kept);
    if (used === 'none') showDefault(dock);
    if (used === 'unusable') {
      show(dock, before);
      return undefined;
    }
    return () => {
      touched.current = true;
      if (show(dock, before)) fitLayout(dock, before);
    };
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
    last.current = layoutOf(dock);
    layout.keep(last.current);
  }

  /** This window's own, else the last of any. False where there is one and it cannot be used. */
  function restore(dock: DockviewApi): boolean {
    const used = showKept(dock, layout.find());
    if (used === 'shown') return true;
    const first = readOwnWindow()?.panel;
    if (first === undefined) showDefault(dock);
    else addAlone(dock, first);
    return used === 'none';
  }

  const keepNow = useLatest(change);
  const leave = useLatest(() => {
    if (api.current !== undefined) layout.keepForNext(layoutOf(api.current));
  });
  useEffect(() => {
    const endKeeping = usePanelStore.subscribe((state, before) => {
      if (state.open !== before.open && api.current !== undefined) keepNow(api.current);
    });
    // The last tab that was closed is how a new one begins.
    window.addEventListener('pagehide', leave);
    return () => {
      endKeeping();
      usePanelStore.setState({ open: {}, lastUsed: [], covered: {} });
      window.removeEventListener('pagehide', leave);
      resizes.current?.disconnect();
    };
  }, [leave, keepNow]);

  if (!layout.loaded) return null;
  return (
    <div className={classes['window']}>
      <div ref={room} className={classes['dock']} onPointerDownCapture={touch}>
        <DockviewReact
          className={classes['dock'] ?? ''}
          theme={theme}
          components={components}
          defaultTabComponent={PanelTab}
          rightHeaderActionsComponent={PanelActions}
          disableFloatingGroups
          onReady={start}
        />
      </div>
      {started !== undefined && (
        <FaultBoundary name={say('panel.commands')}>
          <DockCommands dock={started} onArrange={arrange} />
        </FaultBoundary>
      )}
    </div>
  );
}

function showKept(dock: DockviewApi, kept: unknown): 'shown' | 'none' | 'unusable' {
  const read = readLayout(kept, isPanelType);
  if (read === 'none' || read === 'unusable') return read;
  if (!show(dock, read)) return 'unusable';
  fitLayout(dock, read);
  addMissing(dock, knownIn(kept));
  return 'shown';
}

function showDefault(dock: DockviewApi): void {
  addDefaultLayout(dock);
  takePanels(dock, 'as-kept');
}

function show(dock: DockviewApi, layout: SerializedDockview): boolean {
  try {
    dock.fromJSON(layout);
    takePanels(dock, 'as-kept');
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

/** The dock's group around it is the region, by the name of the panel it shows. */
function PanelBody({ instanceId, type, api }: PanelPlace & Pick<IDockviewPanelProps, 'api'>) {
  const { component: Panel } = panels[type];
  const title = titleOf(usePanelAt({ instanceId, type }), useSay());
  const use = (): void => markUsed(instanceId);
  useEffect(() => {
    const note = (): void => setCovered(instanceId, api.isVisible ? undefined : () => api.setActive());
    const following = api.onDidVisibilityChange(note);
    note();
    return () => {
      following.dispose();
      setCovered(instanceId, undefined);
    };
  }, [instanceId, api]);
  return (
    <div
      tabIndex={-1}
      className={classes['panel']}
      data-panel={instanceId}
      onFocusCapture={use}
      onPointerDownCapture={use}
    >
      <PanelProvider instanceId={instanceId} type={type}>
        <FaultBoundary name={title}>
          <Panel />
        </FaultBoundary>
      </PanelProvider>
    </div>
  );
}
