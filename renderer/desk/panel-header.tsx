import type { IDockviewHeaderActionsProps, IDockviewPanelHeaderProps } from 'dockview-react';
import { useEffect } from 'react';
import { useSay } from '#renderer/controls/use-say.ts';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { currentPanel, isPanelType, type PanelPlace, usePanelStore } from './links/panel-store.ts';
import { PanelProvider, usePanelAt } from './links/panel.tsx';
import { titleOf } from './panel-title.ts';
import classes from './panel-header.module.css';

const Actions = lazyPart(async () => (await import('./panel-actions.tsx')).PanelActions, <></>);

/** Of several panels of one type, the one that keys and clicks in others mean is marked. */
export function PanelTab({ api }: IDockviewPanelHeaderProps) {
  return isPanelType(api.component) ? <TabTitle instanceId={api.id} type={api.component} api={api} /> : null;
}

function TabTitle({ instanceId, type, api }: PanelPlace & Pick<IDockviewPanelHeaderProps, 'api'>) {
  const panel = usePanelAt({ instanceId, type });
  const isMeant = usePanelStore((state) => {
    const several = Object.values(state.open).filter((other) => other.type === type).length > 1;
    return several && currentPanel(state, type)?.instanceId === instanceId;
  });
  const title = titleOf(panel, useSay());
  // What is kept with the layout is in the language of then; the dock names the panel's region by it.
  useEffect(() => api.setTitle(title), [api, title]);
  return (
    <span className={classes['tab']} data-meant={isMeant || undefined}>
      {title}
    </span>
  );
}

/** Beside the tabs of a place: what can be done with the panel that it shows. */
export function PanelActions({ activePanel, containerApi }: IDockviewHeaderActionsProps) {
  const say = useSay();
  const component = activePanel?.api.component;
  if (activePanel === undefined || component === undefined || !isPanelType(component)) return null;
  const { id } = activePanel;
  return (
    <PanelProvider key={id} instanceId={id} type={component}>
      <FaultBoundary name={say('panel.menu')}>
        <Actions dock={containerApi} />
      </FaultBoundary>
    </PanelProvider>
  );
}
