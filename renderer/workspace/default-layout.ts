import type { DockviewApi } from 'dockview-react';
import { type PanelId, panels } from '#renderer/workspace/panels.tsx';

type Beside = { readonly of: PanelId; readonly direction: 'left' | 'right' | 'below' };
type Size = { readonly initialWidth?: number; readonly initialHeight?: number };

const sideWidth = 368;
const ticketHeight = 448;

/**
 * Watchlist and ticket at the side, the chart in the middle with the portfolio beside it, the blotters below.
 * Every panel is visible at once.
 */
export function addDefaultLayout(api: DockviewApi): void {
  const width = api.width - sideWidth;
  api.clear();
  add(api, 'chart');
  add(api, 'watchlist', { of: 'chart', direction: 'left' }, { initialWidth: sideWidth });
  add(api, 'orders', { of: 'chart', direction: 'below' }, { initialHeight: Math.round(api.height * 0.46) });
  add(api, 'portfolio', { of: 'chart', direction: 'right' }, { initialWidth: Math.round(width * 0.36) });
  add(api, 'positions', { of: 'orders', direction: 'right' }, { initialWidth: Math.round(width * 0.46) });
  add(api, 'fills', { of: 'positions', direction: 'below' });
  add(api, 'ticket', { of: 'watchlist', direction: 'below' }, { initialHeight: ticketHeight });
}

function add(api: DockviewApi, id: PanelId, beside?: Beside, size: Size = {}): void {
  api.addPanel({
    id,
    component: id,
    title: panels[id].title,
    ...(beside === undefined ? {} : { position: { referencePanel: beside.of, direction: beside.direction } }),
    ...size,
  });
}
